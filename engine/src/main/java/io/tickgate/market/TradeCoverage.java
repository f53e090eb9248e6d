package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;

/**
 * Which trade ids of a stream are covered: all from the first that is remembered to the newest that is known of, without the
 * {@link TradeHoles}. Continuity is judged here and nowhere else.
 *
 * <pre>
 *   first      hole             head    hole at the head
 *     │■■■■■■■■□□□■■■■■■■■■■■■■■■■│□□□□□□□□□│ newest, that the venue told of
 * </pre>
 *
 * <p>While coverage is <i>open</i> (start, disconnect, stall) trades may be missing that nobody knows of; the next trade above the head
 * closes it, if a connection delivers: with the next id nothing was lost, with a later one the ids between are missing. Missing ids are
 * suspected for {@link #SUSPICION_NS}, then confirmed as a gap. A gap at the head opens coverage: trades are being missed.
 *
 * <p>An id that is absurdly far away, or that came before but comes with a newer trade, is quarantined until a second one confirms it.
 *
 * <p>Ids below the first one are none of ours: what happened before the first trade was never promised, and what was forgotten when
 * there were too many holes stays lost.
 */
final class TradeCoverage {
    /** What an id says of its trade. */
    enum Verdict {
        /** The next id after the head, or the first ever. */
        NEXT,
        /** Above the head, and ids between are missing. */
        AFTER_HOLE,
        /** The venue counts anew; what happened between is unknown. */
        RESET,
        /** Below the head, but was missing. */
        FILLS_HOLE,
        /** Covered before, or older than everything remembered. */
        DUPLICATE,
        /** Absurd (far away, or a new trade with an old id) and not yet confirmed. */
        QUARANTINED
    }

    /**
     * How long a missing id may still come by itself: out of order, over the other one of two connections, or because a heartbeat
     * overtook its trade. Two connections of one venue are apart by the difference of two ways through the network, tenths of a
     * second; below the 3 s after which a stream counts as degraded, so that a stream that is behind is called so first.
     */
    static final long SUSPICION_NS = 2_000_000_000L;

    /** Further than a busy symbol trades in hours; a jump beyond is likelier an error of the venue than a loss. */
    static final long JUMP_MAX = 1_000_000;

    /** Most ids that one fetched aggregate may stand for: as far as a jump may go. */
    static final long RANGE_MAX = 1_000_000;

    private static final long NONE = Long.MIN_VALUE;
    private static final int BY_TRADE = 0;
    private static final TradeEdges NOTHING = new TradeEdges(1);

    private final TradeHoles holes;
    private boolean isOpen = true;
    private long firstId = NONE;
    private long headId = NONE;
    /** At or above the head. */
    private long newestId = NONE;
    /** What covers the head. */
    private final TradeEdges head = new TradeEdges(1);
    /** Greatest id that came over a connection: an id above may come for the first time though it was fetched before. */
    private long liveId = NONE;

    private long quarantinedId = NONE;
    /** {@link #BY_TRADE}, or the source of the watermark that is quarantined. */
    private int quarantinedBy;

    TradeCoverage() {
        this(TradeHoles.HOLES_MAX);
    }

