package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: trade ids of a stream were lost. Back-fill may still bring them.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *    48 streamId, i32
 *    52 reserved, i32
 *    56 firstTradeId, i64
 *    64 lastTradeId, i64
 *    72 timeBeforeEpochNs, i64
 *    80 timeAfterEpochNs, i64
 * </pre>
 */
public final class GapConfirmedFlyweight extends DecisionFlyweight {
    private static final int STREAM_ID_OFFSET = BODY_OFFSET;
    private static final int RESERVED_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int FIRST_TRADE_ID_OFFSET = RESERVED_OFFSET + Integer.BYTES;
    private static final int LAST_TRADE_ID_OFFSET = FIRST_TRADE_ID_OFFSET + Long.BYTES;
    private static final int TIME_BEFORE_OFFSET = LAST_TRADE_ID_OFFSET + Long.BYTES;
    private static final int TIME_AFTER_OFFSET = TIME_BEFORE_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = TIME_AFTER_OFFSET + Long.BYTES;

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

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public GapConfirmedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.GAP_CONFIRMED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
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

    /** Trade time of the id before the gap; {@link RecordFlyweight#ABSENT} when it is not known. */
    public long timeBeforeEpochNs() {
        return buffer.getLong(TIME_BEFORE_OFFSET, BYTE_ORDER);
    }

    public GapConfirmedFlyweight timeBeforeEpochNs(long timeBeforeEpochNs) {
        buffer.putLong(TIME_BEFORE_OFFSET, timeBeforeEpochNs, BYTE_ORDER);
        return this;
    }

    /** Trade time of the id after the gap; {@link RecordFlyweight#ABSENT} when it is not known (yet). */
    public long timeAfterEpochNs() {
        return buffer.getLong(TIME_AFTER_OFFSET, BYTE_ORDER);
    }

    public GapConfirmedFlyweight timeAfterEpochNs(long timeAfterEpochNs) {
        buffer.putLong(TIME_AFTER_OFFSET, timeAfterEpochNs, BYTE_ORDER);
        return this;
    }
}
