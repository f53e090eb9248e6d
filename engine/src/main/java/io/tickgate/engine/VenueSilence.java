package io.tickgate.engine;

import io.tickgate.feed.rest.RestStream;
import io.tickgate.feed.rest.VenueOutage;
import io.tickgate.input.EngineClock;
import io.tickgate.publish.CoverageView;
import io.tickgate.publish.Published;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a venue's WebSocket does not bring, out of its feed's status and of the coverage of its streams. Any thread may call. */
final class VenueSilence implements VenueOutage {
    private final String venue;
    private final Feeds feeds;
    private final Published published;
    private final long startEpochNs;

    VenueSilence(String venue, Feeds feeds, Published published, EngineClock clock) {
        this.venue = venue;
        this.feeds = feeds;
        this.published = published;
        startEpochNs = clock.nowEpochNs();
    }

    @Override
    public List<RestStream> wantedStreams() {
        return feeds.wanted(venue);
    }

    @Override
    public long silentSinceEpochNs() {
        FeedStatus feed = feeds.feed(venue);
        boolean isExpected = feed != null && feed.state() != FeedState.DISCONNECTED && feed.streamsDesired() > 0;
        if (feed == null || !isExpected || feed.streamsDelivering() > 0) {
            return NOT;
        }
        return Math.max(startEpochNs, feed.lastDataEpochNs());
    }

    @Override
    public long openSinceEpochNs(int streamId) {
        @Nullable FeedStatus feed = feeds.feed(venue);
        CoverageView coverage = published.coverage().read(streamId);
        boolean isConnected = feed != null && feed.state() == FeedState.CONNECTED;
        if (feed == null || !isConnected || coverage == null || coverage.isContinuous()) {
            return NOT;
        }
        return Math.max(coverage.changedEpochNs(), feed.stateSinceEpochNs());
    }

    /** A jump is confirmed by a second trade; on a stream that trades, that is sooner than an answer over REST. */
    @Override
    public boolean isJumpQuarantined(int streamId) {
        return false;
    }
}
