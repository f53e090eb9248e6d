package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: trade ids of a stream were lost.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 streamId, i32
 *     52 reserved, i32
 *     56 firstTradeId, i64
 *     64 lastTradeId, i64
 * </pre>
 */
public final class GapConfirmedFlyweight extends RecordFlyweight {
    private static final int RULES_VERSION_OFFSET = HEADER_LENGTH;
    private static final int ORDINAL_OFFSET = RULES_VERSION_OFFSET + Integer.BYTES;
    private static final int STREAM_ID_OFFSET = ORDINAL_OFFSET + Integer.BYTES;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int FIRST_TRADE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int LAST_TRADE_ID_OFFSET = FIRST_TRADE_ID_OFFSET + Long.BYTES;
    /** Length of the fixed part in bytes. */
    public static final int LENGTH = LAST_TRADE_ID_OFFSET + Long.BYTES;

    @Override
    public GapConfirmedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public GapConfirmedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the decision.
     *
     * @param cause header of the input record that caused it: epoch and sequence are taken over.
     * @param marketTimeEpochNs market time at which it was made.
     * @param rulesVersion of the rules that made it.
     * @param ordinal among the decisions of the same input, from 0 on.
     * @return this.
     */
    public GapConfirmedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.GAP_CONFIRMED, LENGTH, marketTimeEpochNs);
        epoch(cause.epoch());
        sequence(cause.sequence());
        buffer.putInt(RULES_VERSION_OFFSET, rulesVersion, BYTE_ORDER);
        buffer.putInt(ORDINAL_OFFSET, ordinal, BYTE_ORDER);
        return this;
    }

    public int rulesVersion() {
        return buffer.getInt(RULES_VERSION_OFFSET, BYTE_ORDER);
    }

    public int ordinal() {
        return buffer.getInt(ORDINAL_OFFSET, BYTE_ORDER);
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public GapConfirmedFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** First id that is missing. */
    public long firstTradeId() {
        return buffer.getLong(FIRST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public GapConfirmedFlyweight firstTradeId(long firstTradeId) {
        buffer.putLong(FIRST_TRADE_ID_OFFSET, firstTradeId, BYTE_ORDER);
        return this;
    }

    /** Last id that is missing; {@link RecordFlyweight#ABSENT} when the venue began to count anew. */
    public long lastTradeId() {
        return buffer.getLong(LAST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public GapConfirmedFlyweight lastTradeId(long lastTradeId) {
        buffer.putLong(LAST_TRADE_ID_OFFSET, lastTradeId, BYTE_ORDER);
        return this;
    }
}
