package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Best bid and offer of one venue symbol, 96 bytes. The header's engine time is the receive time.
 *
 * <pre>
 *   40 stream id, i32      44 reserved            48 update id, i64
 *   56 event time, ns or ABSENT                   64 bid price E8   72 bid size E8
 *   80 ask price E8        88 ask size E8
 * </pre>
 *
 * <p>A side that the venue left out or gave as zero has price 0 and size 0.
 */
public final class QuoteFlyweight extends RecordFlyweight {
    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int UPDATE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int EVENT_TIME_OFFSET = UPDATE_ID_OFFSET + Long.BYTES;
    private static final int BID_PRICE_OFFSET = EVENT_TIME_OFFSET + Long.BYTES;
    private static final int BID_SIZE_OFFSET = BID_PRICE_OFFSET + Long.BYTES;
    private static final int ASK_PRICE_OFFSET = BID_SIZE_OFFSET + Long.BYTES;
    private static final int ASK_SIZE_OFFSET = ASK_PRICE_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = ASK_SIZE_OFFSET + Long.BYTES;

    @Override
    public QuoteFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public QuoteFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts a quote.
     *
     * @param receivedEpochNs engine time at which its bytes were read.
     * @return this.
     */
    public QuoteFlyweight begin(long receivedEpochNs) {
        begin(RecordKind.QUOTE, LENGTH, receivedEpochNs);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public QuoteFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** Rises strictly within a stream; {@link RecordFlyweight#ABSENT} where the venue has none. */
    public long updateId() {
        return buffer.getLong(UPDATE_ID_OFFSET, BYTE_ORDER);
    }

    public QuoteFlyweight updateId(long updateId) {
        buffer.putLong(UPDATE_ID_OFFSET, updateId, BYTE_ORDER);
        return this;
    }

    /** {@link RecordFlyweight#ABSENT} where the venue sends none (Binance {@code bookTicker}). */
    public long eventTimeEpochNs() {
        return buffer.getLong(EVENT_TIME_OFFSET, BYTE_ORDER);
    }

    public QuoteFlyweight eventTimeEpochNs(long eventTimeEpochNs) {
        buffer.putLong(EVENT_TIME_OFFSET, eventTimeEpochNs, BYTE_ORDER);
        return this;
    }

    public long bidPriceE8() {
        return buffer.getLong(BID_PRICE_OFFSET, BYTE_ORDER);
    }

    public long bidSizeE8() {
        return buffer.getLong(BID_SIZE_OFFSET, BYTE_ORDER);
    }

    public QuoteFlyweight bid(long priceE8, long sizeE8) {
        buffer.putLong(BID_PRICE_OFFSET, priceE8, BYTE_ORDER);
        buffer.putLong(BID_SIZE_OFFSET, sizeE8, BYTE_ORDER);
        return this;
    }

    public long askPriceE8() {
        return buffer.getLong(ASK_PRICE_OFFSET, BYTE_ORDER);
    }

    public long askSizeE8() {
        return buffer.getLong(ASK_SIZE_OFFSET, BYTE_ORDER);
    }

    public QuoteFlyweight ask(long priceE8, long sizeE8) {
        buffer.putLong(ASK_PRICE_OFFSET, priceE8, BYTE_ORDER);
        buffer.putLong(ASK_SIZE_OFFSET, sizeE8, BYTE_ORDER);
        return this;
    }
}
