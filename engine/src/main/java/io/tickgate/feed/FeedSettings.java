package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * All numbers of the feed of one venue.
 *
 * @param venue name: of the status, the logs, and with {@code -1} or {@code -2} behind it of the threads.
 * @param venueId in the feed events.
 * @param frameMaxBytes longest message read.
 * @param isKeyed whether the venue wants a key, so that a handshake with 401 or 403 says that it is not accepted.
 * @param connect how connections are made.
 * @param watch when silence is a stall.
 * @param subscribe how streams are subscribed to.
 * @param rotation when one connection takes over from another.
 */
public record FeedSettings(
        String venue,
        int venueId,
        int frameMaxBytes,
        boolean isKeyed,
        ConnectSettings connect,
        WatchSettings watch,
        SubscribeSettings subscribe,
        RotationSettings rotation) {
    private static final int FRAME_MAX_BYTES = 1 << 20;

    /** Binance with the usual numbers. */
    public static FeedSettings binance(int venueId) {
        return new FeedSettings(
                "binance",
                venueId,
                FRAME_MAX_BYTES,
                false,
                ConnectSettings.defaults(TimeUnit.SECONDS.toNanos(60)),
                WatchSettings.defaults(0),
                SubscribeSettings.defaults(),
                RotationSettings.defaults());
    }

    /** Coinbase with the usual numbers: a product without a heartbeat (one a second) for 15 s is dead. */
    public static FeedSettings coinbase(int venueId) {
        return new FeedSettings(
                "coinbase",
                venueId,
                FRAME_MAX_BYTES,
                false,
                ConnectSettings.defaults(TimeUnit.SECONDS.toNanos(60)),
                WatchSettings.defaults(TimeUnit.SECONDS.toNanos(15)),
                SubscribeSettings.defaults(),
                RotationSettings.defaults());
    }

    /** CoinCap with the usual numbers. */
    public static FeedSettings coinCap(int venueId) {
        return new FeedSettings(
                "coincap",
                venueId,
                FRAME_MAX_BYTES,
                true,
                ConnectSettings.defaults(TimeUnit.SECONDS.toNanos(30)),
                WatchSettings.defaults(0),
                SubscribeSettings.defaults(),
                RotationSettings.defaults());
    }

    /** The same with other numbers of connecting. */
    public FeedSettings with(ConnectSettings newConnect) {
        return new FeedSettings(venue, venueId, frameMaxBytes, isKeyed, newConnect, watch, subscribe, rotation);
    }

    /** The same with other numbers of watching. */
    public FeedSettings with(WatchSettings newWatch) {
        return new FeedSettings(venue, venueId, frameMaxBytes, isKeyed, connect, newWatch, subscribe, rotation);
    }

    /** The same with other numbers of subscribing. */
    public FeedSettings with(SubscribeSettings newSubscribe) {
        return new FeedSettings(venue, venueId, frameMaxBytes, isKeyed, connect, watch, newSubscribe, rotation);
    }

    /** The same with other numbers of rotation. */
    public FeedSettings with(RotationSettings newRotation) {
        return new FeedSettings(venue, venueId, frameMaxBytes, isKeyed, connect, watch, subscribe, newRotation);
    }
}
