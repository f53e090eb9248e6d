package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import java.util.Arrays;

/**
 * The trade ids of a stream that are missing: runs in ascending order, none overlapping. A run is <i>suspected</i> until its deadline,
 * then <i>confirmed</i>. Runs are only ever added above all others and with a deadline not before theirs, so the confirmed ones come
 * first and the next deadline is that of the first suspected one.
 *
 * <p>At most {@value #HOLES_MAX} runs are held. Full: the oldest is forgotten for a new one at the top (a thousand separate losses
 * before anything old enough to matter for an open bet would be a broken feed), after it was confirmed; an id that would split an older
 * run in two is not taken, so that it stays missing. Both are counted.
 */
final class TradeHoles {
    /** Between 1,024 runs of covered ids. */
    static final int HOLES_MAX = 1_023;

    private static final int INITIAL = 8;

    private long[] first = new long[INITIAL];
    private long[] last = new long[INITIAL];
    private long[] deadline = new long[INITIAL];
    /** What covers the ids below and above each run. */
    private final TradeEdges below = new TradeEdges(INITIAL);

    private final TradeEdges above = new TradeEdges(INITIAL);
    private final int holesMax;
    private int count;
    private int confirmed;
    private long forgottenLast = RecordFlyweight.ABSENT;
    private long overflows;
    /** Follows from nothing but the calls, and is not saved. */
    private int changes;

    /** Holds at most as many runs as given, at least two. */
    TradeHoles(int holesMax) {
        this.holesMax = holesMax;
    }

    /** Number of runs. */
    int count() {
        return count;
    }

    /** Whether an id is missing. */
    boolean contains(long id) {
        int at = from(id);
        return at < count && first[at] <= id;
    }

    /** First id of a run, in ascending order. */
    long first(int at) {
        return first[at];
    }

    /** Last id of it. */
    long last(int at) {
        return last[at];
    }

    /** Trade time of the covered id below a run, {@code ABSENT} when it is not known. */
    long timeBefore(int at) {
        return below.timeEpochNs(at);
    }

    /** Trade time of the covered id above a run, {@code ABSENT} when it is not known. */
    long timeAfter(int at) {
        return above.timeEpochNs(at);
    }

    /** How many runs, from the first on, are confirmed. */
    int confirmed() {
        return confirmed;
    }

    /** Differs from the last time when runs, or the times beside them, have changed. */
    int changes() {
        return changes;
    }

    /** Market time at which the next suspected run is confirmed, {@link DeadlineHeap#NONE} when there is none. */
    long nextDeadline() {
        return confirmed == count ? DeadlineHeap.NONE : deadline[confirmed];
    }

    /** Times that the bound took its toll: a run forgotten, or an id not taken. */
    long overflows() {
        return overflows;
    }

    /** Last id of the newest run that was forgotten, {@link RecordFlyweight#ABSENT} when there was none. */
    long forgottenLast() {
        return forgottenLast;
    }

    /**
     * Adds a suspected run above all others.
     *
     * @param firstId above every id that is missing.
     * @param lastId at or above it.
     * @param head covers the id before; missing where that one is.
     * @param deadlineEpochNs market time at which it is confirmed; not before that of any other run.
     * @param listener told when the oldest run is confirmed and forgotten for it.
     */
    void add(long firstId, long lastId, TradeEdges head, long deadlineEpochNs, GapListener listener) {
        if (count == holesMax) {
            forgetOldest(listener);
        }
        insert(count, firstId, lastId, deadlineEpochNs);
        below.set(count - 1, head, 0);
    }

    /**
     * Takes ids out that are covered now.
     *
     * @param firstId first of them; ids that are not missing may be among them.
     * @param lastId at or above it.
     * @param trade that covers them, and maybe more.
     * @param isAtHead whether they are the newest ones, for which the oldest run gives way when there is no room.
     * @param listener told of those that had been confirmed as lost, and of the trades beside those that were missing.
     * @return how many were missing and are not any more.
     */
    long fill(long firstId, long lastId, CoveredTrade trade, boolean isAtHead, GapListener listener) {
        long covered = 0;
        int at = from(firstId);
        while (at < count && first[at] <= lastId) {
            long from = Math.max(firstId, first[at]);
            long to = Math.min(lastId, last[at]);
            boolean isInside = from > first[at] && to < last[at];
            if (isInside && count == holesMax) {
                if (!isAtHead) {
                    overflows++;
                    return 0; // They stay missing, which is the careful answer.
                }
                at = makeRoom(at, from, trade.timeEpochNs, listener);
            }
            tellNeighbours(at, from, to, listener);
            boolean wasConfirmed = at < confirmed;
            at = cut(at, from, to);
            covered += to - from + 1;
            if (wasConfirmed) {
                listener.onGapFilled(from, to);
            }
        }
        if (covered > 0) {
            noteEdges(trade);
        }
        return covered;
    }

    private void tellNeighbours(int at, long from, long to, GapListener listener) {
        if (from == first[at]) {
            listener.onNeighbour(from - 1, below, at);
        }
        if (to == last[at]) {
            listener.onNeighbour(to + 1, above, at);
        }
    }

    /** So that a run can be cut in two: forgets the oldest, or of the oldest what lies below. Returns where the run is then. */
    private int makeRoom(int at, long from, long timeEpochNs, GapListener listener) {
        if (at > 0) {
            forgetOldest(listener);
            return at - 1;
        }
        if (confirmed == 0) {
            listener.onGapConfirmed(first[0], from - 1, timeBefore(0), timeEpochNs);
        }
        overflows++;
        changes++;
        forgottenLast = from - 1;
        first[0] = from;
        listener.onForgotten(timeEpochNs);
        return 0;
    }

