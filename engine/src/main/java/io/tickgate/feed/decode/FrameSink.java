package io.tickgate.feed.decode;

/** Takes what frames say; called on the connection's thread. */
public interface FrameSink {
    /**
     * Takes one tick or statement.
     *
     * @param message valid for the call only: the decoder fills it anew for the next one.
     */
    void onMessage(FeedMessage message);
}
