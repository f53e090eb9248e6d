package io.tickgate.publish;

/**
 * Which of a user's bets are asked for.
 *
 * @param stateBits states, joined from {@link BetState#bit}.
 * @param instrumentId of the instrument, 0 for all.
 */
public record BetFilter(int stateBits, int instrumentId) {
    /** Bets in any state. */
    public static final int ALL_STATES = (1 << BetState.COUNT) - 1;

    /** All bets. */
    public static final BetFilter ALL = new BetFilter(ALL_STATES, 0);
}
