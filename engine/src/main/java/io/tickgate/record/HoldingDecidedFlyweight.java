package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a holding was set, or why not.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 commandIdHigh, i64
 *     56 commandIdLow, i64
 *     64 instrumentId, i32
 *     68 result, i32
 *     72 amountE8, i64
 *     80 previousE8, i64
 *     88 tenantLength, i32
 *     92 userLength, i32
 *     96 tenant, user
 * </pre>
 */
public final class HoldingDecidedFlyweight extends DecisionFlyweight {
    private static final int COMMAND_ID_HIGH_OFFSET = BODY_OFFSET;
    private static final int COMMAND_ID_LOW_OFFSET = COMMAND_ID_HIGH_OFFSET + Long.BYTES;
    private static final int INSTRUMENT_ID_OFFSET = COMMAND_ID_LOW_OFFSET + Long.BYTES;
    private static final int RESULT_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int AMOUNT_E8_OFFSET = RESULT_OFFSET + Integer.BYTES;
    private static final int PREVIOUS_E8_OFFSET = AMOUNT_E8_OFFSET + Long.BYTES;
    private static final int TENANT_LENGTH_OFFSET = PREVIOUS_E8_OFFSET + Long.BYTES;
    private static final int USER_LENGTH_OFFSET = TENANT_LENGTH_OFFSET + Integer.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = USER_LENGTH_OFFSET + Integer.BYTES;

    @Override
    public HoldingDecidedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public HoldingDecidedFlyweight wrap(MutableDirectBuffer target) {
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
     * @param tenant 1 to 64 bytes.
     * @param user 1 to 64 bytes.
     * @return this.
     */
    public HoldingDecidedFlyweight begin(
            RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal, byte[] tenant, byte[] user) {
        begin(RecordKind.HOLDING_DECIDED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.setMemory(BODY_OFFSET, LENGTH - BODY_OFFSET, (byte) 0);
        appendText(TENANT_LENGTH_OFFSET, tenant, tenant.length);
        appendText(USER_LENGTH_OFFSET, user, user.length);
        return this;
    }

    public long commandIdHigh() {
        return buffer.getLong(COMMAND_ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight commandIdHigh(long commandIdHigh) {
        buffer.putLong(COMMAND_ID_HIGH_OFFSET, commandIdHigh, BYTE_ORDER);
        return this;
    }

    public long commandIdLow() {
        return buffer.getLong(COMMAND_ID_LOW_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight commandIdLow(long commandIdLow) {
        buffer.putLong(COMMAND_ID_LOW_OFFSET, commandIdLow, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** Code of a {@link HoldingResult}. */
    public int result() {
        return buffer.getInt(RESULT_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight result(int result) {
        buffer.putInt(RESULT_OFFSET, result, BYTE_ORDER);
        return this;
    }

    /** What was asked for. */
    public long amountE8() {
        return buffer.getLong(AMOUNT_E8_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight amountE8(long amountE8) {
        buffer.putLong(AMOUNT_E8_OFFSET, amountE8, BYTE_ORDER);
        return this;
    }

    /** What was held before, 0 for nothing. */
    public long previousE8() {
        return buffer.getLong(PREVIOUS_E8_OFFSET, BYTE_ORDER);
    }

    public HoldingDecidedFlyweight previousE8(long previousE8) {
        buffer.putLong(PREVIOUS_E8_OFFSET, previousE8, BYTE_ORDER);
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
