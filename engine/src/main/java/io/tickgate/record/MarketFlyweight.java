package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A market: what can be bet on, and the rule that holds for bets taken from this record's sequence on. A rule is immutable under
 * its version; a changed one comes with the next version.
 *
 * <pre>
 *    40 marketId, i32
 *    44 version, i32
 *    48 instrumentId, i32
 *    52 settlementStreamId, i32
 *    56 touchKind, i32
 *    60 bounds, i32
 *    64 retired, i32
 *    68 name length, i32
 *    72 leadNs, i64
 *    80 windowMinNs, i64
 *    88 windowMaxNs, i64
 *    96 aheadMaxNs, i64
 *   104 bandMinE8, i64
 *   112 bandMaxE8, i64
 *   120 stakeMinMinor, i64
 *   128 stakeMaxMinor, i64
 *   136 exposureMaxMinor, i64
 *   144 openBetsMax, i64
 *   152 touchNotionalMinE8, i64
 *   160 graceNs, i64
 *   168 deadlineNs, i64
 *   176 quoteAgeMaxNs, i64
 *   184 quoteMoveMaxE8, i64
 *   192 name, UTF-8
 * </pre>
 */
public final class MarketFlyweight extends RecordFlyweight {
    /** A trade with its price in the band touches. */
    public static final int TOUCH_INSIDE = 1;
    /** So do two trades with neighbouring ids on opposite sides of the band. */
    public static final int TOUCH_CROSSED = 2;
    /** Both bounds of the band and both ends of the window belong to it. */
    public static final int BOUNDS_CLOSED = 1;
    /** The upper bound and the end do not, for grids whose cells share an edge. */
    public static final int BOUNDS_HALF_OPEN = 2;

    private static final int MARKET_ID_OFFSET = HEADER_LENGTH;
    private static final int VERSION_OFFSET = MARKET_ID_OFFSET + Integer.BYTES;
    private static final int INSTRUMENT_ID_OFFSET = VERSION_OFFSET + Integer.BYTES;
    private static final int SETTLEMENT_STREAM_ID_OFFSET = INSTRUMENT_ID_OFFSET + Integer.BYTES;
    private static final int TOUCH_KIND_OFFSET = SETTLEMENT_STREAM_ID_OFFSET + Integer.BYTES;
    private static final int BOUNDS_OFFSET = TOUCH_KIND_OFFSET + Integer.BYTES;
    private static final int RETIRED_OFFSET = BOUNDS_OFFSET + Integer.BYTES;
    private static final int NAME_LENGTH_OFFSET = RETIRED_OFFSET + Integer.BYTES;
    private static final int LEAD_OFFSET = NAME_LENGTH_OFFSET + Integer.BYTES;
    private static final int WINDOW_MIN_OFFSET = LEAD_OFFSET + Long.BYTES;
    private static final int WINDOW_MAX_OFFSET = WINDOW_MIN_OFFSET + Long.BYTES;
    private static final int AHEAD_MAX_OFFSET = WINDOW_MAX_OFFSET + Long.BYTES;
    private static final int BAND_MIN_OFFSET = AHEAD_MAX_OFFSET + Long.BYTES;
    private static final int BAND_MAX_OFFSET = BAND_MIN_OFFSET + Long.BYTES;
    private static final int STAKE_MIN_OFFSET = BAND_MAX_OFFSET + Long.BYTES;
    private static final int STAKE_MAX_OFFSET = STAKE_MIN_OFFSET + Long.BYTES;
    private static final int EXPOSURE_MAX_OFFSET = STAKE_MAX_OFFSET + Long.BYTES;
    private static final int OPEN_BETS_MAX_OFFSET = EXPOSURE_MAX_OFFSET + Long.BYTES;
    private static final int TOUCH_NOTIONAL_MIN_OFFSET = OPEN_BETS_MAX_OFFSET + Long.BYTES;
    private static final int GRACE_OFFSET = TOUCH_NOTIONAL_MIN_OFFSET + Long.BYTES;
    private static final int DEADLINE_OFFSET = GRACE_OFFSET + Long.BYTES;
    private static final int QUOTE_AGE_MAX_OFFSET = DEADLINE_OFFSET + Long.BYTES;
    private static final int QUOTE_MOVE_MAX_OFFSET = QUOTE_AGE_MAX_OFFSET + Long.BYTES;
    private static final int NAME_OFFSET = QUOTE_MOVE_MAX_OFFSET + Long.BYTES;

