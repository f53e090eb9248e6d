package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A trade, or an aggregate of trades at one price and time, fetched over REST after it had been missed. Covers the ids from first to last.
 *
 * <pre>
 *    40 streamId, i32
 *    44 takerSide, i32
 *    48 firstTradeId, i64
 *    56 lastTradeId, i64
 *    64 tradeTimeEpochNs, i64
 *    72 priceE8, i64
 *    80 sizeE8, i64
 * </pre>
 *
 * <p>It settles bets as the trade itself would, but it refreshes no health, is no reference and is not shown.
 */
public final class BackFilledTradeFlyweight extends RecordFlyweight {
    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int TAKER_SIDE_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int FIRST_TRADE_ID_OFFSET = TAKER_SIDE_OFFSET + Integer.BYTES;
    private static final int LAST_TRADE_ID_OFFSET = FIRST_TRADE_ID_OFFSET + Long.BYTES;
    private static final int TRADE_TIME_OFFSET = LAST_TRADE_ID_OFFSET + Long.BYTES;
    private static final int PRICE_OFFSET = TRADE_TIME_OFFSET + Long.BYTES;
    private static final int SIZE_OFFSET = PRICE_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = SIZE_OFFSET + Long.BYTES;

    @Override
    public BackFilledTradeFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BackFilledTradeFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record.
     *
     * @param engineTimeEpochNs when its content was received, or when it was made.
     * @return this.
     */
    public BackFilledTradeFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.BACK_FILLED_TRADE, LENGTH, engineTimeEpochNs);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** As in {@link TradeFlyweight}. */
    public int takerSide() {
        return buffer.getInt(TAKER_SIDE_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight takerSide(int takerSide) {
        buffer.putInt(TAKER_SIDE_OFFSET, takerSide, BYTE_ORDER);
        return this;
    }

    public long firstTradeId() {
        return buffer.getLong(FIRST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight firstTradeId(long firstTradeId) {
        buffer.putLong(FIRST_TRADE_ID_OFFSET, firstTradeId, BYTE_ORDER);
        return this;
    }

    /** At or above the first; equal for a single trade. */
    public long lastTradeId() {
        return buffer.getLong(LAST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight lastTradeId(long lastTradeId) {
        buffer.putLong(LAST_TRADE_ID_OFFSET, lastTradeId, BYTE_ORDER);
        return this;
    }

    /** The venue's, as of the trade itself. */
    public long tradeTimeEpochNs() {
        return buffer.getLong(TRADE_TIME_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight tradeTimeEpochNs(long tradeTimeEpochNs) {
        buffer.putLong(TRADE_TIME_OFFSET, tradeTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** Above zero. */
    public long priceE8() {
        return buffer.getLong(PRICE_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight priceE8(long priceE8) {
        buffer.putLong(PRICE_OFFSET, priceE8, BYTE_ORDER);
        return this;
    }

    /** Of all its trades together; zero or above. */
    public long sizeE8() {
        return buffer.getLong(SIZE_OFFSET, BYTE_ORDER);
    }

    public BackFilledTradeFlyweight sizeE8(long sizeE8) {
        buffer.putLong(SIZE_OFFSET, sizeE8, BYTE_ORDER);
        return this;
    }
}
