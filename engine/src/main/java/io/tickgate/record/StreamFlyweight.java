package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A stream: one venue symbol, mapped to an instrument. Its id is never reused.
 *
 * <pre>
 *   40 stream id, i32   44 venue id, i32   48 instrument id, i32   52 retired, i32 (0 or 1)
 *   56 priority, i32    60 content, i32     64 symbol length, i32   68 venue symbol, UTF-8
 * </pre>
 *
 * <p>Priority orders the streams of an instrument as sources of the price shown, 0 first.
 */
public final class StreamFlyweight extends RecordFlyweight {
    /** Trades with ids and times, and quotes: it may settle a market. */
    public static final int TRADES = 0;
    /** Prices only: it is shown and never settles. */
    public static final int PRICES = 1;

    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int VENUE_ID_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int INSTRUMENT_ID_OFFSET = VENUE_ID_OFFSET + Integer.BYTES;
    private static final int RETIRED_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int PRIORITY_OFFSET = RETIRED_OFFSET + Integer.BYTES;
    private static final int CONTENT_OFFSET = PRIORITY_OFFSET + Integer.BYTES;
    private static final int SYMBOL_LENGTH_OFFSET = CONTENT_OFFSET + Integer.BYTES;
    private static final int SYMBOL_OFFSET = SYMBOL_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public StreamFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public StreamFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the definition.
     *
     * @param nowEpochNs engine time.
     * @param streamId from 1 on.
     * @param venueId of a venue defined before.
     * @param instrumentId of an instrument defined before.
     * @param priority among the instrument's streams, 0 first.
     * @param content {@link #TRADES} or {@link #PRICES}.
     * @param isRetired whether the mapping is no longer used.
     * @param venueSymbol as the venue spells it, at most 64 bytes.
     * @return this.
     */
    public StreamFlyweight set(
            long nowEpochNs,
            int streamId,
            int venueId,
            int instrumentId,
            int priority,
            int content,
            boolean isRetired,
            String venueSymbol) {
        begin(RecordKind.STREAM_DEFINED, SYMBOL_OFFSET, nowEpochNs);
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        buffer.putInt(VENUE_ID_OFFSET, venueId, BYTE_ORDER);
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        buffer.putInt(RETIRED_OFFSET, isRetired ? 1 : 0, BYTE_ORDER);
        buffer.putInt(PRIORITY_OFFSET, priority, BYTE_ORDER);
        buffer.putInt(CONTENT_OFFSET, content, BYTE_ORDER);
        byte[] text = venueSymbol.getBytes(StandardCharsets.UTF_8);
        appendText(SYMBOL_LENGTH_OFFSET, text, text.length);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public int venueId() {
        return buffer.getInt(VENUE_ID_OFFSET, BYTE_ORDER);
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public boolean isRetired() {
        return buffer.getInt(RETIRED_OFFSET, BYTE_ORDER) != 0;
    }

    /** Marks it as no longer used. */
    public StreamFlyweight retire() {
        buffer.putInt(RETIRED_OFFSET, 1, BYTE_ORDER);
        return this;
    }

    public int priority() {
        return buffer.getInt(PRIORITY_OFFSET, BYTE_ORDER);
    }

    /** {@link #TRADES} or {@link #PRICES}. */
    public int content() {
        return buffer.getInt(CONTENT_OFFSET, BYTE_ORDER);
    }

    public String venueSymbol() {
        return buffer.getStringWithoutLengthUtf8(SYMBOL_OFFSET, buffer.getInt(SYMBOL_LENGTH_OFFSET, BYTE_ORDER));
    }
}
