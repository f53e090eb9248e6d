package io.tickgate.gateway.encode;

/** Where a price that is served comes from, the best first. The order is the whole rule; {@link #of} is the only place that has it. */
public enum PriceOrigin {
    /** A stream that lives, or a composite of such. */
    LIVE,
    /** Asked for over REST, at most a minute ago. */
    POLLED,
    /** Left in Redis by another process, later than the last one here. */
    REDIS,
    /** The last one here, kept. */
    LAST,
    /** There is none. */
    NONE;

    /** A polled price is as good as kept after this time. */
    static final long POLLED_AGE_MAX_NS = 60_000_000_000L;
    /** "There is no price of this kind." */
    static final long NO_TIME = Long.MIN_VALUE;

    /**
     * Chooses.
     *
     * @param isLive whether the own price is one of a stream that lives; it has a time then.
     * @param isPolled whether the own price was asked for over REST.
     * @param ownEpochNs when the own price was received, or {@link #NO_TIME}.
     * @param redisEpochNs when the one in Redis was received, or {@link #NO_TIME}.
     * @param nowEpochNs engine time.
     */
    static PriceOrigin of(boolean isLive, boolean isPolled, long ownEpochNs, long redisEpochNs, long nowEpochNs) {
        boolean hasOwn = ownEpochNs != NO_TIME;
        if (hasOwn && isLive) {
            return LIVE;
        }
        if (hasOwn && isPolled && nowEpochNs - ownEpochNs <= POLLED_AGE_MAX_NS) {
            return POLLED;
        }
        if (redisEpochNs != NO_TIME && (!hasOwn || redisEpochNs > ownEpochNs)) {
            return REDIS;
        }
        return hasOwn ? LAST : NONE;
    }
}
