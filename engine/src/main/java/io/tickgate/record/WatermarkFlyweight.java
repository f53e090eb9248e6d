package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The venue says which trade of a symbol is its newest.
 *
 * <pre>
 *    40 streamId, i32
 *    44 source, i32
 *    48 newestTradeId, i64
 *    56 venueTimeEpochNs, i64
 * </pre>
 *
 * <p>An id above the head says that trades are missing; an id equal to it, that until the venue's time none is. It closes nothing by itself.
 */
public final class WatermarkFlyweight extends RecordFlyweight {
    /** Coinbase {@code heartbeat}, {@code last_trade_id}. */
    public static final int HEARTBEAT = 1;
    /** Binance {@code @ticker}, {@code L}. */
    public static final int TICKER = 2;
    /** Coinbase {@code last_match}: an old trade, sent first after a subscription. */
    public static final int LAST_MATCH = 3;
    /** Newest id of an answer over REST. */
    public static final int REST = 4;
    /** No watermark record: a trade beyond the window is the proof. Only in {@link BetDecidedFlyweight}. */
    public static final int TRADE = 5;

    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int SOURCE_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int NEWEST_TRADE_ID_OFFSET = SOURCE_OFFSET + Integer.BYTES;
    private static final int VENUE_TIME_OFFSET = NEWEST_TRADE_ID_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = VENUE_TIME_OFFSET + Long.BYTES;

    @Override
    public WatermarkFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public WatermarkFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record.
     *
     * @param engineTimeEpochNs when its content was received, or when it was made.
     * @return this.
     */
    public WatermarkFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.WATERMARK, LENGTH, engineTimeEpochNs);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public WatermarkFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** Who says so: one of the constants. */
    public int source() {
        return buffer.getInt(SOURCE_OFFSET, BYTE_ORDER);
    }

    public WatermarkFlyweight source(int source) {
        buffer.putInt(SOURCE_OFFSET, source, BYTE_ORDER);
        return this;
    }

    public long newestTradeId() {
        return buffer.getLong(NEWEST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public WatermarkFlyweight newestTradeId(long newestTradeId) {
        buffer.putLong(NEWEST_TRADE_ID_OFFSET, newestTradeId, BYTE_ORDER);
        return this;
    }

    /** {@link RecordFlyweight#ABSENT} where the venue gives none. */
    public long venueTimeEpochNs() {
        return buffer.getLong(VENUE_TIME_OFFSET, BYTE_ORDER);
    }

    public WatermarkFlyweight venueTimeEpochNs(long venueTimeEpochNs) {
        buffer.putLong(VENUE_TIME_OFFSET, venueTimeEpochNs, BYTE_ORDER);
        return this;
    }
}
