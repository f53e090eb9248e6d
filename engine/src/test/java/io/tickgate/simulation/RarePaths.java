package io.tickgate.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts over a run, or over all runs. */
final class RarePaths {
    private final Map<RarePath, Long> counts = new EnumMap<>(RarePath.class);

    void reached(RarePath path) {
        counts.merge(path, 1L, Long::sum);
    }

    synchronized void add(RarePaths other) {
        other.counts.forEach((path, count) -> counts.merge(path, count, Long::sum));
    }

    long of(RarePath path) {
        return counts.getOrDefault(path, 0L);
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
