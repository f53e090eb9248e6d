package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: the health of a stream changed.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 streamId, i32
 *     52 instrumentId, i32
 *     56 stateCode, i32
 *     60 previousStateCode, i32
 *     64 sinceEpochNs, i64
 *     72 refreshedEpochNs, i64
 *     80 recoveryEndsEpochNs, i64
 * </pre>
 */
public final class HealthChangedFlyweight extends DecisionFlyweight {
    private static final int STREAM_ID_OFFSET = BODY_OFFSET;
    private static final int INSTRUMENT_ID_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int STATE_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int PREVIOUS_STATE_OFFSET = STATE_OFFSET + Integer.BYTES;
    private static final int SINCE_OFFSET = PREVIOUS_STATE_OFFSET + Integer.BYTES;
    private static final int REFRESHED_OFFSET = SINCE_OFFSET + Long.BYTES;
    private static final int RECOVERY_ENDS_OFFSET = REFRESHED_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = RECOVERY_ENDS_OFFSET + Long.BYTES;

    @Override
    public HealthChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public HealthChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public HealthChangedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.STREAM_HEALTH_CHANGED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link HealthState} from now on. */
    public int stateCode() {
        return buffer.getInt(STATE_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight stateCode(int stateCode) {
        buffer.putInt(STATE_OFFSET, stateCode, BYTE_ORDER);
        return this;
    }

    /** Code of the one before. */
    public int previousStateCode() {
        return buffer.getInt(PREVIOUS_STATE_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight previousStateCode(int previousStateCode) {
        buffer.putInt(PREVIOUS_STATE_OFFSET, previousStateCode, BYTE_ORDER);
        return this;
    }

    /** Engine time of the change, exact: the deadline that passed or the tick that came. */
    public long sinceEpochNs() {
        return buffer.getLong(SINCE_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight sinceEpochNs(long sinceEpochNs) {
        buffer.putLong(SINCE_OFFSET, sinceEpochNs, BYTE_ORDER);
        return this;
    }

    /** Receive time of the newest refreshing tick; 0 when there was none. */
    public long refreshedEpochNs() {
        return buffer.getLong(REFRESHED_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight refreshedEpochNs(long refreshedEpochNs) {
        buffer.putLong(REFRESHED_OFFSET, refreshedEpochNs, BYTE_ORDER);
        return this;
    }

    /** When recovery ends if nothing goes wrong; 0 unless recovering. */
    public long recoveryEndsEpochNs() {
        return buffer.getLong(RECOVERY_ENDS_OFFSET, BYTE_ORDER);
    }

    public HealthChangedFlyweight recoveryEndsEpochNs(long recoveryEndsEpochNs) {
        buffer.putLong(RECOVERY_ENDS_OFFSET, recoveryEndsEpochNs, BYTE_ORDER);
        return this;
    }
}
