package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One trade of one venue symbol, 88 bytes. The header's engine time is the receive time.
 *
 * <pre>
 *   40 stream id, i32      44 taker side, i32     48 trade id, i64
 *   56 trade time, ns      64 event time, ns      72 price E8    80 size E8
 * </pre>
 *
 * <p>Trade time (Binance {@code T}, Coinbase match {@code time}) orders a bet's window; event time (Binance {@code E}) is only
 * shown. Price is above zero; size is zero or above.
 */
public final class TradeFlyweight extends RecordFlyweight {
    /** The venue does not say who took. */
    public static final int SIDE_UNKNOWN = 0;
    /** The taker bought. */
    public static final int SIDE_BUY = 1;
    /** The taker sold. */
    public static final int SIDE_SELL = 2;

    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int TAKER_SIDE_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int TRADE_ID_OFFSET = TAKER_SIDE_OFFSET + Integer.BYTES;
    private static final int TRADE_TIME_OFFSET = TRADE_ID_OFFSET + Long.BYTES;
    private static final int EVENT_TIME_OFFSET = TRADE_TIME_OFFSET + Long.BYTES;
    private static final int PRICE_OFFSET = EVENT_TIME_OFFSET + Long.BYTES;
    private static final int SIZE_OFFSET = PRICE_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = SIZE_OFFSET + Long.BYTES;

    @Override
    public TradeFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public TradeFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts a trade.
     *
     * @param receivedEpochNs engine time at which its bytes were read.
     * @return this.
     */
    public TradeFlyweight begin(long receivedEpochNs) {
        begin(RecordKind.TRADE, LENGTH, receivedEpochNs);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** {@link #SIDE_UNKNOWN}, {@link #SIDE_BUY} or {@link #SIDE_SELL}. */
    public int takerSide() {
        return buffer.getInt(TAKER_SIDE_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight takerSide(int takerSide) {
        buffer.putInt(TAKER_SIDE_OFFSET, takerSide, BYTE_ORDER);
        return this;
    }

    public long tradeId() {
        return buffer.getLong(TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight tradeId(long tradeId) {
        buffer.putLong(TRADE_ID_OFFSET, tradeId, BYTE_ORDER);
        return this;
    }

    public long tradeTimeEpochNs() {
        return buffer.getLong(TRADE_TIME_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight tradeTimeEpochNs(long tradeTimeEpochNs) {
        buffer.putLong(TRADE_TIME_OFFSET, tradeTimeEpochNs, BYTE_ORDER);
        return this;
    }

    public long eventTimeEpochNs() {
        return buffer.getLong(EVENT_TIME_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight eventTimeEpochNs(long eventTimeEpochNs) {
        buffer.putLong(EVENT_TIME_OFFSET, eventTimeEpochNs, BYTE_ORDER);
        return this;
    }

    public long priceE8() {
        return buffer.getLong(PRICE_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight priceE8(long priceE8) {
        buffer.putLong(PRICE_OFFSET, priceE8, BYTE_ORDER);
        return this;
    }

    public long sizeE8() {
        return buffer.getLong(SIZE_OFFSET, BYTE_ORDER);
    }

    public TradeFlyweight sizeE8(long sizeE8) {
        buffer.putLong(SIZE_OFFSET, sizeE8, BYTE_ORDER);
        return this;
    }
}