    /** With room for fewer holes than usual. */
    TradeCoverage(int holesMax) {
        holes = new TradeHoles(holesMax);
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Trades may be missed from now on without a sign. */
    void open() {
        isOpen = true;
    }

    /**
     * Judges and takes in a trade that came over a connection.
     *
     * @param trade that came; a single one.
     * @param isNewest whether its trade time is later than that of every trade before it: with an id that came already, the venue
     *     counts anew.
     * @param isDelivered whether a connection is known to deliver the stream; otherwise it closes nothing.
     * @param nowEpochNs market time.
     * @param listener told of gaps.
     */
    Verdict onTrade(CoveredTrade trade, boolean isNewest, boolean isDelivered, long nowEpochNs, GapListener listener) {
        long id = trade.firstId;
        if (!isValid(id)) {
            // No venue counts there, and the sums below rely on it. It confirms nothing.
            return Verdict.QUARANTINED;
        }
        Verdict verdict = judge(trade, isNewest, nowEpochNs, listener);
        if (verdict == Verdict.NEXT || verdict == Verdict.AFTER_HOLE || verdict == Verdict.RESET) {
            isOpen &= !isDelivered;
            liveId = id;
            quarantinedId = NONE;
        }
        return verdict;
    }

    private Verdict judge(CoveredTrade trade, boolean isNewest, long nowEpochNs, GapListener listener) {
        long id = trade.firstId;
        if (headId == NONE) {
            return begin(trade, Verdict.NEXT);
        }
        if (id > headId) {
            boolean isAbsurd = id - newestId > JUMP_MAX;
            return isAbsurd && !isConfirmedByTrade(id)
                    ? quarantine(id, BY_TRADE)
                    : takeAboveHead(trade, nowEpochNs, listener);
        }
        boolean isFarBack = headId - id > JUMP_MAX && id < firstId;
        if (isFarBack || (isNewest && id <= liveId && !holes.contains(id))) {
            return isConfirmedByTrade(id) ? reset(trade, listener) : quarantine(id, BY_TRADE);
        }
        return holes.fill(id, id, trade, false, listener) > 0 ? Verdict.FILLS_HOLE : Verdict.DUPLICATE;
    }

    /**
     * An id that the venue marks as no trade. It covers, and closes nothing.
     *
     * @param noTrade with that id.
     * @param nowEpochNs market time.
     * @param listener told of gaps.
     */
    Verdict onNoTrade(CoveredTrade noTrade, long nowEpochNs, GapListener listener) {
        long id = noTrade.firstId;
        if (!isValid(id) || (headId != NONE && id - newestId > JUMP_MAX)) {
            return Verdict.QUARANTINED;
        }
        return headId == NONE ? Verdict.DUPLICATE : cover(noTrade, nowEpochNs, listener);
    }

    /**
     * A trade, or an aggregate of trades, that was fetched. It covers its ids, but whether trades are being missed now it does not say,
     * so open coverage stays open. Above the newest id known it is taken only if it goes on from there: the answer of another symbol, or
     * one with a hole of its own, must not make the trades that follow look like old ones.
     *
     * @param trade that was fetched.
     * @param nowEpochNs market time.
     * @param listener told of gaps.
     */
    Verdict onBackFilled(CoveredTrade trade, long nowEpochNs, GapListener listener) {
        long first = trade.firstId;
        long last = trade.lastId;
        boolean isRange = isValid(first) && isValid(last) && first <= last && last - first < RANGE_MAX;
        if (!isRange || (headId != NONE && first > newestId + 1)) {
            return Verdict.QUARANTINED;
        }
        return headId == NONE ? Verdict.DUPLICATE : cover(trade, nowEpochNs, listener);
    }

    private Verdict cover(CoveredTrade trade, long nowEpochNs, GapListener listener) {
        if (trade.lastId > headId) {
            return takeAboveHead(trade, nowEpochNs, listener);
        }
        return holes.fill(trade.firstId, trade.lastId, trade, false, listener) > 0
                ? Verdict.FILLS_HOLE
                : Verdict.DUPLICATE;
    }

    /** Covers ids of which at least the last lies above the head. */
    private Verdict takeAboveHead(CoveredTrade trade, long nowEpochNs, GapListener listener) {
        long first = trade.firstId;
        long last = trade.lastId;
        boolean isNext = first <= headId + 1;
        if (first > newestId + 1) {
            suspect(first - 1, nowEpochNs, listener);
            holes.noteEdges(trade);
        } else if (headId != newestId || first != last) {
            holes.fill(first, Math.min(last, newestId), trade, true, listener);
            holes.noteEdges(trade);
        }
        if (isNext && headId == newestId) {
            listener.onNeighbour(headId, head, 0);
        }
        headId = last;
        head.set(0, trade);
        newestId = Math.max(newestId, last);
        noteForgotten();
        return isNext ? Verdict.NEXT : Verdict.AFTER_HOLE;
    }

    /** The ids above the newest one, up to and with another, are missing. */
    private void suspect(long lastId, long nowEpochNs, GapListener listener) {
        long deadline = nowEpochNs > Long.MAX_VALUE - SUSPICION_NS ? DeadlineHeap.NONE : nowEpochNs + SUSPICION_NS;
        holes.add(newestId + 1, lastId, headId == newestId ? head : NOTHING, deadline, listener);
    }

    private void noteForgotten() {
        firstId = Math.max(firstId, holes.forgottenLast() == RecordFlyweight.ABSENT ? 0 : holes.forgottenLast() + 1);
    }

    /**
     * The venue says which trade is its newest. What lies between it and the newest one known is missing; nothing is closed.
     *
     * @param id of that trade.
     * @param source of the watermark.
     * @param nowEpochNs market time.
     * @param listener told of gaps.
     * @return whether it is believed: not quarantined.
     */
    boolean onWatermark(long id, int source, long nowEpochNs, GapListener listener) {
        if (!isValid(id)) {
            return false;
        }
        boolean isAhead = id > newestId;
        boolean isFar = isAhead ? id - newestId > JUMP_MAX : headId - id > JUMP_MAX;
        if (headId == NONE || (!isAhead && !isFar)) {
            return true;
        }
        if (isFar && !isConfirmedByWatermark(id, source)) {
            quarantine(id, source);
            return false;
        }
        if (isAhead) {
            suspect(id, nowEpochNs, listener);
            newestId = id;
            noteForgotten();
        } else {
            forgetAll(RecordFlyweight.ABSENT, listener);
        }
        quarantinedId = NONE;
        return true;
    }

    private Verdict quarantine(long id, int by) {
        quarantinedId = id;
        quarantinedBy = by;
        return Verdict.QUARANTINED;
    }

    /** A second trade goes on from the first; a trade near a watermark says the same as it. */
    private boolean isConfirmedByTrade(long id) {
        if (quarantinedId == NONE) {
            return false;
        }
        boolean isInOrder = quarantinedBy == BY_TRADE ? id > quarantinedId : true;
        return isInOrder && Math.abs(id - quarantinedId) <= JUMP_MAX;
    }

    /**
     * Two watermarks of one source that say the same may be one mistake twice; one that counts on, and another source, are not. A
     * trade's jump back by less than {@link #JUMP_MAX} cannot be confirmed here: a watermark that came late looks just like that.
     */
    private boolean isConfirmedByWatermark(long id, int source) {
        if (quarantinedId == NONE || id < quarantinedId || id - quarantinedId > JUMP_MAX) {
            return false;
        }
        return quarantinedBy == BY_TRADE || id > quarantinedId || source != quarantinedBy;
    }

    private Verdict reset(CoveredTrade trade, GapListener listener) {
        forgetAll(trade.timeEpochNs, listener);
        return begin(trade, Verdict.RESET);
    }

    /** The venue counts anew: everything after the newest id is unknown, and none of it can be asked for. */
    private void forgetAll(long timeAfterEpochNs, GapListener listener) {
        holes.clear(listener);
        long timeBefore = headId == newestId ? head.timeEpochNs(0) : RecordFlyweight.ABSENT;
        listener.onGapConfirmed(newestId + 1, RecordFlyweight.ABSENT, timeBefore, timeAfterEpochNs);
        isOpen = true;
        firstId = NONE;
        headId = NONE;
        newestId = NONE;
        head.setMissing(0);
        liveId = NONE;
    }

    private Verdict begin(CoveredTrade trade, Verdict verdict) {
        firstId = trade.firstId;
        headId = trade.firstId;
        newestId = trade.firstId;
        head.set(0, trade);
        return verdict;
    }

    private static boolean isValid(long id) {
        return id >= 0 && id < Long.MAX_VALUE;
    }

    /** Market time at which {@link #onDeadline} is due, {@link DeadlineHeap#NONE} when nothing is suspected. */
    long nextDeadline() {
        return holes.nextDeadline();
    }

    /**
     * Market time has reached {@link #nextDeadline}: what is missing since then is lost.
     *
     * @param deadlineEpochNs that time.
     * @param listener told of gaps.
     */
    void onDeadline(long deadlineEpochNs, GapListener listener) {
        long lastLostId = holes.confirm(deadlineEpochNs, listener);
        isOpen |= lastLostId != RecordFlyweight.ABSENT && lastLostId > headId;
    }

    /** Whether an id is covered: it came as a trade, was fetched, or is no trade. False for what is no longer remembered. */
    boolean isCovered(long id) {
        return headId != NONE && id >= firstId && id <= headId && !holes.contains(id);
    }

    /** The runs of missing ids; to be read only. */
    TradeHoles missing() {
        return holes;
    }

    /** Number of runs of missing ids; 0 when nothing that is remembered is missing. */
    int holes() {
        return holes.count();
    }

    /** Times that there were too many holes. */
    long overflows() {
        return holes.overflows();
    }

    /** Newest covered id, or {@link Long#MIN_VALUE} before the first trade. */
    long head() {
        return headId;
    }

    /** Newest id that is known of: the head, or above it what the venue told of. */
    long newest() {
        return newestId;
    }

    void save(StateWriter state) {
        state.add(isOpen).add(firstId).add(headId).add(newestId);
        head.save(state, 0);
        state.add(liveId).add(quarantinedId).add(quarantinedBy);
        holes.save(state);
    }

    void restore(StateReader state) {
        isOpen = state.nextBoolean();
        firstId = state.nextLong();
        headId = state.nextLong();
        newestId = state.nextLong();
        head.restore(state, 0);
        liveId = state.nextLong();
        quarantinedId = state.nextLong();
        quarantinedBy = state.nextInt();
        holes.restore(state);
    }

    /** Tells of every confirmed gap that is open. */
    void tellAll(TradeHoles.ConfirmedListener listener) {
        holes.tellAll(listener);
    }
}
