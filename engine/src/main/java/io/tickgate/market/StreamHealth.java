package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.RecordFlyweight;

/**
 * Health of one stream: a state machine driven by market time and by refreshing ticks.
 *
 * <pre>
 *             age ≤ degraded                 age > degraded
 *   CRITICAL ───────────────► RECOVERING ───────────────────► CRITICAL
 *                                 │ recovery has passed
 *                                 ▼      age > degraded             age > critical
 *                              HEALTHY ────────────────► DEGRADED ────────────────► CRITICAL
 *                                 ▲      age ≤ degraded     │
 *                                 └─────────────────────────┘
 * </pre>
 *
 * <p>Age is market time minus the receive time of the newest refreshing tick. Each transition happens at its exact time, however late
 * the record that reveals it.
 */
final class StreamHealth {
    /** "The newest refreshing tick is older than {@code health.degraded}". */
    static final long NOT_FRESH = RecordFlyweight.ABSENT;

    private HealthState state = HealthState.CRITICAL;
    private long sinceEpochNs;
    private long refreshedEpochNs;
    private long recoveryEndsEpochNs;
    private long freshSinceEpochNs = NOT_FRESH;
    private boolean isRefreshedSinceStart;

    HealthState state() {
        return state;
    }

    long sinceEpochNs() {
        return sinceEpochNs;
    }

    /** Receive time of the newest refreshing tick, 0 when there was none. */
    long refreshedEpochNs() {
        return refreshedEpochNs;
    }

    /** When recovery ends if nothing goes wrong; 0 unless recovering. */
    long recoveryEndsEpochNs() {
        return recoveryEndsEpochNs;
    }

    /** Since when no age was above {@code health.degraded}; {@link #NOT_FRESH} while it is. */
    long freshSinceEpochNs() {
        return freshSinceEpochNs;
    }

    /** A start of the engine: whatever was known is not known any more, and lends no youth to a tick that waited during the start. */
    void restart(long nowEpochNs) {
        isRefreshedSinceStart = false;
        become(HealthState.CRITICAL, nowEpochNs);
    }

    /**
     * A refreshing tick.
     *
     * @param receivedEpochNs its receive time.
     * @param nowEpochNs market time, at or after it.
     * @param thresholds that hold.
     * @return whether the state changed.
     */
    boolean onRefresh(long receivedEpochNs, long nowEpochNs, HealthThresholds thresholds) {
        refreshedEpochNs = isRefreshedSinceStart ? Math.max(refreshedEpochNs, receivedEpochNs) : receivedEpochNs;
        isRefreshedSinceStart = true;
        if (nowEpochNs - refreshedEpochNs > thresholds.degradedNs) {
            return false;
        }
        if (state == HealthState.CRITICAL) {
            become(HealthState.RECOVERING, nowEpochNs);
            recoveryEndsEpochNs = nowEpochNs + thresholds.recoveryNs;
            return true;
        }
        if (state == HealthState.DEGRADED) {
            become(HealthState.HEALTHY, nowEpochNs);
            return true;
        }
        return false;
    }

    /** Market time at which the state changes if no tick comes; {@link DeadlineHeap#NONE} when it does not. */
    long nextDeadline(HealthThresholds thresholds) {
        return switch (state) {
            case HEALTHY -> refreshedEpochNs + thresholds.degradedNs + 1;
            case DEGRADED -> refreshedEpochNs + thresholds.criticalNs + 1;
            case RECOVERING -> Math.min(recoveryEndsEpochNs, refreshedEpochNs + thresholds.degradedNs + 1);
            case CRITICAL -> DeadlineHeap.NONE;
        };
    }

    /**
     * Market time has reached {@link #nextDeadline}.
     *
     * @param deadlineEpochNs that deadline.
     * @param thresholds that hold.
     */
    void onDeadline(long deadlineEpochNs, HealthThresholds thresholds) {
        switch (state) {
            case HEALTHY -> become(HealthState.DEGRADED, deadlineEpochNs);
            case DEGRADED -> become(HealthState.CRITICAL, deadlineEpochNs);
            case RECOVERING -> {
                boolean isTooOld = deadlineEpochNs - refreshedEpochNs > thresholds.degradedNs;
                become(isTooOld ? HealthState.CRITICAL : HealthState.HEALTHY, deadlineEpochNs);
            }
            case CRITICAL -> throw new IllegalStateException("A critical stream has no deadline");
        }
    }

    private void become(HealthState newState, long atEpochNs) {
        boolean isFresh = newState == HealthState.HEALTHY || newState == HealthState.RECOVERING;
        boolean wasFresh = state == HealthState.HEALTHY || state == HealthState.RECOVERING;
        if (!isFresh) {
            freshSinceEpochNs = NOT_FRESH;
        } else if (!wasFresh) {
            freshSinceEpochNs = atEpochNs;
        }
        state = newState;
        sinceEpochNs = atEpochNs;
        recoveryEndsEpochNs = 0;
    }

    void save(StateWriter writer) {
        writer.add(state.code()).add(sinceEpochNs).add(refreshedEpochNs).add(recoveryEndsEpochNs);
        writer.add(freshSinceEpochNs).add(isRefreshedSinceStart);
    }

    void restore(StateReader reader) {
        state = HealthState.of(reader.nextInt());
        sinceEpochNs = reader.nextLong();
        refreshedEpochNs = reader.nextLong();
        recoveryEndsEpochNs = reader.nextLong();
        freshSinceEpochNs = reader.nextLong();
        isRefreshedSinceStart = reader.nextBoolean();
    }
}
