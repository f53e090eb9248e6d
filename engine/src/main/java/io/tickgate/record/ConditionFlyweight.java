package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A condition of this node came or went, 48 bytes: {@code 40 gate reason, i32   44 active, i32 (0 or 1)}. */
public final class ConditionFlyweight extends RecordFlyweight {
    private static final int REASON_OFFSET = HEADER_LENGTH;
    private static final int ACTIVE_OFFSET = REASON_OFFSET + Integer.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = ACTIVE_OFFSET + Integer.BYTES;

    @Override
    public ConditionFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public ConditionFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the record.
     *
     * @param nowEpochNs engine time.
     * @param reason one of the node's conditions.
     * @param isActive whether it holds from now on.
     * @return this.
     */
    public ConditionFlyweight set(long nowEpochNs, GateReason reason, boolean isActive) {
        begin(RecordKind.CONDITION_CHANGED, LENGTH, nowEpochNs);
        buffer.putInt(REASON_OFFSET, reason.code(), BYTE_ORDER);
        buffer.putInt(ACTIVE_OFFSET, isActive ? 1 : 0, BYTE_ORDER);
        return this;
    }

    public int reasonCode() {
        return buffer.getInt(REASON_OFFSET, BYTE_ORDER);
    }

    public boolean isActive() {
        return buffer.getInt(ACTIVE_OFFSET, BYTE_ORDER) != 0;
    }
}
