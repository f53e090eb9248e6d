package io.tickgate.simulator.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each kind has been carried out: frames changed, held back or added, connections closed, requests refused. Any thread may call. */
public final class FaultCounts {

    private final Map<FaultKind, LongAdder> counts = new EnumMap<>(FaultKind.class);

    FaultCounts() {
        for (FaultKind kind : FaultKind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(FaultKind kind) {
        LongAdder adder = counts.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Those that are above zero. */
    public Map<FaultKind, Long> nonZero() {
        Map<FaultKind, Long> found = new EnumMap<>(FaultKind.class);
        counts.forEach((kind, adder) -> {
            if (adder.sum() > 0) {
                found.put(kind, adder.sum());
            }
        });
        return found;
    }
}
