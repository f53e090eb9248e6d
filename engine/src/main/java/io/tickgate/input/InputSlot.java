package io.tickgate.input;

import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A slot of the ring: room for one record in direct memory, with its sequence, epoch and checksum set. Written by its publisher
 * alone; handlers only read it, within the callback.
 */
public final class InputSlot {
    private final UnsafeBuffer buffer;

    InputSlot(ByteBuffer memory, int offset) {
        buffer = new UnsafeBuffer(memory, offset, RecordFlyweight.RECORD_LENGTH_MAX);
    }

    /** The record from byte 0 on. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Length of the record in bytes. */
    public int length() {
        return buffer.getInt(RecordFlyweight.LENGTH_OFFSET, RecordFlyweight.BYTE_ORDER);
    }

    /** Sequence of the record. */
    public long sequence() {
        return buffer.getLong(RecordFlyweight.SEQUENCE_OFFSET, RecordFlyweight.BYTE_ORDER);
    }
}
