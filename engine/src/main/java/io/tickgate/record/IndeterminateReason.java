package io.tickgate.record;

/** Why a window is neither hit nor missed, so far or for ever. The code is part of the journal's format; the name is what clients see. */
public enum IndeterminateReason {
    /** The window is not over by market time. */
    WINDOW_OPEN(1),
    /** It is over by market time, but nothing that the venue said proves that no more trades of it come. */
    NO_WATERMARK(2),
    /** Trade ids that may lie in the window are missing since less than two seconds. */
    SUSPECTED_GAP(3),
    /** Trade ids that may lie in the window are missing. */
    GAP(4),
    /** A trade of the window was rounded, or is an aggregate of which no single trade is known to reach the least notional. */
    DOUBTFUL_TRADE(5),
    /** The venue began to count anew; what happened before is not known. */
    VENUE_RESET(6),
    /** There were more gaps than are remembered, and the window reaches into those that are forgotten. */
    GAPS_FORGOTTEN(7),
    /** The window begins before the first trade that is known, or before what is kept. */
    BEFORE_HISTORY(8);

    private static final IndeterminateReason[] VALUES = values();

    private final int code;

    IndeterminateReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Of a code that this build wrote. */
    public static IndeterminateReason of(int code) {
        return VALUES[code - 1];
    }
}
