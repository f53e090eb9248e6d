package io.tickgate.feed;

/**
 * What a connection is opened with.
 *
 * @param connectionId unique in the process.
 * @param opening URL, and what it subscribes to by itself.
 * @param streams to know from the first frame on.
 */
record LinkRequest(long connectionId, Opening opening, StreamSet streams) {}
