package io.tickgate.simulation;

import java.util.Arrays;
import java.util.List;

/** Counts over a run, or over all runs. */
final class RarePaths {
    private final long[] counts = new long[RarePath.values().length];

    void reached(RarePath path) {
        counts[path.ordinal()]++;
    }

    synchronized void add(RarePaths other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long of(RarePath path) {
        return counts[path.ordinal()];
    }

    List<RarePath> neverReached() {
        return Arrays.stream(RarePath.values()).filter(path -> of(path) == 0).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (RarePath path : RarePath.values()) {
            text.append(String.format("  %-36s %,12d%n", path, of(path)));
        }
        return text.toString();
    }
}
