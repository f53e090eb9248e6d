package io.tickgate.feed;

import org.jspecify.annotations.Nullable;

/**
 * An order of the control thread to a connection's: one of three.
 *
 * @param message to send, or null.
 * @param streams to know from now on, or null.
 * @param event to publish, 0 for none.
 * @param streamId of the event.
 * @param text of the event.
 */
record FeedOrder(@Nullable String message, @Nullable StreamSet streams, int event, int streamId, String text) {
    static FeedOrder send(String message) {
        return new FeedOrder(message, null, 0, 0, "");
    }

    static FeedOrder streams(StreamSet streams) {
        return new FeedOrder(null, streams, 0, 0, "");
    }

    static FeedOrder report(int event, int streamId, String text) {
        return new FeedOrder(null, null, event, streamId, text);
    }
}
