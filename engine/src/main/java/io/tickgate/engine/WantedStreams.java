package io.tickgate.engine;

import io.tickgate.feed.decode.FeedStream;

/** The feeds, as whoever decides what they deliver sees them. Called on the control thread only. */
public interface WantedStreams {
    /**
     * Wants a stream with a subscription of its own. Its definition is in the ring already.
     *
     * @param venueId of its venue.
     * @param stream to deliver.
     * @return false when the venue's connection cannot carry it beside the others. A venue that is off takes it and delivers nothing.
     */
    boolean want(int venueId, FeedStream stream);

    /**
     * Wants a stream whose prices come with those of all symbols of the venue: only the decoder has to know it.
     *
     * @param venueId of its venue.
     * @param stream to deliver.
     */
    void show(int venueId, FeedStream stream);

    /** Wants a stream no more, whichever of the two it was; nothing happens when it was neither. */
    void unwant(int venueId, int streamId);
}
