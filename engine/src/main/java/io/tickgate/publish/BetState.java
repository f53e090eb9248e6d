package io.tickgate.publish;

import io.tickgate.record.BetOutcome;

/** Where a bet stands. It starts accepted and is decided once; what is decided never changes. The name is what clients see. */
public enum BetState {
    /** Taken, not decided yet. */
    ACCEPTED,
    /** A trade of the window touched its band. */
    HIT,
    /** Every trade of the window is known, and none touched its band. */
    MISS,
    /** Neither was proven until its deadline. */
    VOID;

    /** How many there are. */
    static final int COUNT = 4;

    private static final BetState[] VALUES = values();

    /** The state of a decided bet. */
    public static BetState of(BetOutcome outcome) {
        return switch (outcome) {
            case HIT -> HIT;
            case MISS -> MISS;
            case VOID -> VOID;
        };
    }

    /** State of a code of {@link #code}. */
    static BetState of(int code) {
        return VALUES[code];
    }

    /** Number of the state in rows of this process's memory, and its bit in a set of states. */
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    /** The set that holds this state alone, as bits; sets are joined by {@code |}. */
    public int bit() {
        return 1 << code();
    }
}
