package io.tickgate.feed.rest;

import io.tickgate.record.RecordFlyweight;
import java.util.List;

/** What the agents need to know of a venue's WebSocket. Any thread may call; each answer is a snapshot. Times are engine time. */
public interface VenueOutage {
    /** "It is not so." */
    long NOT = RecordFlyweight.ABSENT;

    /** Streams that are wanted of the venue, at most some thousands; immutable, and the same list again while nothing has changed. */
    List<RestStream> wantedStreams();

    /** Since when the WebSocket delivers nothing, in ns since 1970; {@link #NOT} while it delivers or is switched off on purpose. */
    long silentSinceEpochNs();

    /** Since when a stream is subscribed and its coverage open nevertheless, whichever came last; {@link #NOT} otherwise. */
    long openSinceEpochNs(int streamId);

    /** Whether the market holds a jump of the stream in quarantine, that a newest id of the venue can confirm. */
    boolean isJumpQuarantined(int streamId);
}
