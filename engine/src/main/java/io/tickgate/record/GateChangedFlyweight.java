package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: a market's gate opened, closed, or is closed for another reason.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 marketId, i32
 *     52 reasonCode, i32
 *     56 sinceEpochNs, i64
 *     64 opensEpochNs, i64
 * </pre>
 */
public final class GateChangedFlyweight extends DecisionFlyweight {
    private static final int MARKET_ID_OFFSET = BODY_OFFSET;
    private static final int REASON_OFFSET = MARKET_ID_OFFSET + Integer.BYTES;
    private static final int SINCE_OFFSET = REASON_OFFSET + Integer.BYTES;
    private static final int OPENS_OFFSET = SINCE_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = OPENS_OFFSET + Long.BYTES;

    @Override
    public GateChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public GateChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public GateChangedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.GATE_CHANGED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        return this;
    }

    public int marketId() {
        return buffer.getInt(MARKET_ID_OFFSET, BYTE_ORDER);
    }

    public GateChangedFlyweight marketId(int marketId) {
        buffer.putInt(MARKET_ID_OFFSET, marketId, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link GateReason} from now on. */
    public int reasonCode() {
        return buffer.getInt(REASON_OFFSET, BYTE_ORDER);
    }

    public GateChangedFlyweight reasonCode(int reasonCode) {
        buffer.putInt(REASON_OFFSET, reasonCode, BYTE_ORDER);
        return this;
    }

    /** Engine time since when the reason holds. */
    public long sinceEpochNs() {
        return buffer.getLong(SINCE_OFFSET, BYTE_ORDER);
    }

    public GateChangedFlyweight sinceEpochNs(long sinceEpochNs) {
        buffer.putLong(SINCE_OFFSET, sinceEpochNs, BYTE_ORDER);
        return this;
    }

    /** Engine time at which it can open at the earliest; 0 when not known. */
    public long opensEpochNs() {
        return buffer.getLong(OPENS_OFFSET, BYTE_ORDER);
    }

    public GateChangedFlyweight opensEpochNs(long opensEpochNs) {
        buffer.putLong(OPENS_OFFSET, opensEpochNs, BYTE_ORDER);
        return this;
    }
}
