package io.tickgate.feed;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection: a random time below a limit that doubles with each failure ("full jitter": many
 * processes that lose a venue together must not come back together). Owned by the control thread.
 */
final class ReconnectDelay {
    private final long minNs;
    private final long maxNs;
    private final RandomGenerator random;
    private long limitNs;

    ReconnectDelay(long minNs, long maxNs, RandomGenerator random) {
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.random = random;
        limitNs = minNs;
    }

    /** Data have come steadily: the next failure counts as the first one again. */
    void onStable() {
        limitNs = minNs;
    }

    /** Wait after a failure, in ns: at most the limit, which doubles. */
    long afterFailureNs() {
        long delayNs = random.nextLong(limitNs + 1);
        limitNs = Math.min(limitNs * 2, maxNs);
        return delayNs;
    }
}
