package io.tickgate.feed;

import java.util.List;

/** The feeds as the world sees them. Any thread may call it. */
public interface FeedsView {
    /** Newest snapshots, one a venue, in the order of the configuration; never older than half a second while the feeds run. */
    List<FeedStatus> feeds();
}
