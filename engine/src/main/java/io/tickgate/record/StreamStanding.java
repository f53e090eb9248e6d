package io.tickgate.record;

/** What a stream counts for in what is shown of its instrument. */
public enum StreamStanding {
    /** It has nothing to contribute: no price, or no whole quote where one is needed. */
    NO_PRICE(0),
    /** What is shown is made from it. */
    USED(1),
    /** It is good, and others are preferred. */
    STANDBY(2),
    /** It is critical. */
    STALE(3),
    /** Its price is too far from the others'. */
    OUTLIER(4),
    /** Its bid is not below its ask, so its quote is out. */
    CROSSED(5),
    /** Its price that was asked for over REST is shown. */
    POLLED(6);

    private static final StreamStanding[] VALUES = values();

    private final int code;

    StreamStanding(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Value of a code; the code must be one that this build wrote. */
    public static StreamStanding of(int code) {
        return VALUES[code];
    }
}
