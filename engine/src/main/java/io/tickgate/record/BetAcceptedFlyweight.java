package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a bet was taken. The command's body follows the fixed part, so that the decision stands for itself.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 marketVersion, i32
 *     52 instrumentId, i32
 *     56 referenceSequence, i64
 *     64 referenceTradeId, i64
 *     72 referencePriceE8, i64
 *     80 referenceTradeTimeEpochNs, i64
 * </pre>
 */
public final class BetAcceptedFlyweight extends DecisionFlyweight {
    private static final int MARKET_VERSION_OFFSET = BODY_OFFSET;
    private static final int INSTRUMENT_ID_OFFSET = MARKET_VERSION_OFFSET + Integer.BYTES;
    private static final int REFERENCE_SEQUENCE_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int REFERENCE_TRADE_ID_OFFSET = REFERENCE_SEQUENCE_OFFSET + Long.BYTES;
    private static final int REFERENCE_PRICE_OFFSET = REFERENCE_TRADE_ID_OFFSET + Long.BYTES;
    private static final int REFERENCE_TRADE_TIME_OFFSET = REFERENCE_PRICE_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = REFERENCE_TRADE_TIME_OFFSET + Long.BYTES;

    @Override
    public BetAcceptedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetAcceptedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public BetAcceptedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.BET_ACCEPTED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        return this;
    }

    /** Version of the rule that it was taken under. */
    public int marketVersion() {
        return buffer.getInt(MARKET_VERSION_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight marketVersion(int marketVersion) {
        buffer.putInt(MARKET_VERSION_OFFSET, marketVersion, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** Of the newest refreshing trade of the settlement stream before it. */
    public long referenceSequence() {
        return buffer.getLong(REFERENCE_SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight referenceSequence(long referenceSequence) {
        buffer.putLong(REFERENCE_SEQUENCE_OFFSET, referenceSequence, BYTE_ORDER);
        return this;
    }

    public long referenceTradeId() {
        return buffer.getLong(REFERENCE_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight referenceTradeId(long referenceTradeId) {
        buffer.putLong(REFERENCE_TRADE_ID_OFFSET, referenceTradeId, BYTE_ORDER);
        return this;
    }

    public long referencePriceE8() {
        return buffer.getLong(REFERENCE_PRICE_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight referencePriceE8(long referencePriceE8) {
        buffer.putLong(REFERENCE_PRICE_OFFSET, referencePriceE8, BYTE_ORDER);
        return this;
    }

    public long referenceTradeTimeEpochNs() {
        return buffer.getLong(REFERENCE_TRADE_TIME_OFFSET, BYTE_ORDER);
    }

    public BetAcceptedFlyweight referenceTradeTimeEpochNs(long referenceTradeTimeEpochNs) {
        buffer.putLong(REFERENCE_TRADE_TIME_OFFSET, referenceTradeTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /**
     * Appends the command's body; the last thing to be written.
     *
     * @param bet the command.
     * @return this.
     */
    public BetAcceptedFlyweight command(BetFlyweight bet) {
        int bodyLength = bet.length() - HEADER_LENGTH;
        buffer.putBytes(LENGTH, bet.buffer(), HEADER_LENGTH, bodyLength);
        length(LENGTH + bodyLength);
        return this;
    }

    /**
     * Looks at the command inside: its body is there, its header is not.
     *
     * @param into wrapped around the command; valid while this is.
     * @return {@code into}.
     */
    public BetFlyweight wrapCommand(BetFlyweight into) {
        return into.wrap(buffer, LENGTH - HEADER_LENGTH, length() - LENGTH + HEADER_LENGTH);
    }
}
