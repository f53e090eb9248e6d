package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Output that is not recorded: the window of an open bet is over and yet it cannot be decided, or the reason has changed.
 *
 * <pre>
 *     40 betIdHigh, i64
 *     48 betIdLow, i64
 *     56 reason, i32
 *     60 reserved, i32
 * </pre>
 */
public final class BetPendingFlyweight extends RecordFlyweight {
    private static final int BET_ID_HIGH_OFFSET = HEADER_LENGTH;
    private static final int BET_ID_LOW_OFFSET = BET_ID_HIGH_OFFSET + Long.BYTES;
    private static final int REASON_OFFSET = BET_ID_LOW_OFFSET + Long.BYTES;
    private static final int RESERVED_OFFSET = REASON_OFFSET + Integer.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = RESERVED_OFFSET + Integer.BYTES;

    @Override
    public BetPendingFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetPendingFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record, everything zero.
     *
     * @param engineTimeEpochNs engine time; of a command, when it was sent.
     * @return this.
     */
    public BetPendingFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.BET_PENDING, LENGTH, engineTimeEpochNs);
        buffer.setMemory(HEADER_LENGTH, LENGTH - HEADER_LENGTH, (byte) 0);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(BET_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetPendingFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(BET_ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(BET_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetPendingFlyweight betIdLow(long betIdLow) {
        buffer.putLong(BET_ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    /** Code of an {@link IndeterminateReason}. */
    public int reason() {
        return buffer.getInt(REASON_OFFSET, BYTE_ORDER);
    }

    public BetPendingFlyweight reason(int reason) {
        buffer.putInt(REASON_OFFSET, reason, BYTE_ORDER);
        return this;
    }
}
