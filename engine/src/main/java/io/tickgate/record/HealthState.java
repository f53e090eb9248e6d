package io.tickgate.record;

/** Health of a stream. The code is part of the journal's format. */
public enum HealthState {
    /** The newest refreshing tick is at most {@code health.degraded} old. */
    HEALTHY(0),
    /** Older than that, at most {@code health.critical}. */
    DEGRADED(1),
    /** Older than that, or nothing was ever received. */
    CRITICAL(2),
    /** Fresh again after critical, for less than {@code health.recovery}. */
    RECOVERING(3);

    private static final HealthState[] VALUES = values();

    private final int code;

    HealthState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** State of a code; the code must be one that this build wrote. */
    public static HealthState of(int code) {
        return VALUES[code];
    }

    /** Neither healthy nor degraded: prices are marked stale and gates are closed. */
    public boolean isStale() {
        return this == CRITICAL || this == RECOVERING;
    }
}
