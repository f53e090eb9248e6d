package io.tickgate.gateway;

import io.tickgate.input.EngineClock;
import java.util.concurrent.atomic.AtomicLong;

/** Time moved by hand, for an {@link EngineClock}. Any thread may read and move it. */
final class HandClock {
    static final long START_EPOCH_NS = 1_800_000_000_000_000_000L;

    private final AtomicLong nowNs = new AtomicLong(1_000_000_000L);
    private final EngineClock engineClock = new EngineClock(() -> START_EPOCH_NS, nowNs::get, 0);

    EngineClock engineClock() {
        return engineClock;
    }

    void advanceMs(long ms) {
        nowNs.addAndGet(ms * 1_000_000L);
    }

    long nowNs() {
        return nowNs.get();
    }

    long nowEpochNs() {
        return engineClock.nowEpochNs();
    }
}
