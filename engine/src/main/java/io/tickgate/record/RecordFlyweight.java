package io.tickgate.record;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The header that every record has, from the first version on. Little endian:
 *
 * <pre>
 *    0               4               8       10      12              16
 *   +---------------+---------------+-------+-------+---------------+
 *   | length, bytes | CRC32C        | kind  |layout | flags         |
 *   +---------------+---------------+-------+-------+---------------+
 *   | epoch                         | sequence                      |
 *   +-------------------------------+-------------------------------+ 32
 *   | engine time, ns since 1970    | body ...
 *   +-------------------------------+
 * </pre>
 *
 * <p>Length counts header and body. The checksum covers bytes 8 to length; the length itself is checked against the length of
 * the queue's document. In a decision record the sequence is that of the input record that caused it.
 *
 * <p>A flyweight: valid while the wrapped buffer is, owned by the thread that wrapped it. Subclasses add the body.
 */
public class RecordFlyweight {
    /** Little endian on every machine. */
    public static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

    /** Offset of the record's length. */
    public static final int LENGTH_OFFSET = 0;
    /** Offset of the checksum. */
    public static final int CRC_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    /** Offset of the kind, the first byte that the checksum covers. */
    public static final int KIND_OFFSET = CRC_OFFSET + Integer.BYTES;
    /** Offset of the layout version. */
    public static final int LAYOUT_VERSION_OFFSET = KIND_OFFSET + Short.BYTES;
    /** Offset of the flags. */
    public static final int FLAGS_OFFSET = LAYOUT_VERSION_OFFSET + Short.BYTES;
    /** Offset of the epoch. */
    public static final int EPOCH_OFFSET = FLAGS_OFFSET + Integer.BYTES;
    /** Offset of the sequence. */
    public static final int SEQUENCE_OFFSET = EPOCH_OFFSET + Long.BYTES;
    /** Offset of the engine time. */
    public static final int ENGINE_TIME_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
    /** Length of the header in bytes. */
    public static final int HEADER_LENGTH = ENGINE_TIME_OFFSET + Long.BYTES;

    /**
     * Longest input record: a bet with tenant, user and key of 64 bytes each and 1 KiB of terms (128 + 192 + 1,024 bytes).
     * Also the size of a ring slot.
     */
    public static final int RECORD_LENGTH_MAX = 1_344;

    /** Longest decision record: an accepted bet carries its whole command and the reference trade. */
    public static final int DECISION_LENGTH_MAX = 1_472;

    /** "This time, id or number is not known", where the layout has no other way to say so. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** The wrapped buffer. Wraps {@link #EMPTY} before the first use. */
    protected final UnsafeBuffer buffer = new UnsafeBuffer(EMPTY);

    private static final byte[] EMPTY = new byte[0];

    /**
     * Looks at a record.
     *
     * @param source buffer that holds it, at least as long as the record.
     * @param offset of the record's first byte.
     * @param length of the record in bytes.
     * @return this.
     */
    public RecordFlyweight wrap(DirectBuffer source, int offset, int length) {
        buffer.wrap(source, offset, length);
        return this;
    }

    /**
     * Looks at a place to write a record to.
     *
     * @param target buffer with room for the longest record of this kind.
     * @return this.
     */
    public RecordFlyweight wrap(MutableDirectBuffer target) {
        buffer.wrap(target);
        return this;
    }

    /** Buffer that is looked at; its first byte is the record's first byte. */
    public final DirectBuffer buffer() {
        return buffer;
    }

    /**
     * Starts a record: kind, layout version, no flags, zero epoch, sequence and checksum (the ring's publisher sets them).
     *
     * @param kind of the record.
     * @param lengthBytes of header and fixed body.
     * @param engineTimeEpochNs engine time of what it tells.
     */
    protected final void begin(RecordKind kind, int lengthBytes, long engineTimeEpochNs) {
        buffer.putInt(LENGTH_OFFSET, lengthBytes, BYTE_ORDER);
        buffer.putInt(CRC_OFFSET, 0, BYTE_ORDER);
        buffer.putShort(KIND_OFFSET, (short) kind.code(), BYTE_ORDER);
        buffer.putShort(LAYOUT_VERSION_OFFSET, (short) kind.layoutVersion(), BYTE_ORDER);
        buffer.putInt(FLAGS_OFFSET, 0, BYTE_ORDER);
        buffer.putLong(EPOCH_OFFSET, 0, BYTE_ORDER);
        buffer.putLong(SEQUENCE_OFFSET, 0, BYTE_ORDER);
        buffer.putLong(ENGINE_TIME_OFFSET, engineTimeEpochNs, BYTE_ORDER);
    }

    public final int length() {
        return buffer.getInt(LENGTH_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight length(int lengthBytes) {
        buffer.putInt(LENGTH_OFFSET, lengthBytes, BYTE_ORDER);
        return this;
    }

    public final int crc32c() {
        return buffer.getInt(CRC_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight crc32c(int value) {
        buffer.putInt(CRC_OFFSET, value, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link RecordKind}. */
    public final int kindCode() {
        return buffer.getShort(KIND_OFFSET, BYTE_ORDER) & 0xFFFF;
    }

    public final int layoutVersion() {
        return buffer.getShort(LAYOUT_VERSION_OFFSET, BYTE_ORDER) & 0xFFFF;
    }

    /** Bits of {@link RecordFlags}. */
    public final int flags() {
        return buffer.getInt(FLAGS_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight flags(int flags) {
        buffer.putInt(FLAGS_OFFSET, flags, BYTE_ORDER);
        return this;
    }

    public final long epoch() {
        return buffer.getLong(EPOCH_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight epoch(long epoch) {
        buffer.putLong(EPOCH_OFFSET, epoch, BYTE_ORDER);
        return this;
    }

    public final long sequence() {
        return buffer.getLong(SEQUENCE_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight sequence(long sequence) {
        buffer.putLong(SEQUENCE_OFFSET, sequence, BYTE_ORDER);
        return this;
    }

    /** Engine time in ns since 1970: a tick's receive time, a clock event's time, the moment a command was sent. */
    public final long engineTimeEpochNs() {
        return buffer.getLong(ENGINE_TIME_OFFSET, BYTE_ORDER);
    }

    public final RecordFlyweight engineTimeEpochNs(long engineTimeEpochNs) {
        buffer.putLong(ENGINE_TIME_OFFSET, engineTimeEpochNs, BYTE_ORDER);
        return this;
    }

    /** Appends a length-prefixed ASCII or UTF-8 text at the end of the record and moves the end. */
    protected final void appendText(int lengthOffset, byte[] text, int textLength) {
        int end = length();
        buffer.putInt(lengthOffset, textLength, BYTE_ORDER);
        buffer.putBytes(end, text, 0, textLength);
        length(end + textLength);
    }
}
