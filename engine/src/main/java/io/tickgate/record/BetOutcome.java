package io.tickgate.record;

/** How a bet ended. The code is part of the journal's format; the name is what clients see. */
public enum BetOutcome {
    /** A trade of the window touched its band. */
    HIT(1),
    /** Every trade of the window is known, and none touched its band. */
    MISS(2),
    /** Neither was proven until its deadline; the cause stands beside it. */
    VOID(3);

    private static final BetOutcome[] VALUES = values();

    private final int code;

    BetOutcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Of a code that this build wrote. */
    public static BetOutcome of(int code) {
        return VALUES[code - 1];
    }
}
