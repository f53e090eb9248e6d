package io.tickgate.gateway.encode;

import io.tickgate.publish.FallbackView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.record.HealthState;

/**
 * The price of one instrument that is to be served: read from the boards, chosen by {@link PriceOrigin}. Belongs to one thread and is
 * reused by it; reading allocates nothing.
 */
public final class ShownPrice {
    private final PriceView view = new PriceView();
    private final FallbackView fallback = new FallbackView();
    private boolean isOnBoard;
    private boolean hasFallback;
    private PriceOrigin origin = PriceOrigin.NONE;
    private HealthState health = HealthState.CRITICAL;

    /**
     * Reads what is known now.
     *
     * @param published to read.
     * @param instrumentId from the directory.
     * @param isEngineStalled of {@link Published#isEngineStalled}.
     * @param nowEpochNs engine time.
     * @return whether there is a price.
     */
    public boolean read(Published published, int instrumentId, boolean isEngineStalled, long nowEpochNs) {
        isOnBoard = published.prices().read(instrumentId, view);
        hasFallback = published.fallbacks().read(instrumentId, fallback);
        health = isOnBoard ? HealthText.effective(view.health(), isEngineStalled) : HealthState.CRITICAL;
        boolean hasOwn = isOnBoard && view.hasPrice();
        origin = PriceOrigin.of(
                health != HealthState.CRITICAL && !(hasOwn && view.isPolled()),
                hasOwn && view.isPolled(),
                hasOwn ? view.receivedEpochNs() : PriceOrigin.NO_TIME,
                hasFallback ? fallback.receivedEpochNs() : PriceOrigin.NO_TIME,
                nowEpochNs);
        return origin != PriceOrigin.NONE;
    }

    /** What the publish stage says; of no meaning where it never said anything. */
    public PriceView view() {
        return view;
    }

    public PriceOrigin origin() {
        return origin;
    }

    HealthState health() {
        return health;
    }

    /** Whether it was found in Redis, which says neither stream nor book. */
    public boolean isFromRedis() {
        return origin == PriceOrigin.REDIS;
    }

    public long priceE8() {
        return isFromRedis() ? fallback.priceE8() : view.priceE8();
    }

    /** Engine time at which the price was received, here or by whoever left it in Redis. */
    public long receivedEpochNs() {
        return isFromRedis() ? fallback.receivedEpochNs() : view.receivedEpochNs();
    }

    /**
     * Age of the price, ns: of a stream's it counts from the newest refreshing tick, of any other from its receipt; -1 when there was no
     * refreshing tick.
     */
    long ageNs(long nowEpochNs) {
        boolean isOfStream = !isFromRedis() && !view.isPolled();
        long fromEpochNs = isOfStream ? view.refreshedEpochNs() : receivedEpochNs();
        return fromEpochNs <= 0 ? -1 : Math.max(0, nowEpochNs - fromEpochNs);
    }

    /** Number of the row's newest change; with {@link #fallbackEpochNs} it tells one content from another. */
    public long change() {
        return isOnBoard ? view.change() : -1;
    }

    /** Time of what was found in Redis, or -1. */
    public long fallbackEpochNs() {
        return hasFallback ? fallback.receivedEpochNs() : -1;
    }
}
