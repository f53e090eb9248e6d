package io.tickgate.config;

import io.tickgate.record.MarketFlyweight;

/** What touches a band. */
public enum MarketTouch {
    /** A trade in the band. */
    INSIDE(MarketFlyweight.TOUCH_INSIDE),
    /** Also two neighbouring trades on opposite sides. */
    CROSSED(MarketFlyweight.TOUCH_CROSSED);

    private final int code;

    MarketTouch(int code) {
        this.code = code;
    }

    /** Code in {@link MarketFlyweight#touchKind()}. */
    public int code() {
        return code;
    }
}
