package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What happened to a connection to a venue. Feeds report sockets only; what it means for coverage is the market's to judge.
 *
 * <pre>
 *   40 venue id, i32   44 event, i32   48 connection id, i64   56 text length, i32   60 text, UTF-8
 * </pre>
 */
public final class FeedEventFlyweight extends RecordFlyweight {
    /** The socket is open and the handshake done. */
    public static final int CONNECTED = 1;
    /** The venue acknowledged the subscriptions, or they were part of the URL. */
    public static final int SUBSCRIBED = 2;
    /** The socket is open but brings no data. */
    public static final int STALLED = 3;
    /** The socket is gone, intended or not. */
    public static final int LOST = 4;

    /** Longest text in bytes; what is longer is cut. */
    public static final int TEXT_LENGTH_MAX = 256;

    private static final int VENUE_ID_OFFSET = HEADER_LENGTH;
    private static final int EVENT_OFFSET = VENUE_ID_OFFSET + Integer.BYTES;
    private static final int CONNECTION_ID_OFFSET = EVENT_OFFSET + Integer.BYTES;
    private static final int TEXT_LENGTH_OFFSET = CONNECTION_ID_OFFSET + Long.BYTES;
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
     * @param connectionId rises with each connection of the process.
     * @param reason for people, cut at {@link #TEXT_LENGTH_MAX} bytes.
     * @return this.
     */
    public FeedEventFlyweight set(long nowEpochNs, int venueId, int event, long connectionId, String reason) {
        begin(RecordKind.FEED_EVENT, TEXT_OFFSET, nowEpochNs);
        buffer.putInt(VENUE_ID_OFFSET, venueId, BYTE_ORDER);
        buffer.putInt(EVENT_OFFSET, event, BYTE_ORDER);
        buffer.putLong(CONNECTION_ID_OFFSET, connectionId, BYTE_ORDER);
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

    public String text() {
        return buffer.getStringWithoutLengthUtf8(TEXT_OFFSET, buffer.getInt(TEXT_LENGTH_OFFSET, BYTE_ORDER));
    }
}
