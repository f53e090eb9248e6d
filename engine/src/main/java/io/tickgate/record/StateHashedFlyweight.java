package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: the state hash of the market after the record of the same sequence, without this decision.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 hash, bytes32
 * </pre>
 */
public final class StateHashedFlyweight extends DecisionFlyweight {
    /** Length of a SHA-256 hash in bytes. */
    public static final int HASH_LENGTH = 32;

    private static final int HASH_OFFSET = BODY_OFFSET;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = HASH_OFFSET + HASH_LENGTH;

    @Override
    public StateHashedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public StateHashedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the decision, everything zero; see {@link DecisionFlyweight} for the first four parameters.
     *
     * @param cause header of the input record that caused it.
     * @param marketTimeEpochNs market time at which it was made.
     * @param rulesVersion of the rules that made it.
     * @param ordinal among the decisions of the same input.
     * @return this.
     */
    public StateHashedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.STATE_HASHED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.setMemory(BODY_OFFSET, LENGTH - BODY_OFFSET, (byte) 0);
        return this;
    }

    /** SHA-256, in a new array. */
    public byte[] hash() {
        byte[] result = new byte[HASH_LENGTH];
        buffer.getBytes(HASH_OFFSET, result);
        return result;
    }

    public StateHashedFlyweight hash(byte[] hash) {
        buffer.putBytes(HASH_OFFSET, hash, 0, HASH_LENGTH);
        return this;
    }
}
