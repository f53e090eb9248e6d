package io.tickgate.feed;

import io.tickgate.status.BreakerState;

/**
 * Stops attempts after too many failures in a row. A failure is an attempt that came to nothing, or a connection that ended against our
 * will; a success is a span of steady data of the newest connection. Owned by the control thread.
 *
 * <pre>
 *   CLOSED ── failures in a row ──► OPEN ── time ──► HALF_OPEN ── successes ──► CLOSED
 *                                    ▲                   │
 *                                    └──── one failure ──┘
 * </pre>
 */
final class Breaker {
    private final int failuresMax;
    private final long openNs;
    private final int successesNeeded;
    private BreakerState state = BreakerState.CLOSED;
    private int failures;
    private int successes;
    private long openedNs;

    Breaker(int failuresMax, long openNs, int successesNeeded) {
        this.failuresMax = failuresMax;
        this.openNs = openNs;
        this.successesNeeded = successesNeeded;
    }

    /** Whether an attempt may be made now. */
    boolean permits(long nowNs) {
        if (state == BreakerState.OPEN && nowNs - openedNs >= openNs) {
            state = BreakerState.HALF_OPEN;
            successes = 0;
        }
        return state != BreakerState.OPEN;
    }

    void onFailure(long nowNs) {
        failures++;
        if (state == BreakerState.HALF_OPEN || (state == BreakerState.CLOSED && failures >= failuresMax)) {
            state = BreakerState.OPEN;
            openedNs = nowNs;
        }
    }

    void onSuccess() {
        if (state == BreakerState.CLOSED) {
            failures = 0;
        } else if (state == BreakerState.HALF_OPEN) {
            successes++;
            if (successes >= successesNeeded) {
                state = BreakerState.CLOSED;
                failures = 0;
            }
        }
    }

    BreakerState state() {
        return state;
    }

    /** Failures in a row. */
    int failures() {
        return failures;
    }

    /** How long it stays open, 0 when it is not. */
    long leftNs(long nowNs) {
        return state == BreakerState.OPEN ? Math.max(0, openNs - (nowNs - openedNs)) : 0;
    }
}
