package io.tickgate.engine;

import io.tickgate.input.EngineClock;
import io.tickgate.pairs.Demand;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many clients want each instrument. Any thread counts; the control thread looks at the counts, so that no order of calls can lose
 * one. Room for all ids: 120 KB.
 */
final class DemandCounts implements Demand {
    /** Pages that poll do so every few seconds; a minute bridges a slow one. */
    static final long READ_HOLDS_NS = TimeUnit.SECONDS.toNanos(60);

    private final EngineClock clock;
    private final AtomicIntegerArray counts = new AtomicIntegerArray(EngineLimits.INSTRUMENT_ID_MAX + 1);
    /** Monotonic time of the newest read; 0: never. */
    private final AtomicLongArray readNs = new AtomicLongArray(EngineLimits.INSTRUMENT_ID_MAX + 1);

    DemandCounts(EngineClock clock) {
        this.clock = clock;
    }

    @Override
    public void wanted(int instrumentId) {
        counts.incrementAndGet(instrumentId);
    }

    @Override
    public void released(int instrumentId) {
        if (counts.decrementAndGet(instrumentId) < 0) {
            counts.incrementAndGet(instrumentId);
            throw new IllegalStateException("Instrument " + instrumentId + " was released and not wanted before");
        }
    }

    @Override
    public void read(int instrumentId) {
        long nowNs = clock.nowNs();
        readNs.setOpaque(instrumentId, nowNs == 0 ? 1 : nowNs);
    }

    /** Whether a client wants it now. */
    boolean isWanted(int instrumentId, long nowNs) {
        long newestNs = readNs.getOpaque(instrumentId);
        return counts.get(instrumentId) > 0 || (newestNs != 0 && nowNs - newestNs < READ_HOLDS_NS);
    }
}
