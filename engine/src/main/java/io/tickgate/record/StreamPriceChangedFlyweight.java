package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Output that is not recorded: what one of several streams of an instrument says, and what it counts for. It follows from the journal,
 * so the decisions queue does not hold it.
 *
 * <pre>
 *     40 instrumentId, i32
 *     44 streamId, i32
 *     48 healthCode, i32
 *     52 standingCode, i32
 *     56 weight, i32
 *     60 reserved, i32
 *     64 priceE8, i64
 *     72 receivedEpochNs, i64
 *     80 bidPriceE8, i64
 *     88 bidSizeE8, i64
 *     96 askPriceE8, i64
 *    104 askSizeE8, i64
 *    112 quoteReceivedEpochNs, i64
 *    120 refreshedEpochNs, i64
 *    128 recoveryEndsEpochNs, i64
 *    136 polledPriceE8, i64
 *    144 polledReceivedEpochNs, i64
 *    152 crossedQuotes, i64
 * </pre>
 */
public final class StreamPriceChangedFlyweight extends RecordFlyweight {
    private static final int INSTRUMENT_ID_OFFSET = HEADER_LENGTH;
    private static final int STREAM_ID_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int HEALTH_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int STANDING_OFFSET = HEALTH_OFFSET + Integer.BYTES;
    private static final int WEIGHT_OFFSET = STANDING_OFFSET + Integer.BYTES;
    private static final int RESERVED_OFFSET = WEIGHT_OFFSET + Integer.BYTES;
    private static final int PRICE_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int RECEIVED_OFFSET = PRICE_OFFSET + Long.BYTES;
    private static final int BID_PRICE_OFFSET = RECEIVED_OFFSET + Long.BYTES;
    private static final int BID_SIZE_OFFSET = BID_PRICE_OFFSET + Long.BYTES;
    private static final int ASK_PRICE_OFFSET = BID_SIZE_OFFSET + Long.BYTES;
    private static final int ASK_SIZE_OFFSET = ASK_PRICE_OFFSET + Long.BYTES;
    private static final int QUOTE_RECEIVED_OFFSET = ASK_SIZE_OFFSET + Long.BYTES;
    private static final int REFRESHED_OFFSET = QUOTE_RECEIVED_OFFSET + Long.BYTES;
    private static final int RECOVERY_ENDS_OFFSET = REFRESHED_OFFSET + Long.BYTES;
    private static final int POLLED_PRICE_OFFSET = RECOVERY_ENDS_OFFSET + Long.BYTES;
    private static final int POLLED_RECEIVED_OFFSET = POLLED_PRICE_OFFSET + Long.BYTES;
    private static final int CROSSED_QUOTES_OFFSET = POLLED_RECEIVED_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = CROSSED_QUOTES_OFFSET + Long.BYTES;

