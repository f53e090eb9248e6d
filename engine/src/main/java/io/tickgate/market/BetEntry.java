package io.tickgate.market;

/** A bet in a snapshot. */
final class BetEntry {
    private BetEntry() {}

    static void save(BetTable bets, int place, StateWriter state) {
        state.add(bets.sequence(place))
                .add(bets.idHigh(place))
                .add(bets.idLow(place))
                .add(bets.keyHigh(place))
                .add(bets.keyLow(place))
                .add(bets.contentHigh(place))
                .add(bets.contentLow(place))
                .add(bets.deadlineEpochNs(place))
                .add(bets.state(place));
        if (hasTerms(bets.state(place))) {
            state.add(bets.rule(place))
                    .add(bets.reason(place))
                    .add(bets.minE8(place))
                    .add(bets.lastE8(place))
                    .add(bets.fromEpochNs(place))
                    .add(bets.lastEpochNs(place))
                    .add(bets.stakeMinor(place));
        }
    }

    static void restore(BetTable bets, int place, StateReader state) {
        bets.sequence(place, state.nextLong());
        bets.id(place, state.nextLong(), state.nextLong());
        bets.key(place, state.nextLong(), state.nextLong());
        bets.content(place, state.nextLong(), state.nextLong());
        bets.deadlineEpochNs(place, state.nextLong());
        int betState = state.nextInt();
        bets.rule(place, hasTerms(betState) ? state.nextInt() : 0, betState);
        if (hasTerms(betState)) {
            bets.reason(place, state.nextInt());
            bets.band(place, state.nextLong(), state.nextLong());
            bets.window(place, state.nextLong(), state.nextLong());
            bets.stakeMinor(place, state.nextLong());
        }
    }

    private static boolean hasTerms(int betState) {
        return BetState.isOpen(betState) || betState == BetState.MISS_REMEMBERED;
    }
}
