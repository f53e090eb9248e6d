package io.tickgate.market;

import io.tickgate.record.SourceFlyweight;

/**
 * How the price shown of an instrument is made, as defined last.
 *
 * @param mode one of {@link SourceFlyweight}.
 * @param silenceNs without a refreshing tick for this long, the next venue is shown (failover).
 * @param stableNs how long a preferred venue must be fresh without a break before it is shown again (failover).
 * @param deviationMaxE8 share of the median, × 10^8, beyond which a venue is out (index).
 * @param venuesMin fewer good venues give no composite price; 1 or more.
 * @param connectFailuresMax failed connects in a row after which the next venue is shown (failover).
 */
record SourceRule(int mode, long silenceNs, long stableNs, long deviationMaxE8, int venuesMin, int connectFailuresMax) {
    private static final long S = 1_000_000_000L;

    /** Holds until the first definition: failover after 30 s or 3 failed connects, back after 60 s. */
    static final SourceRule DEFAULT = new SourceRule(SourceFlyweight.FAILOVER, 30 * S, 60 * S, 1_000_000, 2, 3);

    static SourceRule of(SourceFlyweight definition) {
        int mode = definition.mode();
        if (mode < SourceFlyweight.FAILOVER || mode > SourceFlyweight.INDEX) {
            throw new IllegalStateException(
                    "Record " + definition.sequence() + " defines source mode " + mode + ", which this build lacks");
        }
        return new SourceRule(
                mode,
                definition.silenceNs(),
                definition.stableNs(),
                definition.deviationMaxE8(),
                Math.max(1, definition.venuesMin()),
                Math.max(1, definition.connectFailuresMax()));
    }

    void save(StateWriter state) {
        state.add(mode)
                .add(silenceNs)
                .add(stableNs)
                .add(deviationMaxE8)
                .add(venuesMin)
                .add(connectFailuresMax);
    }

    static SourceRule restore(StateReader state) {
        return new SourceRule(
                state.nextInt(),
                state.nextLong(),
                state.nextLong(),
                state.nextLong(),
                state.nextInt(),
                state.nextInt());
    }
}
