package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Engine time, each 50 ms, 48 bytes: {@code 40 wall offset, ns}. The offset (wall clock minus engine time) is shown and
 * alerted on; it moves no decision.
 */
public final class ClockFlyweight extends RecordFlyweight {
    private static final int WALL_OFFSET_OFFSET = HEADER_LENGTH;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = WALL_OFFSET_OFFSET + Long.BYTES;

    @Override
    public ClockFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public ClockFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the event.
     *
     * @param nowEpochNs engine time.
     * @param wallOffsetNs wall clock minus engine time.
     * @return this.
     */
    public ClockFlyweight set(long nowEpochNs, long wallOffsetNs) {
        begin(RecordKind.CLOCK, LENGTH, nowEpochNs);
        buffer.putLong(WALL_OFFSET_OFFSET, wallOffsetNs, BYTE_ORDER);
        return this;
    }

    public long wallOffsetNs() {
        return buffer.getLong(WALL_OFFSET_OFFSET, BYTE_ORDER);
    }
}
