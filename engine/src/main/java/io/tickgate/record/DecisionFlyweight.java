package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What every decision has after the header: {@code 40 rules version, i32   44 ordinal, i32}. Epoch and sequence are those of the input
 * record that caused it; the engine time is the market time at which it was made.
 */
public abstract class DecisionFlyweight extends RecordFlyweight {
    private static final int RULES_VERSION_OFFSET = HEADER_LENGTH;
    private static final int ORDINAL_OFFSET = RULES_VERSION_OFFSET + Integer.BYTES;
    /** Offset of the body that a kind of decision adds. */
    protected static final int BODY_OFFSET = ORDINAL_OFFSET + Integer.BYTES;

    @Override
    public DecisionFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public DecisionFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts a decision.
     *
     * @param kind of the decision.
     * @param lengthBytes of header and fixed body.
     * @param cause header of the input record that caused it.
     * @param marketTimeEpochNs market time at which it was made.
     * @param rulesVersion of the rules that made it.
     * @param ordinal among the decisions of the same input, from 0 on.
     */
    protected final void begin(
            RecordKind kind,
            int lengthBytes,
            RecordFlyweight cause,
            long marketTimeEpochNs,
            int rulesVersion,
            int ordinal) {
        begin(kind, lengthBytes, marketTimeEpochNs);
        epoch(cause.epoch());
        sequence(cause.sequence());
        buffer.putInt(RULES_VERSION_OFFSET, rulesVersion, BYTE_ORDER);
        buffer.putInt(ORDINAL_OFFSET, ordinal, BYTE_ORDER);
    }

    public final int rulesVersion() {
        return buffer.getInt(RULES_VERSION_OFFSET, BYTE_ORDER);
    }

    public final int ordinal() {
        return buffer.getInt(ORDINAL_OFFSET, BYTE_ORDER);
    }
}
