package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a bet came again under its key with the same content; the first answer holds.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 betIdHigh, i64
 *     56 betIdLow, i64
 *     64 firstBetIdHigh, i64
 *     72 firstBetIdLow, i64
 * </pre>
 */
public final class BetRepeatedFlyweight extends DecisionFlyweight {
    private static final int ID_HIGH_OFFSET = BODY_OFFSET;
    private static final int ID_LOW_OFFSET = ID_HIGH_OFFSET + Long.BYTES;
    private static final int FIRST_ID_HIGH_OFFSET = ID_LOW_OFFSET + Long.BYTES;
    private static final int FIRST_ID_LOW_OFFSET = FIRST_ID_HIGH_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = FIRST_ID_LOW_OFFSET + Long.BYTES;

    @Override
    public BetRepeatedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetRepeatedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public BetRepeatedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.BET_REPEATED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        return this;
    }

    /** Of the command that came again. */
    public long betIdHigh() {
        return buffer.getLong(ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetRepeatedFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetRepeatedFlyweight betIdLow(long betIdLow) {
        buffer.putLong(ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    /** Of the bet that was accepted. */
    public long firstBetIdHigh() {
        return buffer.getLong(FIRST_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetRepeatedFlyweight firstBetIdHigh(long firstBetIdHigh) {
        buffer.putLong(FIRST_ID_HIGH_OFFSET, firstBetIdHigh, BYTE_ORDER);
        return this;
    }

    public long firstBetIdLow() {
        return buffer.getLong(FIRST_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetRepeatedFlyweight firstBetIdLow(long firstBetIdLow) {
        buffer.putLong(FIRST_ID_LOW_OFFSET, firstBetIdLow, BYTE_ORDER);
        return this;
    }
}
