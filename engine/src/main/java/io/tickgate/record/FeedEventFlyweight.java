package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What happened to a connection to a venue. Feeds report sockets only; what it means for coverage is the market's to judge.
 *
 * <pre>
 *   40 venue id, i32   44 event, i32         48 connection id, i64
 *   56 stream id, i32  60 text length, i32   64 text, UTF-8
 * </pre>
 *
 * <p>Each {@link #CONNECTED} is followed by exactly one {@link #LOST} of its connection. Two connections of a venue may be open at once,
 * while one takes over from the other.
 */
public final class FeedEventFlyweight extends RecordFlyweight {
    /** Stream id of an event that is about the whole connection. */
    public static final int ALL_STREAMS = 0;

    /** The socket is open and the handshake done. */
    public static final int CONNECTED = 1;
    /** The stream was asked for, by URL or by a message that was acknowledged. It may still bring nothing. */
    public static final int SUBSCRIBED = 2;
    /** The stream, or the whole connection, is open but brings no data. */
    public static final int STALLED = 3;
    /** The socket is gone, intended or not. */
    public static final int LOST = 4;
    /** The first trade of the stream over this connection, or the first after a stall, follows. */
    public static final int DELIVERING = 5;
    /** The stream was given up on this connection. */
    public static final int UNSUBSCRIBED = 6;
    /** A connection could not be made. */
    public static final int CONNECT_FAILED = 7;

    /** Longest text in bytes; what is longer is cut. */
    public static final int TEXT_LENGTH_MAX = 256;

    private static final int VENUE_ID_OFFSET = HEADER_LENGTH;
    private static final int EVENT_OFFSET = VENUE_ID_OFFSET + Integer.BYTES;
    private static final int CONNECTION_ID_OFFSET = EVENT_OFFSET + Integer.BYTES;
    private static final int STREAM_ID_OFFSET = CONNECTION_ID_OFFSET + Long.BYTES;
    private static final int TEXT_LENGTH_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int TEXT_OFFSET = TEXT_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public FeedEventFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public FeedEventFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the event.
     *
     * @param nowEpochNs engine time.
     * @param venueId of the venue.
     * @param event one of the constants above.
     * @param connectionId rises with each connection of the process, over all venues.
     * @param streamId that it is about, or {@link #ALL_STREAMS}.
     * @param reason for people, cut at {@link #TEXT_LENGTH_MAX} bytes.
     * @return this.
     */
    public FeedEventFlyweight set(
            long nowEpochNs, int venueId, int event, long connectionId, int streamId, String reason) {
        begin(RecordKind.FEED_EVENT, TEXT_OFFSET, nowEpochNs);
        buffer.putInt(VENUE_ID_OFFSET, venueId, BYTE_ORDER);
        buffer.putInt(EVENT_OFFSET, event, BYTE_ORDER);
        buffer.putLong(CONNECTION_ID_OFFSET, connectionId, BYTE_ORDER);
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        appendText(TEXT_LENGTH_OFFSET, text, Math.min(text.length, TEXT_LENGTH_MAX));
        return this;
    }

    public int venueId() {
        return buffer.getInt(VENUE_ID_OFFSET, BYTE_ORDER);
    }

    public int event() {
        return buffer.getInt(EVENT_OFFSET, BYTE_ORDER);
    }

    public long connectionId() {
        return buffer.getLong(CONNECTION_ID_OFFSET, BYTE_ORDER);
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public String text() {
        return buffer.getStringWithoutLengthUtf8(TEXT_OFFSET, buffer.getInt(TEXT_LENGTH_OFFSET, BYTE_ORDER));
    }
}
