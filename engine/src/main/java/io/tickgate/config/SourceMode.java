package io.tickgate.config;

import io.tickgate.record.SourceFlyweight;

/** How the price that is shown of an instrument is made from its venues. */
public enum SourceMode {
    /** The first venue in order that delivers. */
    FAILOVER(SourceFlyweight.FAILOVER),
    /** Best bid and offer over fresh venues. */
    BEST(SourceFlyweight.BEST),
    /** Median over fresh venues. */
    INDEX(SourceFlyweight.INDEX);

    private final int code;

    SourceMode(int code) {
        this.code = code;
    }

    /** Code in {@link SourceFlyweight#mode()}. */
    public int code() {
        return code;
    }
}
