package io.tickgate.feed;

import org.jspecify.annotations.Nullable;

/** Makes connections to one venue, at most two at once. */
interface LinkOpener {
    /** Begins an attempt; null when two connections are still there. */
    @Nullable
    Link open(LinkRequest request);

    /** Waits up to a second for the ends of all connections, which were closed before. */
    void awaitEnd();
}
