package io.tickgate.status;

/** Where a venue's feed is in its life. */
public enum FeedState {
    /** Off: by configuration, for want of a key, or on purpose; the reason says which. */
    DISCONNECTED,
    /** The first connection is being made. */
    CONNECTING,
    /** A connection is open and delivers, or waits for its first data. */
    CONNECTED,
    /** The connection was lost and is being made anew. */
    RECONNECTING,
    /** Given up for now: prices come from the next source while attempts go on. */
    SWITCHING_SOURCE
}
