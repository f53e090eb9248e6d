package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Output that is not recorded: a bet is old enough that its key is free again and nobody need find it here.
 *
 * <pre>
 *     40 betIdHigh, i64
 *     48 betIdLow, i64
 * </pre>
 */
public final class BetForgottenFlyweight extends RecordFlyweight {
    private static final int ID_HIGH_OFFSET = HEADER_LENGTH;
    private static final int ID_LOW_OFFSET = ID_HIGH_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = ID_LOW_OFFSET + Long.BYTES;

    @Override
    public BetForgottenFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetForgottenFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetForgottenFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetForgottenFlyweight betIdLow(long betIdLow) {
        buffer.putLong(ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    /**
     * Starts the message.
     *
     * @param marketTimeEpochNs market time.
     * @return this.
     */
    public BetForgottenFlyweight begin(long marketTimeEpochNs) {
        begin(RecordKind.BET_FORGOTTEN, LENGTH, marketTimeEpochNs);
        return this;
    }
}
