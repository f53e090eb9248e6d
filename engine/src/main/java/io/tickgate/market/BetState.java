package io.tickgate.market;

import io.tickgate.record.BetOutcome;

/** Where a bet stands, as a number that fits beside others. The first ones are open. Part of the snapshot's format. */
final class BetState {
    /** No bet: the place is free. */
    static final int FREE = 0;
    /** Open; its window begins later than every trade that is known. */
    static final int AHEAD = 1;
    /** Open; trades may touch it. */
    static final int ACTIVE = 2;
    /** Open; its window is over and nothing touched it, but something may be missing. */
    static final int WAITING = 3;

    static final int HIT = 4;
    /** A miss that is remembered with its band and window, to see whether anything contradicts it. */
    static final int MISS_REMEMBERED = 5;

    static final int MISS = 6;
    static final int VOID = 7;

    private BetState() {}

    static boolean isOpen(int state) {
        return state >= AHEAD && state <= WAITING;
    }

    static int of(BetOutcome outcome) {
        return switch (outcome) {
            case HIT -> HIT;
            case MISS -> MISS;
            case VOID -> VOID;
        };
    }
}
