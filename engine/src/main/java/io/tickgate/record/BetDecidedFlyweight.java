package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: how a bet ended. Made once a bet, and never changed.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 betIdHigh, i64
 *     56 betIdLow, i64
 *     64 acceptedSequence, i64
 *     72 marketId, i32
 *     76 outcome, i32
 *     80 cause, i32
 *     84 touch, i32
 *     88 tradeId, i64
 *     96 tradeSequence, i64
 *    104 tradePriceE8, i64
 *    112 tradeTimeEpochNs, i64
 *    120 otherTradeId, i64
 *    128 otherTradeSequence, i64
 *    136 otherPriceE8, i64
 *    144 otherTimeEpochNs, i64
 *    152 watermarkSource, i32
 *    156 reserved, i32
 *    160 watermarkTradeId, i64
 *    168 watermarkTimeEpochNs, i64
 *    176 watermarkSequence, i64
 * </pre>
 */
public final class BetDecidedFlyweight extends DecisionFlyweight {
    private static final int BET_ID_HIGH_OFFSET = BODY_OFFSET;
    private static final int BET_ID_LOW_OFFSET = BET_ID_HIGH_OFFSET + Long.BYTES;
    private static final int ACCEPTED_SEQUENCE_OFFSET = BET_ID_LOW_OFFSET + Long.BYTES;
    private static final int MARKET_ID_OFFSET = ACCEPTED_SEQUENCE_OFFSET + Long.BYTES;
    private static final int OUTCOME_OFFSET = MARKET_ID_OFFSET + Integer.BYTES;
    private static final int CAUSE_OFFSET = OUTCOME_OFFSET + Integer.BYTES;
    private static final int TOUCH_OFFSET = CAUSE_OFFSET + Integer.BYTES;
    private static final int TRADE_ID_OFFSET = TOUCH_OFFSET + Integer.BYTES;
    private static final int TRADE_SEQUENCE_OFFSET = TRADE_ID_OFFSET + Long.BYTES;
    private static final int TRADE_PRICE_E8_OFFSET = TRADE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int TRADE_TIME_EPOCH_NS_OFFSET = TRADE_PRICE_E8_OFFSET + Long.BYTES;
    private static final int OTHER_TRADE_ID_OFFSET = TRADE_TIME_EPOCH_NS_OFFSET + Long.BYTES;
    private static final int OTHER_TRADE_SEQUENCE_OFFSET = OTHER_TRADE_ID_OFFSET + Long.BYTES;
    private static final int OTHER_PRICE_E8_OFFSET = OTHER_TRADE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int OTHER_TIME_EPOCH_NS_OFFSET = OTHER_PRICE_E8_OFFSET + Long.BYTES;
    private static final int WATERMARK_SOURCE_OFFSET = OTHER_TIME_EPOCH_NS_OFFSET + Long.BYTES;
    private static final int RESERVED_OFFSET = WATERMARK_SOURCE_OFFSET + Integer.BYTES;
    private static final int WATERMARK_TRADE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int WATERMARK_TIME_EPOCH_NS_OFFSET = WATERMARK_TRADE_ID_OFFSET + Long.BYTES;
    private static final int WATERMARK_SEQUENCE_OFFSET = WATERMARK_TIME_EPOCH_NS_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = WATERMARK_SEQUENCE_OFFSET + Long.BYTES;

