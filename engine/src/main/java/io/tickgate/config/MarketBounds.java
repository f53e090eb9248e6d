package io.tickgate.config;

import io.tickgate.record.MarketFlyweight;

/** Which edges of band and window belong to them. */
public enum MarketBounds {
    /** All. */
    CLOSED(MarketFlyweight.BOUNDS_CLOSED),
    /** All but the upper bound and the end. */
    HALF_OPEN(MarketFlyweight.BOUNDS_HALF_OPEN);

    private final int code;

    MarketBounds(int code) {
        this.code = code;
    }

    /** Code in {@link MarketFlyweight#bounds()}. */
    public int code() {
        return code;
    }
}
