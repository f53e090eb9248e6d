package io.tickgate.perf.wire;

/**
 * When each trade of a run is due: the first at the start, then in equal distances. The first ones warm up and are not counted.
 *
 * @param startNs monotonic.
 * @param perSecond trades a second.
 * @param warmUps trades that are not counted.
 * @param trades all, with those.
 */
record Schedule(long startNs, int perSecond, int warmUps, int trades) {
    private static final long NS_PER_S = 1_000_000_000L;

    /** When a trade is due, monotonic ns. */
    long intendedNs(long trade) {
        return startNs + trade * NS_PER_S / perSecond;
    }

    /** When the last one is due. */
    long endNs() {
        return intendedNs(trades);
    }
}
