package io.tickgate.simulation;

import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes records as the ring's publishers do. */
final class Encoder {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
    private final UnsafeBuffer scratch = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final RecordChecksum checksum = new RecordChecksum();

    /** A record without sequence, epoch and checksum. */
    byte[] encode(Consumer<MutableDirectBuffer> content) {
        content.accept(scratch);
        return copy();
    }

    /** The record as it stands in the ring. */
    byte[] sealed(byte[] record, long epoch, long sequence) {
        scratch.putBytes(0, record);
        header.epoch(epoch).sequence(sequence);
        return checked();
    }

    /** A decision as it is recorded: with its checksum. */
    byte[] sealed(UnsafeBuffer decision, int length) {
        scratch.putBytes(0, decision, 0, length);
        return checked();
    }

    /** The record with another content, and the checksum of that. */
    byte[] altered(byte[] record, Consumer<UnsafeBuffer> change) {
        scratch.putBytes(0, record);
        change.accept(scratch);
        return checked();
    }

    private byte[] checked() {
        header.crc32c(checksum.of(bytes, 0, header.length()));
        return copy();
    }

    private byte[] copy() {
        byte[] result = new byte[header.length()];
        scratch.getBytes(0, result);
        return result;
    }
}
