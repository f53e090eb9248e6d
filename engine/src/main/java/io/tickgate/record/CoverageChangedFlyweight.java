package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Output that is not recorded, for people: a stream's coverage opened or closed, or the number of its missing trades is another one.
 *
 * <pre>
 *    40 streamId, i32
 *    44 continuous, i32 (0 or 1)
 *    48 headTradeId, i64
 *    56 missingTrades, i64
 * </pre>
 */
public final class CoverageChangedFlyweight extends RecordFlyweight {
    private static final int STREAM_ID_OFFSET = HEADER_LENGTH;
    private static final int CONTINUOUS_OFFSET = STREAM_ID_OFFSET + Integer.BYTES;
    private static final int HEAD_TRADE_ID_OFFSET = CONTINUOUS_OFFSET + Integer.BYTES;
    private static final int MISSING_TRADES_OFFSET = HEAD_TRADE_ID_OFFSET + Long.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = MISSING_TRADES_OFFSET + Long.BYTES;

    @Override
    public CoverageChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public CoverageChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the message.
     *
     * @param marketTimeEpochNs market time.
     * @return this.
     */
    public CoverageChangedFlyweight begin(long marketTimeEpochNs) {
        begin(RecordKind.COVERAGE_CHANGED, LENGTH, marketTimeEpochNs);
        return this;
    }

    public int streamId() {
        return buffer.getInt(STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public CoverageChangedFlyweight streamId(int streamId) {
        buffer.putInt(STREAM_ID_OFFSET, streamId, BYTE_ORDER);
        return this;
    }

    /** Whether no trade can be missed now without a sign. */
    public boolean isContinuous() {
        return buffer.getInt(CONTINUOUS_OFFSET, BYTE_ORDER) != 0;
    }

    public CoverageChangedFlyweight continuous(boolean isContinuous) {
        buffer.putInt(CONTINUOUS_OFFSET, isContinuous ? 1 : 0, BYTE_ORDER);
        return this;
    }

    /** Newest covered trade id; {@link RecordFlyweight#ABSENT} before the first. */
    public long headTradeId() {
        return buffer.getLong(HEAD_TRADE_ID_OFFSET, BYTE_ORDER);
    }

    public CoverageChangedFlyweight headTradeId(long headTradeId) {
        buffer.putLong(HEAD_TRADE_ID_OFFSET, headTradeId, BYTE_ORDER);
        return this;
    }

    /** Ids of confirmed gaps that have not come since the first record. */
    public long missingTrades() {
        return buffer.getLong(MISSING_TRADES_OFFSET, BYTE_ORDER);
    }

    public CoverageChangedFlyweight missingTrades(long missingTrades) {
        buffer.putLong(MISSING_TRADES_OFFSET, missingTrades, BYTE_ORDER);
        return this;
    }
}
