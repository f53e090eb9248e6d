package io.tickgate.feed;

/** State of a breaker of connection attempts. */
public enum BreakerState {
    /** Attempts are made. */
    CLOSED,
    /** Too many failed in a row; none is made for a while. */
    OPEN,
    /** The while is over; one failure opens it again, steady data closes it. */
    HALF_OPEN
}
