package io.tickgate.market;

import java.util.Arrays;

/**
 * Which trade ids of a stream are covered: intervals in ascending order, the last one ending at the head. Continuity is judged here and
 * nowhere else.
 *
 * <p>While coverage is <i>open</i> (start, disconnect, stall) trades may be missing that nobody knows of; the next trade closes it: with
 * the id after the head nothing was lost, with a later one the ids between are a gap. An id that is absurdly far away, or that was
 * covered but comes with a newer trade, is quarantined until a second one confirms it.
 *
 * <p>At most {@value #INTERVALS_MAX} intervals are kept; the oldest is forgotten first (a thousand separate losses before anything
 * old enough to matter for an open bet would be a broken feed).
 */
final class TradeCoverage {
    /** What a trade's id says of it. */
    enum Verdict {
        /** Continues the head, or is the first ever. */
        NEXT,
        /** Lies beyond the next id: the ids from {@link #gapFirst} to {@link #gapLast} are lost. */
        AFTER_GAP,
        /** The venue counts anew: everything after {@link #gapFirst} is unknown. */
        RESET,
        /** Late, but was missing. */
        FILLS_GAP,
        /** Seen before, or older than everything remembered. */
        DUPLICATE,
        /** Absurd (far away, or a new trade with an old id) and not yet confirmed. */
        QUARANTINED
    }

    static final int INTERVALS_MAX = 1_024;
    /** Further than a busy symbol trades in hours; a jump beyond is likelier an error of the venue than a loss. */
    static final long JUMP_MAX = 1_000_000;

    private static final int INITIAL = 8;

    private long[] first = new long[INITIAL];
    private long[] last = new long[INITIAL];
    private int count;
    private boolean isOpen = true;
    private long quarantinedId = Long.MIN_VALUE;
    private long gapFirst;
    private long gapLast;

    boolean isOpen() {
        return isOpen;
    }

    /** Trades may be missed from now on without a sign. Returns whether that is news. */
    boolean open() {
        boolean isNews = !isOpen;
        isOpen = true;
        return isNews;
    }

    /** First missing id of the gap that the last {@link #onTrade} found. */
    long gapFirst() {
        return gapFirst;
    }

    /** Last missing id of it. */
    long gapLast() {
        return gapLast;
    }

    /**
     * Judges and takes in a trade that was fetched: it covers its id, but whether trades are being missed now it does not say, so
     * open coverage stays open.
     */
    Verdict onBackFilled(long id) {
        boolean wasOpen = isOpen;
        Verdict verdict = onTrade(id, false);
        isOpen = wasOpen;
        return verdict;
    }

    /**
     * Judges and takes in a trade that came over the connection.
     *
     * @param id the venue's.
     * @param isNewest whether its trade time is later than that of every trade before it: with an id that was covered already, the
     *     venue counts anew.
     */
    Verdict onTrade(long id, boolean isNewest) {
        if (id < 0 || id == Long.MAX_VALUE) {
            // No venue counts there, and the sums below rely on it. It confirms nothing.
            return Verdict.QUARANTINED;
        }
        if (count == 0) {
            return takeFirst(id);
        }
        long head = last[count - 1];
        if (id == head + 1) {
            last[count - 1] = id;
            return closeWith(Verdict.NEXT);
        }
        if (id > head) {
            return id - head > JUMP_MAX ? onAbsurd(id, head) : takeAfterGap(id, head);
        }
        boolean isFarBack = head - id > JUMP_MAX && id < first[0];
        return isFarBack || (isNewest && isTaken(id)) ? onAbsurd(id, head) : takeLate(id);
    }

    private Verdict takeFirst(long id) {
        append(id);
        return closeWith(Verdict.NEXT);
    }

    private Verdict takeAfterGap(long id, long head) {
        gapFirst = head + 1;
        gapLast = id - 1;
        append(id);
        return closeWith(Verdict.AFTER_GAP);
    }

    private Verdict onAbsurd(long id, long head) {
        boolean isConfirmed = id > quarantinedId && id - quarantinedId <= JUMP_MAX && quarantinedId != Long.MIN_VALUE;
        if (!isConfirmed) {
            quarantinedId = id;
            return Verdict.QUARANTINED;
        }
        gapFirst = head + 1;
        boolean isForward = id > head;
        gapLast = id - 1;
        if (!isForward) {
            count = 0;
        }
        append(id);
        return closeWith(isForward ? Verdict.AFTER_GAP : Verdict.RESET);
    }

    private Verdict closeWith(Verdict verdict) {
        isOpen = false;
        quarantinedId = Long.MIN_VALUE;
        return verdict;
    }

    /** An id at or below the head: covered already, or missing and now here. Opens and closes nothing at the head. */
    private Verdict takeLate(long id) {
        if (isTaken(id)) {
            return Verdict.DUPLICATE;
        }
        return fill(intervalFrom(id), id) ? Verdict.FILLS_GAP : Verdict.DUPLICATE;
    }

    /** Whether an id at or below the head is covered, or older than everything remembered. */
    private boolean isTaken(long id) {
        int at = intervalFrom(id);
        return at < 0 || id <= last[at];
    }

    /** The last interval that begins at or before an id, -1 when there is none. */
    private int intervalFrom(long id) {
        int at = count - 1;
        while (at >= 0 && first[at] > id) {
            at--;
        }
        return at;
    }

    /** The id lies in the gap between intervals {@code at} and {@code at + 1}. Returns whether there was room to remember it. */
    private boolean fill(int at, long id) {
        boolean touchesBelow = id == last[at] + 1;
        boolean touchesAbove = id == first[at + 1] - 1;
        if (touchesBelow && touchesAbove) {
            last[at] = last[at + 1];
            removeAt(at + 1);
        } else if (touchesBelow) {
            last[at] = id;
        } else if (touchesAbove) {
            first[at + 1] = id;
        } else if (count < INTERVALS_MAX) {
            insertAt(at + 1, id);
        } else {
            return false; // It stays a hole, which is the careful answer.
        }
        return true;
    }

    private void append(long id) {
        if (count == INTERVALS_MAX) {
            removeAt(0);
        }
        insertAt(count, id);
    }

    private void insertAt(int at, long id) {
        if (count == first.length) {
            first = Arrays.copyOf(first, count * 2);
            last = Arrays.copyOf(last, count * 2);
        }
        System.arraycopy(first, at, first, at + 1, count - at);
        System.arraycopy(last, at, last, at + 1, count - at);
        first[at] = id;
        last[at] = id;
        count++;
    }

    private void removeAt(int at) {
        System.arraycopy(first, at + 1, first, at, count - at - 1);
        System.arraycopy(last, at + 1, last, at, count - at - 1);
        count--;
    }

    /** Number of intervals; 1 when nothing that is remembered is missing. */
    int intervals() {
        return count;
    }

    /** Newest id, or {@link Long#MIN_VALUE} before the first trade. */
    long head() {
        return count == 0 ? Long.MIN_VALUE : last[count - 1];
    }

    void snapshot(StateDigest digest) {
        digest.add(isOpen).add(quarantinedId).add(count);
        for (int i = 0; i < count; i++) {
            digest.add(first[i]).add(last[i]);
        }
    }
}
