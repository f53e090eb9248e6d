package io.tickgate.simulator.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What faults have to know of a venue's messages. Immutable; any thread. */
public interface VenueDialect {

    /** The venue's name, lower case. */
    String venue();

    /** The symbol of a stream, upper case as a fault names it. */
    String symbolOf(String stream);

    /** The channel of a stream, as a fault names it. */
    String channelOf(String stream);

    /** Where the values stand in a stream's messages. */
    FrameKeys keysOf(String stream);

    /** The channels that a fault may name, the one of trades first if the venue has trades. */
    List<String> channels();

    /**
     * The announcement of the end.
     *
     * @param combined whether the client wants messages with their stream's name
     * @return null if the venue makes none
     */
    @Nullable
    String shutdownNotice(boolean combined, long epochMs);

    /** A message that ends in the middle of an array of {@code ["price","size"]} pairs, for a frame of any size; {@link #bigFrameTail} ends it. */
    String bigFrameHead(boolean combined, String symbol);

    /** What closes what {@link #bigFrameHead} has opened. */
    String bigFrameTail(boolean combined);
}
