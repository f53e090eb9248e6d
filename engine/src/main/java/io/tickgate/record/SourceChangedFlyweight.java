package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decision: what is shown of an instrument comes from another stream, or another set of streams, than before.
 *
 * <pre>
 *     40 rules version, i32   44 ordinal, i32
 *     48 instrumentId, i32
 *     52 mode, i32
 *     56 fromStreamId, i32
 *     60 toStreamId, i32
 *     64 reasonCode, i32
 *     68 reserved, i32
 * </pre>
 *
 * <p>Stream 0 is the composite of several (best, index), or none. In these modes a stream that leaves is {@code from} and one that
 * comes in is {@code to}; both are 0 where the composite itself stops or goes on.
 */
public final class SourceChangedFlyweight extends DecisionFlyweight {
    private static final int INSTRUMENT_ID_OFFSET = BODY_OFFSET;
    private static final int MODE_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int FROM_STREAM_ID_OFFSET = MODE_OFFSET + Integer.BYTES;
    private static final int TO_STREAM_ID_OFFSET = FROM_STREAM_ID_OFFSET + Integer.BYTES;
    private static final int REASON_OFFSET = TO_STREAM_ID_OFFSET + Integer.BYTES;
    private static final int RESERVED_OFFSET = REASON_OFFSET + Integer.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = RESERVED_OFFSET + Integer.BYTES;

    @Override
    public SourceChangedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public SourceChangedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /** Starts the decision; see {@link DecisionFlyweight} for the parameters. */
    public SourceChangedFlyweight begin(RecordFlyweight cause, long marketTimeEpochNs, int rulesVersion, int ordinal) {
        begin(RecordKind.SOURCE_CHANGED, LENGTH, cause, marketTimeEpochNs, rulesVersion, ordinal);
        buffer.putInt(RESERVED_OFFSET, 0, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public SourceChangedFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** One of the modes of {@link SourceFlyweight}. */
    public int mode() {
        return buffer.getInt(MODE_OFFSET, BYTE_ORDER);
    }

    public SourceChangedFlyweight mode(int mode) {
        buffer.putInt(MODE_OFFSET, mode, BYTE_ORDER);
        return this;
    }

    /** 0: none, or the composite. */
    public int fromStreamId() {
        return buffer.getInt(FROM_STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public SourceChangedFlyweight fromStreamId(int fromStreamId) {
        buffer.putInt(FROM_STREAM_ID_OFFSET, fromStreamId, BYTE_ORDER);
        return this;
    }

    /** 0: none, or the composite. */
    public int toStreamId() {
        return buffer.getInt(TO_STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public SourceChangedFlyweight toStreamId(int toStreamId) {
        buffer.putInt(TO_STREAM_ID_OFFSET, toStreamId, BYTE_ORDER);
        return this;
    }

    /** Code of the {@link SourceReason}. */
    public int reasonCode() {
        return buffer.getInt(REASON_OFFSET, BYTE_ORDER);
    }

    public SourceChangedFlyweight reasonCode(int reasonCode) {
        buffer.putInt(REASON_OFFSET, reasonCode, BYTE_ORDER);
        return this;
    }
}
