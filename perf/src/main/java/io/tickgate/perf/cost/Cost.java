package io.tickgate.perf.cost;

/**
 * What a number of operations cost the thread that did them.
 *
 * @param operations above zero.
 * @param cpuNs CPU time of the thread.
 * @param allocatedBytes on the heap, by the thread. Some hundred bytes a measurement are the measurement's own.
 * @param elapsedNs wall time; on a shared machine mostly a story about its other users.
 */
record Cost(long operations, long cpuNs, long allocatedBytes, long elapsedNs) {
    double cpuNsPerOperation() {
        return (double) cpuNs / operations;
    }

    double bytesPerOperation() {
        return (double) allocatedBytes / operations;
    }

    double operationsPerElapsedSecond() {
        return operations * 1e9 / elapsedNs;
    }
}