    /** Takes ids out of one run, which may vanish or fall into two; returns where the next run is. */
    private int cut(int at, long from, long to) {
        boolean keepsBelow = from > first[at];
        boolean keepsAbove = to < last[at];
        if (keepsBelow && keepsAbove) {
            insert(at + 1, to + 1, last[at], deadline[at]);
            above.set(at + 1, above, at);
            above.setMissing(at);
            confirmed += at < confirmed ? 1 : 0;
            last[at] = from - 1;
            return at + 2;
        }
        changes++;
        if (keepsBelow) {
            last[at] = from - 1;
            above.setMissing(at);
            return at + 1;
        }
        if (keepsAbove) {
            first[at] = to + 1;
            below.setMissing(at);
            return at + 1;
        }
        confirmed -= at < confirmed ? 1 : 0;
        remove(at);
        return at;
    }

    /** Notes for the runs on both sides of a trade what covers the ids beside them; what covered such an id before stays. */
    void noteEdges(CoveredTrade trade) {
        int over = from(trade.lastId);
        if (over < count && first[over] == trade.lastId + 1 && below.isMissing(over)) {
            below.set(over, trade);
            changes++;
        }
        int under = from(trade.firstId) - 1;
        if (under >= 0 && last[under] == trade.firstId - 1 && above.isMissing(under)) {
            above.set(under, trade);
            changes++;
        }
    }

    /**
     * Confirms every run whose deadline is reached.
     *
     * @param nowEpochNs market time.
     * @param listener told of each.
     * @return last id of the newest one confirmed, {@link RecordFlyweight#ABSENT} when there was none.
     */
    long confirm(long nowEpochNs, GapListener listener) {
        long newest = RecordFlyweight.ABSENT;
        while (confirmed < count && deadline[confirmed] <= nowEpochNs) {
            newest = last[confirmed];
            tellConfirmed(confirmed, listener);
            joinWithBelow(confirmed);
            changes++;
        }
        return newest;
    }

    /** Counts a run among the confirmed ones: as part of the one below where they touch, so that a venue that goes on counting ids that
     * do not come does not fill the table. */
    private void joinWithBelow(int at) {
        if (at > 0 && last[at - 1] == first[at] - 1) {
            last[at - 1] = last[at];
            above.set(at - 1, above, at);
            remove(at);
        } else {
            confirmed++;
        }
    }

    private void tellConfirmed(int at, GapListener listener) {
        listener.onGapConfirmed(first[at], last[at], timeBefore(at), timeAfter(at));
    }

    private void forgetOldest(GapListener listener) {
        if (confirmed == 0) {
            tellConfirmed(0, listener); // Nothing is lost without a word.
        } else {
            confirmed--;
        }
        overflows++;
        forgottenLast = last[0];
        listener.onForgotten(timeAfter(0));
        remove(0);
    }

    /** Forgets all, after the suspected ones were confirmed. */
    void clear(GapListener listener) {
        confirm(Long.MAX_VALUE, listener);
        count = 0;
        confirmed = 0;
        changes++;
        forgottenLast = RecordFlyweight.ABSENT;
    }

    /** The lowest run that ends at or after an id, {@link #count} when there is none. */
    private int from(long id) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last[middle] < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Inserts a run with nothing known of what lies beside it. */
    private void insert(int at, long firstId, long lastId, long deadlineEpochNs) {
        if (count == first.length) {
            int length = Math.min(count * 2, holesMax);
            first = Arrays.copyOf(first, length);
            last = Arrays.copyOf(last, length);
            deadline = Arrays.copyOf(deadline, length);
            below.grow(length);
            above.grow(length);
        }
        move(at, at + 1);
        first[at] = firstId;
        last[at] = lastId;
        deadline[at] = deadlineEpochNs;
        below.setMissing(at);
        above.setMissing(at);
        count++;
        changes++;
    }

    private void remove(int at) {
        move(at + 1, at);
        count--;
        changes++;
    }

    private void move(int from, int to) {
        int length = count - from;
        System.arraycopy(first, from, first, to, length);
        System.arraycopy(last, from, last, to, length);
        System.arraycopy(deadline, from, deadline, to, length);
        below.move(from, to, length);
        above.move(from, to, length);
    }

    void save(StateWriter state) {
        state.add(overflows).add(forgottenLast).add(confirmed).add(count);
        for (int i = 0; i < count; i++) {
            state.add(first[i]).add(last[i]).add(deadline[i]);
            below.save(state, i);
            above.save(state, i);
        }
    }

    void restore(StateReader state) {
        overflows = state.nextLong();
        forgottenLast = state.nextLong();
        int confirmedThen = state.nextCount(holesMax);
        int countThen = state.nextCount(holesMax);
        count = 0;
        for (int i = 0; i < countThen; i++) {
            insert(i, state.nextLong(), state.nextLong(), state.nextLong());
            below.restore(state, i);
            above.restore(state, i);
        }
        confirmed = confirmedThen;
    }

    /**
     * Tells of every confirmed run again.
     *
     * @param listener told of each, with the time at which it was confirmed.
     */
    void tellAll(ConfirmedListener listener) {
        for (int i = 0; i < confirmed; i++) {
            listener.onConfirmed(first[i], last[i], timeBefore(i), timeAfter(i), deadline[i]);
        }
    }

    /** Told of confirmed runs. */
    interface ConfirmedListener {
        /** A run, its neighbours' trade times and the market time of its confirmation. */
        void onConfirmed(
                long firstId, long lastId, long timeBeforeEpochNs, long timeAfterEpochNs, long confirmedEpochNs);
    }
}