    @Override
    public BetDecidedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetDecidedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the decision, everything zero; see {@link DecisionFlyweight} for the first four parameters.
     *
     * @param cause header of the input record that caused it.
     * @param marketTimeEpochNs market time at which it was made.
     * @param rulesVersion of the rules that made it.
     * @param ordinal among the decisions of the same input.
     * @return this.
     */
    public BetDecidedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.BET_DECIDED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.setMemory(BODY_OFFSET, LENGTH - BODY_OFFSET, (byte) 0);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(BET_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(BET_ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(BET_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight betIdLow(long betIdLow) {
        buffer.putLong(BET_ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    /** Sequence of its command. */
    public long acceptedSequence() {
        return buffer.getLong(ACCEPTED_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight acceptedSequence(long acceptedSequence) {
        buffer.putLong(ACCEPTED_SEQUENCE_OFFSET, acceptedSequence, BYTE_ORDER);
        return this;
    }

    public int marketId() {
        return buffer.getInt(MARKET_ID_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight marketId(int marketId) {
        buffer.putInt(MARKET_ID_OFFSET, marketId, BYTE_ORDER);
        return this;
    }

    /** Code of a {@link BetOutcome}. */
    public int outcome() {
        return buffer.getInt(OUTCOME_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight outcome(int outcome) {
        buffer.putInt(OUTCOME_OFFSET, outcome, BYTE_ORDER);
        return this;
    }

    /** Code of an {@link IndeterminateReason}: why it is void; 0 otherwise. */
    public int cause() {
        return buffer.getInt(CAUSE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight cause(int cause) {
        buffer.putInt(CAUSE_OFFSET, cause, BYTE_ORDER);
        return this;
    }

    /** {@link MarketFlyweight#TOUCH_INSIDE} or {@link MarketFlyweight#TOUCH_CROSSED}: how it was hit; 0 otherwise. */
    public int touch() {
        return buffer.getInt(TOUCH_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight touch(int touch) {
        buffer.putInt(TOUCH_OFFSET, touch, BYTE_ORDER);
        return this;
    }

    /** The deciding trade of a hit (of an aggregate its first id); {@link RecordFlyweight#ABSENT} otherwise, as are the other three. */
    public long tradeId() {
        return buffer.getLong(TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight tradeId(long tradeId) {
        buffer.putLong(TRADE_ID_OFFSET, tradeId, BYTE_ORDER);
        return this;
    }

    /** Sequence of the record that brought the deciding trade. */
    public long tradeSequence() {
        return buffer.getLong(TRADE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight tradeSequence(long tradeSequence) {
        buffer.putLong(TRADE_SEQUENCE_OFFSET, tradeSequence, BYTE_ORDER);
        return this;
    }

    public long tradePriceE8() {
        return buffer.getLong(TRADE_PRICE_E8_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight tradePriceE8(long tradePriceE8) {
        buffer.putLong(TRADE_PRICE_E8_OFFSET, tradePriceE8, BYTE_ORDER);
        return this;
    }

    public long tradeTimeEpochNs() {
        return buffer.getLong(TRADE_TIME_EPOCH_NS_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight tradeTimeEpochNs(long tradeTimeEpochNs) {
        buffer.putLong(TRADE_TIME_EPOCH_NS_OFFSET, tradeTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** The trade on the other side, when the band was crossed; {@link RecordFlyweight#ABSENT} otherwise, as are the other three. */
    public long otherTradeId() {
        return buffer.getLong(OTHER_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight otherTradeId(long otherTradeId) {
        buffer.putLong(OTHER_TRADE_ID_OFFSET, otherTradeId, BYTE_ORDER);
        return this;
    }

    public long otherTradeSequence() {
        return buffer.getLong(OTHER_TRADE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight otherTradeSequence(long otherTradeSequence) {
        buffer.putLong(OTHER_TRADE_SEQUENCE_OFFSET, otherTradeSequence, BYTE_ORDER);
        return this;
    }

    public long otherPriceE8() {
        return buffer.getLong(OTHER_PRICE_E8_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight otherPriceE8(long otherPriceE8) {
        buffer.putLong(OTHER_PRICE_E8_OFFSET, otherPriceE8, BYTE_ORDER);
        return this;
    }

    public long otherTimeEpochNs() {
        return buffer.getLong(OTHER_TIME_EPOCH_NS_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight otherTimeEpochNs(long otherTimeEpochNs) {
        buffer.putLong(OTHER_TIME_EPOCH_NS_OFFSET, otherTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** What proves that the window of a miss was over: a source of {@link WatermarkFlyweight}, or {@link WatermarkFlyweight#TRADE}; 0 otherwise. */
    public int watermarkSource() {
        return buffer.getInt(WATERMARK_SOURCE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight watermarkSource(int watermarkSource) {
        buffer.putInt(WATERMARK_SOURCE_OFFSET, watermarkSource, BYTE_ORDER);
        return this;
    }

    /** Newest trade id that the proof names; {@link RecordFlyweight#ABSENT} without a proof, as are its time and sequence. */
    public long watermarkTradeId() {
        return buffer.getLong(WATERMARK_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight watermarkTradeId(long watermarkTradeId) {
        buffer.putLong(WATERMARK_TRADE_ID_OFFSET, watermarkTradeId, BYTE_ORDER);
        return this;
    }

    /** Time until which the proof says that nothing more comes: trade time of a trade, otherwise when the venue said so. */
    public long watermarkTimeEpochNs() {
        return buffer.getLong(WATERMARK_TIME_EPOCH_NS_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight watermarkTimeEpochNs(long watermarkTimeEpochNs) {
        buffer.putLong(WATERMARK_TIME_EPOCH_NS_OFFSET, watermarkTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** Sequence of the record that is the proof. */
    public long watermarkSequence() {
        return buffer.getLong(WATERMARK_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetDecidedFlyweight watermarkSequence(long watermarkSequence) {
        buffer.putLong(WATERMARK_SEQUENCE_OFFSET, watermarkSequence, BYTE_ORDER);
        return this;
    }
}
