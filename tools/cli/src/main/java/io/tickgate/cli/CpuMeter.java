package io.tickgate.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Measures the CPU time of the calling thread, and the time that passes. Made and asked by that thread. */
final class CpuMeter {
    private static final double NS_PER_S = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long startCpuNs = cpuNs();
    private final long startNs = System.nanoTime();

    /** CPU time since then; the time that passed where the machine does not say. */
    double cpuSeconds() {
        return (cpuNs() - startCpuNs) / NS_PER_S;
    }

    /** Time since then. */
    double seconds() {
        return (System.nanoTime() - startNs) / NS_PER_S;
    }

    private static long cpuNs() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
