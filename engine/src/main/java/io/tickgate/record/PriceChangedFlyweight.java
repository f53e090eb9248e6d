package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Output that is not recorded: what is shown of an instrument, whole. The market keeps one a instrument and hands it out after each
 * change; it follows from the journal, so the decisions queue does not hold it.
 *
 * <pre>
 *     40 instrumentId, i32
 *     44 streamId, i32
 *     48 healthCode, i32
 *     52 marks, i32
 *     56 priceE8, i64
 *     64 sizeE8, i64
 *     72 tradeId, i64
 *     80 tradeSequence, i64
 *     88 tradeTimeEpochNs, i64
 *     96 eventTimeEpochNs, i64
 *    104 receivedEpochNs, i64
 *    112 bidPriceE8, i64
 *    120 bidSizeE8, i64
 *    128 askPriceE8, i64
 *    136 askSizeE8, i64
 *    144 quoteReceivedEpochNs, i64
 *    152 healthSinceEpochNs, i64
 *    160 recoveryEndsEpochNs, i64
 *    168 refreshedEpochNs, i64
 *    176 bidStreamId, i32
 *    180 askStreamId, i32
 * </pre>
 */
public final class PriceChangedFlyweight extends RecordFlyweight {
    /** Mark: the price was asked for over REST, as no stream lives. */
    public static final int POLLED = 1;
    /** Mark: best bid and offer over several streams. */
    public static final int BEST = 1 << 1;
    /** Mark: median over several streams. */
    public static final int INDEX = 1 << 2;

    private static final int INSTRUMENT_ID_OFFSET = HEADER_LENGTH;
    private static final int STREAM_ID_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int HEALTH_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int MARKS_OFFSET = HEALTH_OFFSET + Integer.BYTES;
    private static final int PRICE_OFFSET = MARKS_OFFSET + Integer.BYTES;
    private static final int SIZE_OFFSET = PRICE_OFFSET + Long.BYTES;
    private static final int TRADE_ID_OFFSET = SIZE_OFFSET + Long.BYTES;
    private static final int TRADE_SEQUENCE_OFFSET = TRADE_ID_OFFSET + Long.BYTES;
    private static final int TRADE_TIME_OFFSET = TRADE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int EVENT_TIME_OFFSET = TRADE_TIME_OFFSET + Long.BYTES;
    private static final int RECEIVED_OFFSET = EVENT_TIME_OFFSET + Long.BYTES;
    private static final int BID_PRICE_OFFSET = RECEIVED_OFFSET + Long.BYTES;
    private static final int BID_SIZE_OFFSET = BID_PRICE_OFFSET + Long.BYTES;
    private static final int ASK_PRICE_OFFSET = BID_SIZE_OFFSET + Long.BYTES;
    private static final int ASK_SIZE_OFFSET = ASK_PRICE_OFFSET + Long.BYTES;
    private static final int QUOTE_RECEIVED_OFFSET = ASK_SIZE_OFFSET + Long.BYTES;
    private static final int HEALTH_SINCE_OFFSET = QUOTE_RECEIVED_OFFSET + Long.BYTES;
    private static final int RECOVERY_ENDS_OFFSET = HEALTH_SINCE_OFFSET + Long.BYTES;
    private static final int REFRESHED_OFFSET = RECOVERY_ENDS_OFFSET + Long.BYTES;
    private static final int BID_STREAM_ID_OFFSET = REFRESHED_OFFSET + Long.BYTES;
    private static final int ASK_STREAM_ID_OFFSET = BID_STREAM_ID_OFFSET + Integer.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = ASK_STREAM_ID_OFFSET + Integer.BYTES;

