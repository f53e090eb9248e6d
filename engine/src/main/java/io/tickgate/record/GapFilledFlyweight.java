package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: ids of a confirmed gap are covered now, by back-fill or by a late trade.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *    48 streamId, i32
 *    52 reserved, i32
 *    56 firstTradeId, i64
 *    64 lastTradeId, i64
 * </pre>
 */
public final class GapFilledFlyweight extends DecisionFlyweight {
    private static final int STREAM_ID_OFFSET = BODY_OFFSET;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int FIRST_TRADE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int LAST_TRADE_ID_OFFSET = FIRST_TRADE_ID_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = LAST_TRADE_ID_OFFSET + Long.BYTES;

    @Override
    public GapFilledFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public GapFilledFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public GapFilledFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.GAP_FILLED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public GapFilledFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** First id that is covered now. */
    public long firstTradeId() {
        return buffer.getLong(FIRST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public GapFilledFlyweight firstTradeId(long firstTradeId) {
        buffer.putLong(FIRST_TRADE_ID_OFFSET, firstTradeId, BYTE_ORDER);
        return this;
    }

    /** Last id that is covered now. */
    public long lastTradeId() {
        return buffer.getLong(LAST_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public GapFilledFlyweight lastTradeId(long lastTradeId) {
        buffer.putLong(LAST_TRADE_ID_OFFSET, lastTradeId, BYTE_ORDER);
        return this;
    }
}
