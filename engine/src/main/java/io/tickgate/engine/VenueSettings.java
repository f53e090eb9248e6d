package io.tickgate.engine;

import io.tickgate.config.BinanceConfig;
import io.tickgate.feed.ConnectSettings;
import io.tickgate.feed.FeedSettings;
import io.tickgate.feed.WatchSettings;

/** The numbers of the feeds, out of the configuration. */
final class VenueSettings {
    private VenueSettings() {}

    /** Those of Binance. */
    static FeedSettings of(BinanceConfig binance, int venueId) {
        FeedSettings usual = FeedSettings.binance(venueId);
        ConnectSettings connect = usual.connect();
        WatchSettings watch = usual.watch();
        return new FeedSettings(
                usual.venue(),
                venueId,
                binance.frameMaxBytes(),
                usual.isKeyed(),
                new ConnectSettings(
                        binance.connectTimeoutNs(),
                        binance.handshakeTimeoutNs(),
                        binance.reconnectMinNs(),
                        binance.reconnectMaxNs(),
                        connect.refusedMinNs(),
                        connect.stableNs(),
                        connect.breakerFailures(),
                        connect.breakerOpenNs(),
                        connect.breakerSuccesses(),
                        connect.connectsMax()),
                new WatchSettings(
                        binance.dataTimeoutNs(),
                        watch.firstDataNs(),
                        watch.heartbeatTimeoutNs(),
                        watch.tradeLagNs(),
                        watch.silenceMinNs(),
                        watch.silenceMaxNs()),
                usual.subscribe(),
                usual.rotation());
    }
}
