package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a trade has come that a decided miss did not know. The outcome stands; people must look.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 betIdHigh, i64
 *     56 betIdLow, i64
 *     64 marketId, i32
 *     68 touch, i32
 *     72 tradeId, i64
 *     80 tradeSequence, i64
 *     88 tradePriceE8, i64
 *     96 tradeTimeEpochNs, i64
 * </pre>
 */
public final class BetContradictedFlyweight extends DecisionFlyweight {
    private static final int BET_ID_HIGH_OFFSET = BODY_OFFSET;
    private static final int BET_ID_LOW_OFFSET = BET_ID_HIGH_OFFSET + Long.BYTES;
    private static final int MARKET_ID_OFFSET = BET_ID_LOW_OFFSET + Long.BYTES;
    private static final int TOUCH_OFFSET = MARKET_ID_OFFSET + Integer.BYTES;
    private static final int TRADE_ID_OFFSET = TOUCH_OFFSET + Integer.BYTES;
    private static final int TRADE_SEQUENCE_OFFSET = TRADE_ID_OFFSET + Long.BYTES;
    private static final int TRADE_PRICE_E8_OFFSET = TRADE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int TRADE_TIME_EPOCH_NS_OFFSET = TRADE_PRICE_E8_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = TRADE_TIME_EPOCH_NS_OFFSET + Long.BYTES;

    @Override
    public BetContradictedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetContradictedFlyweight wrap(MutableDirectBuffer target) {
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
    public BetContradictedFlyweight begin(
            RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.BET_CONTRADICTED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.setMemory(BODY_OFFSET, LENGTH - BODY_OFFSET, (byte) 0);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(BET_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(BET_ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(BET_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight betIdLow(long betIdLow) {
        buffer.putLong(BET_ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    public int marketId() {
        return buffer.getInt(MARKET_ID_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight marketId(int marketId) {
        buffer.putInt(MARKET_ID_OFFSET, marketId, BYTE_ORDER);
        return this;
    }

    /** How it would have been hit, as in {@link BetDecidedFlyweight}. */
    public int touch() {
        return buffer.getInt(TOUCH_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight touch(int touch) {
        buffer.putInt(TOUCH_OFFSET, touch, BYTE_ORDER);
        return this;
    }

    public long tradeId() {
        return buffer.getLong(TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight tradeId(long tradeId) {
        buffer.putLong(TRADE_ID_OFFSET, tradeId, BYTE_ORDER);
        return this;
    }

    public long tradeSequence() {
        return buffer.getLong(TRADE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight tradeSequence(long tradeSequence) {
        buffer.putLong(TRADE_SEQUENCE_OFFSET, tradeSequence, BYTE_ORDER);
        return this;
    }

    public long tradePriceE8() {
        return buffer.getLong(TRADE_PRICE_E8_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight tradePriceE8(long tradePriceE8) {
        buffer.putLong(TRADE_PRICE_E8_OFFSET, tradePriceE8, BYTE_ORDER);
        return this;
    }

    public long tradeTimeEpochNs() {
        return buffer.getLong(TRADE_TIME_EPOCH_NS_OFFSET, BYTE_ORDER);
    }

    public BetContradictedFlyweight tradeTimeEpochNs(long tradeTimeEpochNs) {
        buffer.putLong(TRADE_TIME_EPOCH_NS_OFFSET, tradeTimeEpochNs, BYTE_ORDER);
        return this;
    }
}
