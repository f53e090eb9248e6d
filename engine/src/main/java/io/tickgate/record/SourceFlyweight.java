package io.tickgate.record;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * How the price that is shown of an instrument is made from its streams, and the thresholds of that.
 *
 * <pre>
 *    40 instrumentId, i32
 *    44 mode, i32
 *    48 silenceNs, i64
 *    56 stableNs, i64
 *    64 deviationMaxE8, i64
 *    72 venuesMin, i32
 *    76 connectFailuresMax, i32
 * </pre>
 */
public final class SourceFlyweight extends RecordFlyweight {
    /** The first venue, by priority, that delivers. */
    public static final int FAILOVER = 1;
    /** Best bid and offer over fresh venues; the price is their middle. */
    public static final int BEST = 2;
    /** Median over fresh venues. */
    public static final int INDEX = 3;

    private static final int INSTRUMENT_ID_OFFSET = HEADER_LENGTH;
    private static final int MODE_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int SILENCE_NS_OFFSET = MODE_OFFSET + Integer.BYTES;
    private static final int STABLE_NS_OFFSET = SILENCE_NS_OFFSET + Long.BYTES;
    private static final int DEVIATION_MAX_OFFSET = STABLE_NS_OFFSET + Long.BYTES;
    private static final int VENUES_MIN_OFFSET = DEVIATION_MAX_OFFSET + Long.BYTES;
    private static final int CONNECT_FAILURES_MAX_OFFSET = VENUES_MIN_OFFSET + Integer.BYTES;
    /** Length of the whole record in bytes. */
    public static final int LENGTH = CONNECT_FAILURES_MAX_OFFSET + Integer.BYTES;

    @Override
    public SourceFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public SourceFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts the record.
     *
     * @param engineTimeEpochNs when its content was received, or when it was made.
     * @return this.
     */
    public SourceFlyweight begin(long engineTimeEpochNs) {
        begin(RecordKind.SOURCE_DEFINED, LENGTH, engineTimeEpochNs);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** One of the constants. */
    public int mode() {
        return buffer.getInt(MODE_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight mode(int mode) {
        buffer.putInt(MODE_OFFSET, mode, BYTE_ORDER);
        return this;
    }

    /** Without a tick for this long, the next venue is shown (failover). */
    public long silenceNs() {
        return buffer.getLong(SILENCE_NS_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight silenceNs(long silenceNs) {
        buffer.putLong(SILENCE_NS_OFFSET, silenceNs, BYTE_ORDER);
        return this;
    }

    /** How long a venue of higher priority must have been fresh without a break before it is shown again (failover). */
    public long stableNs() {
        return buffer.getLong(STABLE_NS_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight stableNs(long stableNs) {
        buffer.putLong(STABLE_NS_OFFSET, stableNs, BYTE_ORDER);
        return this;
    }

    /** Deviation from the median, × 10^8 (0.01 is 1,000,000), beyond which a venue is out; back below half of it (index). */
    public long deviationMaxE8() {
        return buffer.getLong(DEVIATION_MAX_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight deviationMaxE8(long deviationMaxE8) {
        buffer.putLong(DEVIATION_MAX_OFFSET, deviationMaxE8, BYTE_ORDER);
        return this;
    }

    /** Fewer fresh venues give no price (best, index); from 1 on. */
    public int venuesMin() {
        return buffer.getInt(VENUES_MIN_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight venuesMin(int venuesMin) {
        buffer.putInt(VENUES_MIN_OFFSET, venuesMin, BYTE_ORDER);
        return this;
    }

    /** After so many failed connects in a row the next venue is shown (failover). */
    public int connectFailuresMax() {
        return buffer.getInt(CONNECT_FAILURES_MAX_OFFSET, BYTE_ORDER);
    }

    public SourceFlyweight connectFailuresMax(int connectFailuresMax) {
        buffer.putInt(CONNECT_FAILURES_MAX_OFFSET, connectFailuresMax, BYTE_ORDER);
        return this;
    }
}
