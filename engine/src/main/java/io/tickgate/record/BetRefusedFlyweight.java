package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a bet was not taken. It binds nothing.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 refusalCode, i32
 *     52 gateReasonCode, i32
 *     56 betIdHigh, i64
 *     64 betIdLow, i64
 *     72 gateSinceEpochNs, i64
 *     80 gateOpensEpochNs, i64
 * </pre>
 */
public final class BetRefusedFlyweight extends DecisionFlyweight {
    private static final int REFUSAL_OFFSET = BODY_OFFSET;
    private static final int GATE_REASON_OFFSET = REFUSAL_OFFSET + Integer.BYTES;
    private static final int ID_HIGH_OFFSET = GATE_REASON_OFFSET + Integer.BYTES;
    private static final int ID_LOW_OFFSET = ID_HIGH_OFFSET + Long.BYTES;
    private static final int GATE_SINCE_OFFSET = ID_LOW_OFFSET + Long.BYTES;
    private static final int GATE_OPENS_OFFSET = GATE_SINCE_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = GATE_OPENS_OFFSET + Long.BYTES;

    @Override
    public BetRefusedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public BetRefusedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public BetRefusedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.BET_REFUSED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        return this;
    }

    /** Code of the {@link BetRefusal}. */
    public int refusalCode() {
        return buffer.getInt(REFUSAL_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight refusalCode(int refusalCode) {
        buffer.putInt(REFUSAL_OFFSET, refusalCode, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link GateReason}, for a closed gate; otherwise 0. */
    public int gateReasonCode() {
        return buffer.getInt(GATE_REASON_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight gateReasonCode(int gateReasonCode) {
        buffer.putInt(GATE_REASON_OFFSET, gateReasonCode, BYTE_ORDER);
        return this;
    }

    public long betIdHigh() {
        return buffer.getLong(ID_HIGH_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight betIdHigh(long betIdHigh) {
        buffer.putLong(ID_HIGH_OFFSET, betIdHigh, BYTE_ORDER);
        return this;
    }

    public long betIdLow() {
        return buffer.getLong(ID_LOW_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight betIdLow(long betIdLow) {
        buffer.putLong(ID_LOW_OFFSET, betIdLow, BYTE_ORDER);
        return this;
    }

    /** Since when the gate is closed; 0 for other refusals. */
    public long gateSinceEpochNs() {
        return buffer.getLong(GATE_SINCE_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight gateSinceEpochNs(long gateSinceEpochNs) {
        buffer.putLong(GATE_SINCE_OFFSET, gateSinceEpochNs, BYTE_ORDER);
        return this;
    }

    /** When it can open at the earliest; 0 when not known. */
    public long gateOpensEpochNs() {
        return buffer.getLong(GATE_OPENS_OFFSET, BYTE_ORDER);
    }

    public BetRefusedFlyweight gateOpensEpochNs(long gateOpensEpochNs) {
        buffer.putLong(GATE_OPENS_OFFSET, gateOpensEpochNs, BYTE_ORDER);
        return this;
    }
}
