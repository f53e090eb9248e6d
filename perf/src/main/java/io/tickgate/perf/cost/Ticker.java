package io.tickgate.perf.cost;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** How a producer paces itself where it goes flat out. */
final class Ticker {
    /** Engine time between two ticks: 100,000 a second, so that a run stays within a journal file or two. */
    static final long INTERVAL_NS = 10_000;

    private static final long PARK_NS = 50_000;
    /** A ring that does not empty within it has lost its consumer. */
    private static final long EMPTY_WITHIN_NS = TimeUnit.SECONDS.toNanos(60);

    private Ticker() {}

    /** Waits until the ring is empty. */
    static void awaitEmpty(LongSupplier depth) {
        long startNs = System.nanoTime();
        while (depth.getAsLong() > 0) {
            if (System.nanoTime() - startNs > EMPTY_WITHIN_NS) {
                throw new IllegalStateException("The ring does not empty: its consumer has died");
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
