package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A holding that a user sets. The header's engine time is the moment at which it was sent; it expires 2 s later.
 *
 * <pre>
 *     40 commandIdHigh, i64
 *     48 commandIdLow, i64
 *     56 instrumentId, i32
 *     60 reserved, i32
 *     64 amountE8, i64
 *     72 tenantLength, i32
 *     76 userLength, i32
 *     80 tenant, user
 * </pre>
 */
public final class HoldingFlyweight extends RecordFlyweight {
    private static final int COMMAND_ID_HIGH_OFFSET = HEADER_LENGTH;
    private static final int COMMAND_ID_LOW_OFFSET = COMMAND_ID_HIGH_OFFSET + Long.BYTES;
    private static final int INSTRUMENT_ID_OFFSET = COMMAND_ID_LOW_OFFSET + Long.BYTES;
    private static final int RESERVED_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int AMOUNT_E8_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int TENANT_LENGTH_OFFSET = AMOUNT_E8_OFFSET + Long.BYTES;
    private static final int USER_LENGTH_OFFSET = TENANT_LENGTH_OFFSET + Integer.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = USER_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public HoldingFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public HoldingFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record, everything zero.
     *
     * @param engineTimeEpochNs engine time; of a command, when it was sent.
     * @param tenant 1 to 64 bytes.
     * @param user 1 to 64 bytes.
     * @return this.
     */
    public HoldingFlyweight begin(long engineTimeEpochNs, byte[] tenant, byte[] user) {
        begin(RecordKind.HOLDING_COMMAND, LENGTH, engineTimeEpochNs);
        buffer.setMemory(HEADER_LENGTH, LENGTH - HEADER_LENGTH, (byte) 0);
        appendText(TENANT_LENGTH_OFFSET, tenant, tenant.length);
        appendText(USER_LENGTH_OFFSET, user, user.length);
        return this;
    }

    public long commandIdHigh() {
        return buffer.getLong(COMMAND_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public HoldingFlyweight commandIdHigh(long commandIdHigh) {
        buffer.putLong(COMMAND_ID_HIGH_OFFSET, commandIdHigh, BYTE_ORDER);
        return this;
    }

    public long commandIdLow() {
        return buffer.getLong(COMMAND_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public HoldingFlyweight commandIdLow(long commandIdLow) {
        buffer.putLong(COMMAND_ID_LOW_OFFSET, commandIdLow, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public HoldingFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** 0 removes the holding; never below. */
    public long amountE8() {
        return buffer.getLong(AMOUNT_E8_OFFSET, BYTE_ORDER);
    }

    public HoldingFlyweight amountE8(long amountE8) {
        buffer.putLong(AMOUNT_E8_OFFSET, amountE8, BYTE_ORDER);
        return this;
    }

    /** In a new array. */
    public byte[] tenant() {
        byte[] result = new byte[tenantLength()];
        buffer.getBytes(LENGTH, result);
        return result;
    }

    private int tenantLength() {
        return buffer.getInt(TENANT_LENGTH_OFFSET, BYTE_ORDER);
    }

    /** In a new array. */
    public byte[] user() {
        byte[] result = new byte[userLength()];
        buffer.getBytes(LENGTH + tenantLength(), result);
        return result;
    }

    private int userLength() {
        return buffer.getInt(USER_LENGTH_OFFSET, BYTE_ORDER);
    }
}
