package io.tickgate.status;

import java.util.List;

/** The feeds of all venues as others may see them. Any thread may call. */
public interface FeedsView {
    /** No venue at all, as in a replay. */
    FeedsView NONE = new FeedsView() {
        @Override
        public List<FeedStatus> feeds() {
            return List.of();
        }

        @Override
        public List<BackFillStatus> backFills() {
            return List.of();
        }
    };

    /** One status a configured venue, in the order of the configuration; each is at most a second old. */
    List<FeedStatus> feeds();

    /** One status a venue that gaps can be filled from. */
    List<BackFillStatus> backFills();
}
