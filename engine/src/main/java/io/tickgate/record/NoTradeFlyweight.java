package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A trade id that the venue itself marks as no trade (Binance {@code "X":"NA"}): the id is covered, and nothing happened at it.
 *
 * <pre>
 *    40 streamId, i32
 *    44 reserved, i32
 *    48 tradeId, i64
 * </pre>
 */
public final class NoTradeFlyweight extends RecordFlyweight {
    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int TRADE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = TRADE_ID_OFFSET + Long.BYTES;

    @Override
    public NoTradeFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public NoTradeFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record.
     *
     * @param engineTimeEpochNs when its content was received, or when it was made.
     * @return this.
     */
    public NoTradeFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.NO_TRADE, LENGTH, engineTimeEpochNs);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public NoTradeFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    public long tradeId() {
        return buffer.getLong(TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public NoTradeFlyweight tradeId(long tradeId) {
        buffer.putLong(TRADE_ID_OFFSET, tradeId, BYTE_ORDER);
        return this;
    }
}