    @Override
    public StreamPriceChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public StreamPriceChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the row: nothing known yet.
     *
     * @param streamId of the stream.
     * @param instrumentId of its instrument.
     * @return this.
     */
    public StreamPriceChangedFlyweight begin(int streamId, int instrumentId) {
        begin(RecordKind.STREAM_PRICE_CHANGED, LENGTH, 0);
        buffer.setMemory(HEADER_LENGTH, LENGTH - HEADER_LENGTH, (byte) 0);
        return streamId(streamId).instrumentId(instrumentId);
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link HealthState}. */
    public int healthCode() {
        return buffer.getInt(HEALTH_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight healthCode(int healthCode) {
        buffer.putInt(HEALTH_OFFSET, healthCode, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link StreamStanding}. */
    public int standingCode() {
        return buffer.getInt(STANDING_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight standingCode(int standingCode) {
        buffer.putInt(STANDING_OFFSET, standingCode, BYTE_ORDER);
        return this;
    }

    /** 1 when what is shown is made from it, else 0. */
    public int weight() {
        return buffer.getInt(WEIGHT_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight weight(int weight) {
        buffer.putInt(WEIGHT_OFFSET, weight, BYTE_ORDER);
        return this;
    }

    /** Of its newest trade, or its newest price where it has no trades; 0 when there was none. */
    public long priceE8() {
        return buffer.getLong(PRICE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight priceE8(long priceE8) {
        buffer.putLong(PRICE_OFFSET, priceE8, BYTE_ORDER);
        return this;
    }

    /** Receive time of that price. */
    public long receivedEpochNs() {
        return buffer.getLong(RECEIVED_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight receivedEpochNs(long receivedEpochNs) {
        buffer.putLong(RECEIVED_OFFSET, receivedEpochNs, BYTE_ORDER);
        return this;
    }

    /** 0 when that side is missing. */
    public long bidPriceE8() {
        return buffer.getLong(BID_PRICE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight bidPriceE8(long bidPriceE8) {
        buffer.putLong(BID_PRICE_OFFSET, bidPriceE8, BYTE_ORDER);
        return this;
    }

    public long bidSizeE8() {
        return buffer.getLong(BID_SIZE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight bidSizeE8(long bidSizeE8) {
        buffer.putLong(BID_SIZE_OFFSET, bidSizeE8, BYTE_ORDER);
        return this;
    }

    /** 0 when that side is missing. */
    public long askPriceE8() {
        return buffer.getLong(ASK_PRICE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight askPriceE8(long askPriceE8) {
        buffer.putLong(ASK_PRICE_OFFSET, askPriceE8, BYTE_ORDER);
        return this;
    }

    public long askSizeE8() {
        return buffer.getLong(ASK_SIZE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight askSizeE8(long askSizeE8) {
        buffer.putLong(ASK_SIZE_OFFSET, askSizeE8, BYTE_ORDER);
        return this;
    }

    /** 0 when there was no quote. */
    public long quoteReceivedEpochNs() {
        return buffer.getLong(QUOTE_RECEIVED_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight quoteReceivedEpochNs(long quoteReceivedEpochNs) {
        buffer.putLong(QUOTE_RECEIVED_OFFSET, quoteReceivedEpochNs, BYTE_ORDER);
        return this;
    }

    /** Receive time of the newest refreshing tick of any kind; 0 when there was none. */
    public long refreshedEpochNs() {
        return buffer.getLong(REFRESHED_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight refreshedEpochNs(long refreshedEpochNs) {
        buffer.putLong(REFRESHED_OFFSET, refreshedEpochNs, BYTE_ORDER);
        return this;
    }

    /** 0 unless recovering. */
    public long recoveryEndsEpochNs() {
        return buffer.getLong(RECOVERY_ENDS_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight recoveryEndsEpochNs(long recoveryEndsEpochNs) {
        buffer.putLong(RECOVERY_ENDS_OFFSET, recoveryEndsEpochNs, BYTE_ORDER);
        return this;
    }

    /** Newest price asked for over REST; 0 when there was none. */
    public long polledPriceE8() {
        return buffer.getLong(POLLED_PRICE_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight polledPriceE8(long polledPriceE8) {
        buffer.putLong(POLLED_PRICE_OFFSET, polledPriceE8, BYTE_ORDER);
        return this;
    }

    /** Receive time of that price. */
    public long polledReceivedEpochNs() {
        return buffer.getLong(POLLED_RECEIVED_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight polledReceivedEpochNs(long polledReceivedEpochNs) {
        buffer.putLong(POLLED_RECEIVED_OFFSET, polledReceivedEpochNs, BYTE_ORDER);
        return this;
    }

    /** Quotes so far whose bid was not below their ask. */
    public long crossedQuotes() {
        return buffer.getLong(CROSSED_QUOTES_OFFSET, BYTE_ORDER);
    }

    public StreamPriceChangedFlyweight crossedQuotes(long crossedQuotes) {
        buffer.putLong(CROSSED_QUOTES_OFFSET, crossedQuotes, BYTE_ORDER);
        return this;
    }
}
