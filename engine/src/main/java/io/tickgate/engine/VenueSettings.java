package io.tickgate.engine;

import io.tickgate.config.VenueConfig;
import io.tickgate.feed.ConnectSettings;
import io.tickgate.feed.FeedSettings;
import io.tickgate.feed.RotationSettings;
import io.tickgate.feed.WatchSettings;
import java.util.concurrent.TimeUnit;

/** The numbers of the feeds, out of the configuration. */
final class VenueSettings {
    private static final long LIFE_JITTER_MAX_NS = TimeUnit.HOURS.toNanos(1);
    /** Share of its life that is taken off a connection at most, so that short lives keep some meaning. */
    private static final int LIFE_JITTER_SHARE = 20;

    /** As good as never, and far from overflowing a sum of times. */
    private static final long NEVER_NS = TimeUnit.DAYS.toNanos(36_500);

    private VenueSettings() {}

    /** Those of a venue. */
    static FeedSettings of(VenueConfig venue, int venueId) {
        FeedSettings usual = usual(venue, venueId);
        ConnectSettings connect = usual.connect();
        WatchSettings watch = usual.watch();
        RotationSettings rotation = usual.rotation();
        long lifeNs = venue.lifeNs() == 0 ? NEVER_NS : venue.lifeNs();
        return new FeedSettings(
                usual.venue(),
                venueId,
                venue.frameMaxBytes(),
                usual.isKeyed(),
                new ConnectSettings(
                        venue.connectTimeoutNs(),
                        venue.handshakeTimeoutNs(),
                        venue.reconnectMinNs(),
                        venue.reconnectMaxNs(),
                        connect.refusedMinNs(),
                        connect.stableNs(),
                        venue.breakerFailures(),
                        venue.breakerOpenNs(),
                        connect.breakerSuccesses(),
                        venue.connectsMax()),
                new WatchSettings(
                        venue.dataTimeoutNs(),
                        venue.firstDataTimeoutNs(),
                        watch.heartbeatTimeoutNs(),
                        watch.tradeLagNs(),
                        watch.silenceMinNs(),
                        watch.silenceMaxNs()),
                usual.subscribe(),
                new RotationSettings(
                        lifeNs,
                        Math.min(LIFE_JITTER_MAX_NS, lifeNs / LIFE_JITTER_SHARE),
                        rotation.overlapMaxNs(),
                        rotation.intervalMinNs()));
    }

    private static FeedSettings usual(VenueConfig venue, int venueId) {
        return switch (venue.venue()) {
            case BINANCE -> FeedSettings.binance(venueId);
            case COINBASE -> FeedSettings.coinbase(venueId);
            case COINCAP -> FeedSettings.coinCap(venueId);
        };
    }
}
