package io.tickgate.snapshot;

import io.tickgate.record.StateHashedFlyweight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a snapshot says of itself, its first {@value #LENGTH} bytes, little endian.
 *
 * <pre>
 *      0 magic, i64            8 format version, i32   12 rules version, i32
 *     16 sequence, i64        24 epoch, i64            32 market time, i64
 *     40 position in the decisions, i64                48 state hash, bytes32
 * </pre>
 *
 * @param rulesVersion of the market that was saved.
 * @param sequence of the record after which it was.
 * @param epoch of that record.
 * @param marketTimeEpochNs after it.
 * @param decisionsPosition where in the decisions the state hash after that record stands.
 * @param stateHash what it says.
 */
@SuppressWarnings("ArrayRecordComponent")
public record SnapshotHeader(
        int rulesVersion, long sequence, long epoch, long marketTimeEpochNs, long decisionsPosition, byte[] stateHash) {
    /** Version of the file's format that this build reads and writes. 1 held no contradictions in its content. */
    public static final int FORMAT_VERSION = 2;

    /** Bytes of the header. */
    static final int LENGTH = 80;

    /** "tickgate", read as a number. */
    private static final long MAGIC = 0x6574_6167_6B63_6974L;

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(FORMAT_VERSION).putInt(rulesVersion);
        bytes.putLong(sequence).putLong(epoch).putLong(marketTimeEpochNs).putLong(decisionsPosition);
        return bytes.put(stateHash).array();
    }

    static SnapshotHeader decode(byte[] header) throws UnusableSnapshotException {
        ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getLong() != MAGIC) {
            throw new UnusableSnapshotException("it does not begin as a snapshot does");
        }
        int formatVersion = bytes.getInt();
        if (formatVersion != FORMAT_VERSION) {
            throw new UnusableSnapshotException(
                    "it has format version " + formatVersion + ", this build has " + FORMAT_VERSION);
        }
        int rulesVersion = bytes.getInt();
        long sequence = bytes.getLong();
        long epoch = bytes.getLong();
        long marketTimeEpochNs = bytes.getLong();
        long decisionsPosition = bytes.getLong();
        byte[] stateHash = new byte[StateHashedFlyweight.HASH_LENGTH];
        bytes.get(stateHash);
        return new SnapshotHeader(rulesVersion, sequence, epoch, marketTimeEpochNs, decisionsPosition, stateHash);
    }
}
