package io.tickgate.feed;

/** State of the feed of one venue. */
public enum FeedState {
    /** Off by configuration, without a key that the venue accepts, or by intent; nothing is tried. */
    DISCONNECTED,
    /** The first connection is being made. */
    CONNECTING,
    /** A connection is open and delivers, or waits for its first data. */
    CONNECTED,
    /** The connection was lost; the next one is being made. */
    RECONNECTING,
    /** Given up for now: prices come from the next source while attempts go on. Ends with the first data. */
    SWITCHING_SOURCE
}
