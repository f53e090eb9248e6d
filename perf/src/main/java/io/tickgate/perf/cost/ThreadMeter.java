package io.tickgate.perf.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Reads what one thread has used: CPU time and allocated bytes, from the JVM's own counters. Waiting costs nothing here, and neither do
 * other threads, which makes the figures hold on a machine that is shared. Any thread may ask about any other.
 */
final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long threadId;
    private long cpuNs;
    private long allocatedBytes;
    private long startNs;

    ThreadMeter(long threadId) {
        this.threadId = threadId;
    }

    /** A meter of the calling thread. */
    static ThreadMeter ofCurrentThread() {
        return new ThreadMeter(Thread.currentThread().getId());
    }

    /** Starts a measurement. */
    void start() {
        allocatedBytes = THREADS.getThreadAllocatedBytes(threadId);
        cpuNs = THREADS.getThreadCpuTime(threadId);
        startNs = System.nanoTime();
    }

    /**
     * Ends it.
     *
     * @param operations done meanwhile.
     * @return what they cost.
     */
    Cost stop(long operations) {
        long elapsedNs = System.nanoTime() - startNs;
        long usedNs = THREADS.getThreadCpuTime(threadId) - cpuNs;
        long usedBytes = THREADS.getThreadAllocatedBytes(threadId) - allocatedBytes;
        return new Cost(operations, usedNs, usedBytes, elapsedNs);
    }
}
