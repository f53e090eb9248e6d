package io.tickgate.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC32C over a record from its kind to its end. Not thread safe: each thread has its own. CRC32C because processors compute it in
 * hardware (RFC 3720, appendix B.4 has test values).
 */
public final class RecordChecksum {
    private final CRC32C crc = new CRC32C();

    /**
     * Computes the checksum of a record.
     *
     * @param bytes that hold the record; position and limit are moved.
     * @param offset of the record's first byte.
     * @param length of the record in bytes, at least the header's.
     * @return the checksum.
     */
    public int of(ByteBuffer bytes, int offset, int length) {
        bytes.limit(offset + length).position(offset + RecordFlyweight.KIND_OFFSET);
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
