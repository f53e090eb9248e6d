package io.tickgate.record;

/** What became of a holding's command. The code is part of the journal's format; the name is what clients see. */
public enum HoldingResult {
    /** It is held. */
    SET(1),
    /** It is no longer held, or was not. */
    REMOVED(2),
    /** More than 2 s lay between sending and deciding. */
    COMMAND_EXPIRED(3),
    /** There is no such instrument. */
    UNKNOWN_INSTRUMENT(4),
    /** The user, or all users together, hold as many instruments as there is room for. */
    HOLDINGS_LIMIT(5),
    /** The amount is below zero. */
    AMOUNT_INVALID(6);

    private static final HoldingResult[] VALUES = values();

    private final int code;

    HoldingResult(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Of a code that this build wrote. */
    public static HoldingResult of(int code) {
        return VALUES[code - 1];
    }
}
