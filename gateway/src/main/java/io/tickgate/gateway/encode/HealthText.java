package io.tickgate.gateway.encode;

import io.tickgate.publish.Published;
import io.tickgate.record.HealthState;

/** The three health words that clients know. Recovering is {@code critical} to them, with a flag and the seconds left beside it. */
public final class HealthText {
    private static final byte[] HEALTHY = JsonBuffer.stringBytes("healthy");
    private static final byte[] DEGRADED = JsonBuffer.stringBytes("degraded");
    private static final byte[] CRITICAL = JsonBuffer.stringBytes("critical");
    private static final long SECOND_NS = 1_000_000_000L;

    private HealthText() {}

    /** The word as JSON. */
    public static byte[] json(HealthState health) {
        return switch (health) {
            case HEALTHY -> HEALTHY;
            case DEGRADED -> DEGRADED;
            case CRITICAL, RECOVERING -> CRITICAL;
        };
    }

    /**
     * Health to tell: what is published, unless the engine stands still and nobody judges any more.
     *
     * @param published health as published.
     * @param isEngineStalled of {@link Published#isEngineStalled}.
     */
    public static HealthState effective(HealthState published, boolean isEngineStalled) {
        return isEngineStalled ? HealthState.CRITICAL : published;
    }

    /** The worse of two: critical, then recovering, degraded, healthy. */
    public static HealthState worse(HealthState left, HealthState right) {
        return rank(left) >= rank(right) ? left : right;
    }

    private static int rank(HealthState health) {
        return switch (health) {
            case HEALTHY -> 0;
            case DEGRADED -> 1;
            case RECOVERING -> 2;
            case CRITICAL -> 3;
        };
    }

    /** Whole seconds from now until a moment, rounded up, at least 1: what a client should wait. */
    public static long secondsLeft(long untilEpochNs, long nowEpochNs) {
        long leftNs = untilEpochNs - nowEpochNs;
        return leftNs <= 0 ? 1 : (leftNs + SECOND_NS - 1) / SECOND_NS;
    }
}