    @Override
    public MarketFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public MarketFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Starts a definition: everything zero, bounds closed, touch inside. Set the fields after it; the name comes with it because
     * it ends the record.
     *
     * @param nowEpochNs engine time.
     * @param name at most 64 bytes.
     * @return this.
     */
    public MarketFlyweight begin(long nowEpochNs, String name) {
        begin(RecordKind.MARKET_DEFINED, NAME_OFFSET, nowEpochNs);
        buffer.setMemory(HEADER_LENGTH, NAME_OFFSET - HEADER_LENGTH, (byte) 0);
        touchKind(TOUCH_INSIDE);
        bounds(BOUNDS_CLOSED);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        appendText(NAME_LENGTH_OFFSET, text, text.length);
        return this;
    }

    /** Never reused, from 1 on. */
    public int marketId() {
        return buffer.getInt(MARKET_ID_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight marketId(int marketId) {
        buffer.putInt(MARKET_ID_OFFSET, marketId, BYTE_ORDER);
        return this;
    }

    /** Of the rule; an open bet keeps the one it was taken under. */
    public int version() {
        return buffer.getInt(VERSION_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight version(int version) {
        buffer.putInt(VERSION_OFFSET, version, BYTE_ORDER);
        return this;
    }

    public int instrumentId() {
        return buffer.getInt(INSTRUMENT_ID_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight instrumentId(int instrumentId) {
        buffer.putInt(INSTRUMENT_ID_OFFSET, instrumentId, BYTE_ORDER);
        return this;
    }

    /** The one stream whose trades decide. */
    public int settlementStreamId() {
        return buffer.getInt(SETTLEMENT_STREAM_ID_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight settlementStreamId(int settlementStreamId) {
        buffer.putInt(SETTLEMENT_STREAM_ID_OFFSET, settlementStreamId, BYTE_ORDER);
        return this;
    }

    /** {@link #TOUCH_INSIDE} or {@link #TOUCH_CROSSED}. */
    public int touchKind() {
        return buffer.getInt(TOUCH_KIND_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight touchKind(int touchKind) {
        buffer.putInt(TOUCH_KIND_OFFSET, touchKind, BYTE_ORDER);
        return this;
    }

    /** {@link #BOUNDS_CLOSED} or {@link #BOUNDS_HALF_OPEN}. */
    public int bounds() {
        return buffer.getInt(BOUNDS_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight bounds(int bounds) {
        buffer.putInt(BOUNDS_OFFSET, bounds, BYTE_ORDER);
        return this;
    }

    /** 0 or 1. */
    public int retired() {
        return buffer.getInt(RETIRED_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight retired(int retired) {
        buffer.putInt(RETIRED_OFFSET, retired, BYTE_ORDER);
        return this;
    }

    /** Least time between betting and the window's start. */
    public long leadNs() {
        return buffer.getLong(LEAD_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight leadNs(long leadNs) {
        buffer.putLong(LEAD_OFFSET, leadNs, BYTE_ORDER);
        return this;
    }

    /** Shortest window. */
    public long windowMinNs() {
        return buffer.getLong(WINDOW_MIN_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight windowMinNs(long windowMinNs) {
        buffer.putLong(WINDOW_MIN_OFFSET, windowMinNs, BYTE_ORDER);
        return this;
    }

    /** Longest window. */
    public long windowMaxNs() {
        return buffer.getLong(WINDOW_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight windowMaxNs(long windowMaxNs) {
        buffer.putLong(WINDOW_MAX_OFFSET, windowMaxNs, BYTE_ORDER);
        return this;
    }

    /** Furthest end of a window, counted from market time. */
    public long aheadMaxNs() {
        return buffer.getLong(AHEAD_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight aheadMaxNs(long aheadMaxNs) {
        buffer.putLong(AHEAD_MAX_OFFSET, aheadMaxNs, BYTE_ORDER);
        return this;
    }

    /** Narrowest band, max minus min. */
    public long bandMinE8() {
        return buffer.getLong(BAND_MIN_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight bandMinE8(long bandMinE8) {
        buffer.putLong(BAND_MIN_OFFSET, bandMinE8, BYTE_ORDER);
        return this;
    }

    /** Widest band. */
    public long bandMaxE8() {
        return buffer.getLong(BAND_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight bandMaxE8(long bandMaxE8) {
        buffer.putLong(BAND_MAX_OFFSET, bandMaxE8, BYTE_ORDER);
        return this;
    }

    /** Smallest stake, minor units. */
    public long stakeMinMinor() {
        return buffer.getLong(STAKE_MIN_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight stakeMinMinor(long stakeMinMinor) {
        buffer.putLong(STAKE_MIN_OFFSET, stakeMinMinor, BYTE_ORDER);
        return this;
    }

    /** Largest stake, minor units. */
    public long stakeMaxMinor() {
        return buffer.getLong(STAKE_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight stakeMaxMinor(long stakeMaxMinor) {
        buffer.putLong(STAKE_MAX_OFFSET, stakeMaxMinor, BYTE_ORDER);
        return this;
    }

    /** Largest sum of open stakes, minor units. */
    public long exposureMaxMinor() {
        return buffer.getLong(EXPOSURE_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight exposureMaxMinor(long exposureMaxMinor) {
        buffer.putLong(EXPOSURE_MAX_OFFSET, exposureMaxMinor, BYTE_ORDER);
        return this;
    }

    /** Most open bets. */
    public long openBetsMax() {
        return buffer.getLong(OPEN_BETS_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight openBetsMax(long openBetsMax) {
        buffer.putLong(OPEN_BETS_MAX_OFFSET, openBetsMax, BYTE_ORDER);
        return this;
    }

    /** Least price × size of a trade that can touch. */
    public long touchNotionalMinE8() {
        return buffer.getLong(TOUCH_NOTIONAL_MIN_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight touchNotionalMinE8(long touchNotionalMinE8) {
        buffer.putLong(TOUCH_NOTIONAL_MIN_OFFSET, touchNotionalMinE8, BYTE_ORDER);
        return this;
    }

    /** After the window, before silence may be proven. */
    public long graceNs() {
        return buffer.getLong(GRACE_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight graceNs(long graceNs) {
        buffer.putLong(GRACE_OFFSET, graceNs, BYTE_ORDER);
        return this;
    }

    /** After the window, at which an undecided bet is void. */
    public long deadlineNs() {
        return buffer.getLong(DEADLINE_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight deadlineNs(long deadlineNs) {
        buffer.putLong(DEADLINE_OFFSET, deadlineNs, BYTE_ORDER);
        return this;
    }

    /** Oldest quoted price that a bet may name; 0: not checked. */
    public long quoteAgeMaxNs() {
        return buffer.getLong(QUOTE_AGE_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight quoteAgeMaxNs(long quoteAgeMaxNs) {
        buffer.putLong(QUOTE_AGE_MAX_OFFSET, quoteAgeMaxNs, BYTE_ORDER);
        return this;
    }

    /** Largest move since the quoted price; 0: not checked. */
    public long quoteMoveMaxE8() {
        return buffer.getLong(QUOTE_MOVE_MAX_OFFSET, BYTE_ORDER);
    }

    public MarketFlyweight quoteMoveMaxE8(long quoteMoveMaxE8) {
        buffer.putLong(QUOTE_MOVE_MAX_OFFSET, quoteMoveMaxE8, BYTE_ORDER);
        return this;
    }

    public boolean isRetired() {
        return retired() != 0;
    }

    public String name() {
        return buffer.getStringWithoutLengthUtf8(NAME_OFFSET, buffer.getInt(NAME_LENGTH_OFFSET, BYTE_ORDER));
    }
}
