package io.tickgate.status;

/** The connection breaker of a venue's feed: after too many failures in a row it leaves the venue alone for a while. */
public enum BreakerState {
    /** Attempts are made, each after its delay. */
    CLOSED,
    /** No attempt is made. */
    OPEN,
    /** One attempt at a time; some successes close the breaker, a failure opens it again. */
    HALF_OPEN
}
