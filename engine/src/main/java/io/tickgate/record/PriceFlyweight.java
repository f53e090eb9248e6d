package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A price that is no trade: of a mini ticker, of an aggregator, or polled over REST (flag {@link RecordFlags#POLLED}).
 *
 * <pre>
 *    40 streamId, i32
 *    44 reserved, i32
 *    48 eventTimeEpochNs, i64
 *    56 priceE8, i64
 *    64 bidPriceE8, i64
 *    72 askPriceE8, i64
 * </pre>
 *
 * <p>It touches nothing and settles nothing; polled, it refreshes nothing either.
 */
public final class PriceFlyweight extends RecordFlyweight {
    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int EVENT_TIME_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int PRICE_OFFSET = EVENT_TIME_OFFSET + Long.BYTES;
    private static final int BID_PRICE_OFFSET = PRICE_OFFSET + Long.BYTES;
    private static final int ASK_PRICE_OFFSET = BID_PRICE_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = ASK_PRICE_OFFSET + Long.BYTES;

    @Override
    public PriceFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public PriceFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record.
     *
     * @param engineTimeEpochNs when its content was received, or when it was made.
     * @return this.
     */
    public PriceFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.PRICE, LENGTH, engineTimeEpochNs);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public PriceFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** {@link RecordFlyweight#ABSENT} where the venue gives none. */
    public long eventTimeEpochNs() {
        return buffer.getLong(EVENT_TIME_OFFSET, BYTE_ORDER);
    }

    public PriceFlyweight eventTimeEpochNs(long eventTimeEpochNs) {
        buffer.putLong(EVENT_TIME_OFFSET, eventTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** Above zero. */
    public long priceE8() {
        return buffer.getLong(PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceFlyweight priceE8(long priceE8) {
        buffer.putLong(PRICE_OFFSET, priceE8, BYTE_ORDER);
        return this;
    }

    /** 0 where there is none. */
    public long bidPriceE8() {
        return buffer.getLong(BID_PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceFlyweight bidPriceE8(long bidPriceE8) {
        buffer.putLong(BID_PRICE_OFFSET, bidPriceE8, BYTE_ORDER);
        return this;
    }

    /** 0 where there is none. */
    public long askPriceE8() {
        return buffer.getLong(ASK_PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceFlyweight askPriceE8(long askPriceE8) {
        buffer.putLong(ASK_PRICE_OFFSET, askPriceE8, BYTE_ORDER);
        return this;
    }
}
