package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The thresholds of health, 80 bytes, all in ns: {@code 40 degraded   48 critical   56 recovery   64 skew past   72 skew future}.
 * They hold for every stream from this record's sequence on.
 */
public final class HealthThresholdsFlyweight extends RecordFlyweight {
    private static final int DEGRADED_OFFSET = HEADER_LENGTH;
    private static final int CRITICAL_OFFSET = DEGRADED_OFFSET + Long.BYTES;
    private static final int RECOVERY_OFFSET = CRITICAL_OFFSET + Long.BYTES;
    private static final int SKEW_PAST_OFFSET = RECOVERY_OFFSET + Long.BYTES;
    private static final int SKEW_FUTURE_OFFSET = SKEW_PAST_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = SKEW_FUTURE_OFFSET + Long.BYTES;

    @Override
    public HealthThresholdsFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public HealthThresholdsFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the definition.
     *
     * @param nowEpochNs engine time.
     * @param degradedNs greatest age of a healthy stream.
     * @param criticalNs greatest age of a degraded stream, at least {@code degradedNs}.
     * @param recoveryNs how long a stream stays fresh after critical before it counts as healthy.
     * @param skewPastNs how far a venue's time may lie before the receive time.
     * @param skewFutureNs how far it may lie after it.
     * @return this.
     */
    public HealthThresholdsFlyweight set(
            long nowEpochNs, long degradedNs, long criticalNs, long recoveryNs, long skewPastNs, long skewFutureNs) {
        begin(RecordKind.HEALTH_DEFINED, LENGTH, nowEpochNs);
        buffer.putLong(DEGRADED_OFFSET, degradedNs, BYTE_ORDER);
        buffer.putLong(CRITICAL_OFFSET, criticalNs, BYTE_ORDER);
        buffer.putLong(RECOVERY_OFFSET, recoveryNs, BYTE_ORDER);
        buffer.putLong(SKEW_PAST_OFFSET, skewPastNs, BYTE_ORDER);
        buffer.putLong(SKEW_FUTURE_OFFSET, skewFutureNs, BYTE_ORDER);
        return this;
    }

    public long degradedNs() {
        return buffer.getLong(DEGRADED_OFFSET, BYTE_ORDER);
    }

    public long criticalNs() {
        return buffer.getLong(CRITICAL_OFFSET, BYTE_ORDER);
    }

    public long recoveryNs() {
        return buffer.getLong(RECOVERY_OFFSET, BYTE_ORDER);
    }

    public long skewPastNs() {
        return buffer.getLong(SKEW_PAST_OFFSET, BYTE_ORDER);
    }

    public long skewFutureNs() {
        return buffer.getLong(SKEW_FUTURE_OFFSET, BYTE_ORDER);
    }
}