    @Override
    public PriceChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public PriceChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** Stream that the price comes from; 0 when it is made from several. */
    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link HealthState}. */
    public int healthCode() {
        return buffer.getInt(HEALTH_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight healthCode(int healthCode) {
        buffer.putInt(HEALTH_OFFSET, healthCode, BYTE_ORDER);
        return this;
    }

    /** Bits of {@link #POLLED}, {@link #BEST} and {@link #INDEX}. */
    public int marks() {
        return buffer.getInt(MARKS_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight marks(int marks) {
        buffer.putInt(MARKS_OFFSET, marks, BYTE_ORDER);
        return this;
    }

    /** Price shown; 0 when there was none. */
    public long priceE8() {
        return buffer.getLong(PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight priceE8(long priceE8) {
        buffer.putLong(PRICE_OFFSET, priceE8, BYTE_ORDER);
        return this;
    }

    public long sizeE8() {
        return buffer.getLong(SIZE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight sizeE8(long sizeE8) {
        buffer.putLong(SIZE_OFFSET, sizeE8, BYTE_ORDER);
        return this;
    }

    /** 0 when the price is no trade. */
    public long tradeId() {
        return buffer.getLong(TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight tradeId(long tradeId) {
        buffer.putLong(TRADE_ID_OFFSET, tradeId, BYTE_ORDER);
        return this;
    }

    /** Sequence of the record that the price comes from. */
    public long tradeSequence() {
        return buffer.getLong(TRADE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight tradeSequence(long tradeSequence) {
        buffer.putLong(TRADE_SEQUENCE_OFFSET, tradeSequence, BYTE_ORDER);
        return this;
    }

    public long tradeTimeEpochNs() {
        return buffer.getLong(TRADE_TIME_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight tradeTimeEpochNs(long tradeTimeEpochNs) {
        buffer.putLong(TRADE_TIME_OFFSET, tradeTimeEpochNs, BYTE_ORDER);
        return this;
    }

    public long eventTimeEpochNs() {
        return buffer.getLong(EVENT_TIME_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight eventTimeEpochNs(long eventTimeEpochNs) {
        buffer.putLong(EVENT_TIME_OFFSET, eventTimeEpochNs, BYTE_ORDER);
        return this;
    }

    public long receivedEpochNs() {
        return buffer.getLong(RECEIVED_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight receivedEpochNs(long receivedEpochNs) {
        buffer.putLong(RECEIVED_OFFSET, receivedEpochNs, BYTE_ORDER);
        return this;
    }

    /** 0 when that side is missing. */
    public long bidPriceE8() {
        return buffer.getLong(BID_PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight bidPriceE8(long bidPriceE8) {
        buffer.putLong(BID_PRICE_OFFSET, bidPriceE8, BYTE_ORDER);
        return this;
    }

    public long bidSizeE8() {
        return buffer.getLong(BID_SIZE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight bidSizeE8(long bidSizeE8) {
        buffer.putLong(BID_SIZE_OFFSET, bidSizeE8, BYTE_ORDER);
        return this;
    }

    /** 0 when that side is missing. */
    public long askPriceE8() {
        return buffer.getLong(ASK_PRICE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight askPriceE8(long askPriceE8) {
        buffer.putLong(ASK_PRICE_OFFSET, askPriceE8, BYTE_ORDER);
        return this;
    }

    public long askSizeE8() {
        return buffer.getLong(ASK_SIZE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight askSizeE8(long askSizeE8) {
        buffer.putLong(ASK_SIZE_OFFSET, askSizeE8, BYTE_ORDER);
        return this;
    }

    /** 0 when there was no quote. */
    public long quoteReceivedEpochNs() {
        return buffer.getLong(QUOTE_RECEIVED_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight quoteReceivedEpochNs(long quoteReceivedEpochNs) {
        buffer.putLong(QUOTE_RECEIVED_OFFSET, quoteReceivedEpochNs, BYTE_ORDER);
        return this;
    }

    public long healthSinceEpochNs() {
        return buffer.getLong(HEALTH_SINCE_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight healthSinceEpochNs(long healthSinceEpochNs) {
        buffer.putLong(HEALTH_SINCE_OFFSET, healthSinceEpochNs, BYTE_ORDER);
        return this;
    }

    /** 0 unless recovering. */
    public long recoveryEndsEpochNs() {
        return buffer.getLong(RECOVERY_ENDS_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight recoveryEndsEpochNs(long recoveryEndsEpochNs) {
        buffer.putLong(RECOVERY_ENDS_OFFSET, recoveryEndsEpochNs, BYTE_ORDER);
        return this;
    }

    /** Receive time of the newest refreshing tick; 0 when there was none. */
    public long refreshedEpochNs() {
        return buffer.getLong(REFRESHED_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight refreshedEpochNs(long refreshedEpochNs) {
        buffer.putLong(REFRESHED_OFFSET, refreshedEpochNs, BYTE_ORDER);
        return this;
    }

    /** Stream of the best bid; of use only where there is a bid. */
    public int bidStreamId() {
        return buffer.getInt(BID_STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight bidStreamId(int bidStreamId) {
        buffer.putInt(BID_STREAM_ID_OFFSET, bidStreamId, BYTE_ORDER);
        return this;
    }

    /** Stream of the best offer; of use only where there is an offer. */
    public int askStreamId() {
        return buffer.getInt(ASK_STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public PriceChangedFlyweight askStreamId(int askStreamId) {
        buffer.putInt(ASK_STREAM_ID_OFFSET, askStreamId, BYTE_ORDER);
        return this;
    }

    /**
     * Takes over what another row shows; the instrument stays.
     *
     * @param other row of the same instrument.
     * @return this.
     */
    public PriceChangedFlyweight copyOf(PriceChangedFlyweight other) {
        buffer.putBytes(STREAM_ID_OFFSET, other.buffer, STREAM_ID_OFFSET, LENGTH - STREAM_ID_OFFSET);
        return this;
    }

    /**
     * Starts the row: nothing known yet.
     *
     * @param instrumentId of the instrument.
     * @return this.
     */
    public PriceChangedFlyweight begin(int instrumentId) {
        begin(RecordKind.PRICE_CHANGED, LENGTH, 0);
        buffer.setMemory(HEADER_LENGTH, LENGTH - HEADER_LENGTH, (byte) 0);
        return instrumentId(instrumentId);
    }
}
