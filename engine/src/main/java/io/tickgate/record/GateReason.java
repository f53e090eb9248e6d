package io.tickgate.record;

/**
 * Why a gate is closed. When several hold, a retired market says so, otherwise the one with the lowest code is shown. The code is part
 * of the journal's format. Reasons
 * from {@link #JOURNAL} to {@link #REPLICATION} are conditions of this node and arrive as records; the rest the market finds.
 */
public enum GateReason {
    /** The gate is open. */
    OPEN(0),
    /** The journal cannot append. */
    JOURNAL(1),
    /** Free space on the journal's disk is below its watermark. */
    DISK(2),
    /** An engine thread has not moved for 3 s; judged by the reader of the published state. */
    DEAD_MAN(3),
    /** The wall clock lies behind the last journalled time. */
    CLOCK(4),
    /** This node follows another. */
    FOLLOWER(5),
    /** Commands cannot be replicated. */
    REPLICATION(6),
    /** The settlement stream is critical or recovering. */
    PRICE_FEED_STALE(7),
    /** Trades of the settlement stream may have been missed, and no later trade has shown which. */
    SETTLEMENT_COVERAGE(8),
    /** The market was withdrawn. */
    MARKET_RETIRED(9);

    private static final GateReason[] VALUES = values();

    private final int code;

    GateReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Reason of a code; the code must be one that this build wrote. */
    public static GateReason of(int code) {
        return VALUES[code];
    }
}
