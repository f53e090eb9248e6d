package io.tickgate.config;

/**
 * Section {@code engine}, concluded: nothing is {@code AUTO} any more.
 *
 * @param threads shared or dedicated.
 * @param waiting blocking, yielding or spinning.
 * @param ringSize slots, a power of two.
 * @param clockIntervalNs between two clock events.
 */
public record EngineConfig(EngineThreads threads, EngineWait waiting, int ringSize, long clockIntervalNs) {
    /** From this many cores on each stage has its own thread: three stages, a feed and the clock spin beside the gateway. */
    public static final int DEDICATED_CORES_MIN = 8;

    /** Threads for a number of cores. */
    static EngineThreads conclude(EngineThreads threads, int cores) {
        if (threads != EngineThreads.AUTO) {
            return threads;
        }
        return cores >= DEDICATED_CORES_MIN ? EngineThreads.DEDICATED : EngineThreads.SHARED;
    }

    /** Wait for concluded threads. */
    static EngineWait conclude(EngineWait wait, EngineThreads threads) {
        if (wait != EngineWait.AUTO) {
            return wait;
        }
        return threads == EngineThreads.SHARED ? EngineWait.BLOCKING : EngineWait.YIELDING;
    }
}
