package io.tickgate.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The time of all venues: the machine's, or one that is moved by hand and then rules limits, faults and REST times as well. Any thread may read. */
final class SimulatorClock {

    private final boolean manual;
    private final @Nullable Long startEpochUs;
    private final AtomicLong manualNs = new AtomicLong();

    /**
     * Creates one.
     *
     * @param manual whether it is moved by hand
     * @param startTime that events are dated from, null for now
     */
    SimulatorClock(boolean manual, @Nullable Instant startTime) {
        this.manual = manual;
        Instant start = manual && startTime == null ? Instant.now() : startTime;
        this.startEpochUs = start == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, start);
    }

    /** Monotonic; of a manual one nanoseconds from its start. */
    long nowNs() {
        return manual ? manualNs.get() : System.nanoTime();
    }

    /** Milliseconds since 1970. */
    long epochMs() {
        return manual && startEpochUs != null
                ? startEpochUs / 1_000 + manualNs.get() / 1_000_000
                : System.currentTimeMillis();
    }

    /** What events are dated from, microseconds since 1970; null for the time at which a source starts. */
    @Nullable
    Long startEpochUs() {
        return startEpochUs;
    }

    /** Moves a manual one to this time, which lies ahead of it. */
    void moveTo(long timeNs) {
        manualNs.set(timeNs);
    }
}
