package io.tickgate.gateway;

import io.tickgate.status.BackFillStatus;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.FeedsView;
import java.util.List;

/** Feeds that are in the state that a test says. */
final class StandInFeeds implements FeedsView {
    volatile List<FeedStatus> feeds = List.of();
    volatile List<BackFillStatus> backFills = List.of();

    @Override
    public List<FeedStatus> feeds() {
        return feeds;
    }

    @Override
    public List<BackFillStatus> backFills() {
        return backFills;
    }
}
