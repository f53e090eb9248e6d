package io.tickgate.feed.rest;

import io.tickgate.publish.OpenGap;
import org.jspecify.annotations.Nullable;

/** What is asked of a venue for one stream: its gaps, the search under way, its newest id. Owned by the back-fill's thread. */
final class StreamBackFill {
    private final StreamGaps gaps;
    private @Nullable TradeSearch search;
    private @Nullable OpenGap gap;
    private long newestAskedNs;
    private boolean hasAskedNewest;

    StreamBackFill(StreamGaps gaps) {
        this.gaps = gaps;
    }

    StreamGaps gaps() {
        return gaps;
    }

    RestStream stream() {
        return gaps.stream();
    }

    /** The search under way, or null. */
    @Nullable
    TradeSearch search() {
        return search;
    }

    /** The gap that is searched for, or null. */
    @Nullable
    OpenGap gap() {
        return gap;
    }

    void begin(TradeSearch newSearch, OpenGap searchedGap) {
        search = newSearch;
        gap = searchedGap;
    }

    void end() {
        search = null;
        gap = null;
    }

    boolean mayAskNewest(long nowNs, long intervalNs) {
        return !hasAskedNewest || nowNs - newestAskedNs >= intervalNs;
    }

    void onNewestAsked(long nowNs) {
        hasAskedNewest = true;
        newestAskedNs = nowNs;
    }
}
