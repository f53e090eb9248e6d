package io.tickgate.mirror;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: anything up to a bound that doubles from 50 ms to 2 s (full jitter, so that many processes
 * that lost the same Redis do not come back at once). Owned by one thread.
 */
final class ReconnectDelay {
    private static final long BOUND_MIN_NS = 50_000_000;
    private static final long BOUND_MAX_NS = 2_000_000_000;

    private long boundNs = BOUND_MIN_NS;

    /** Delay after one more failure, in ns. */
    long nextNs() {
        long delayNs = ThreadLocalRandom.current().nextLong(boundNs);
        boundNs = Math.min(2 * boundNs, BOUND_MAX_NS);
        return delayNs;
    }

    /** Starts again at the least bound. */
    void reset() {
        boundNs = BOUND_MIN_NS;
    }
}
