package io.tickgate.touch;

import io.tickgate.record.RecordFlyweight;

/**
 * What touches. Bands and windows are closed ranges of whole numbers here ({@link TouchRule#last} makes them so).
 *
 * <p>A price that was rounded to eight decimals lies within half a unit of what is recorded: it touches only where that cannot
 * matter, strictly inside. A trade of which that does not hold proves nothing, and keeps its window from being missed
 * ({@link StreamCoverage}).
 */
public final class Touch {
    private static final long E8 = 100_000_000L;

    private Touch() {}

    /**
     * Whether a trade touches by its price alone.
     *
     * @param priceE8 of the trade.
     * @param isRounded whether its price is not exact.
     * @param minE8 least price of the band.
     * @param lastE8 greatest price of the band.
     */
    public static boolean isInside(long priceE8, boolean isRounded, long minE8, long lastE8) {
        return isRounded ? priceE8 > minE8 && priceE8 < lastE8 : priceE8 >= minE8 && priceE8 <= lastE8;
    }

    /**
     * Whether two trades lie on opposite sides. That their ids are neighbours and both lie in the window is the caller's to know. Holds
     * for rounded prices as well: outside by a whole unit is outside.
     */
    public static boolean isCrossed(long onePriceE8, long otherPriceE8, long minE8, long lastE8) {
        return Math.min(onePriceE8, otherPriceE8) < minE8 && Math.max(onePriceE8, otherPriceE8) > lastE8;
    }

    /** Whether a trade time lies in the window. */
    public static boolean isWithin(long tradeTimeEpochNs, long fromEpochNs, long lastEpochNs) {
        return tradeTimeEpochNs >= fromEpochNs && tradeTimeEpochNs <= lastEpochNs;
    }

    /**
     * Whether price × size reaches the least notional, exactly.
     *
     * @param priceE8 above zero.
     * @param sizeE8 zero or above.
     * @param notionalMinE8 zero or above.
     */
    public static boolean reachesNotional(long priceE8, long sizeE8, long notionalMinE8) {
        if (notionalMinE8 == 0) {
            return true;
        }
        long high = Math.multiplyHigh(priceE8, sizeE8);
        long low = priceE8 * sizeE8;
        long wantedHigh = Math.multiplyHigh(notionalMinE8, E8);
        long wantedLow = notionalMinE8 * E8;
        return high != wantedHigh ? high > wantedHigh : Long.compareUnsigned(low, wantedLow) >= 0;
    }

    /**
     * Whether a trade surely reaches the least notional: an aggregate does not, as none of its trades' sizes is known, and a rounded one
     * only where the rounding cannot matter.
     *
     * @param priceE8 above zero.
     * @param sizeE8 zero or above.
     * @param isRounded whether price or size is not exact.
     * @param isAggregate whether it stands for several trades.
     * @param notionalMinE8 zero or above.
     */
    public static boolean isLargeEnough(
            long priceE8, long sizeE8, boolean isRounded, boolean isAggregate, long notionalMinE8) {
        if (notionalMinE8 == 0) {
            return true;
        }
        long less = isRounded ? 1 : 0;
        return !isAggregate && reachesNotional(Math.max(0, priceE8 - less), Math.max(0, sizeE8 - less), notionalMinE8);
    }

    /**
     * Whether missing ids may belong to trades of the window. A venue's trade times never go back as its ids count up, so a missing
     * trade lies between its neighbours' times, both included: at the very time of the neighbour before the window's end it may still be in it.
     *
     * @param timeBeforeEpochNs trade time of the covered id below, {@link RecordFlyweight#ABSENT} when it is not known.
     * @param timeAfterEpochNs trade time of the covered id above, {@link RecordFlyweight#ABSENT} when it is not known.
     * @param fromEpochNs first time of the window.
     * @param lastEpochNs last time of the window.
     */
    public static boolean mayBelong(long timeBeforeEpochNs, long timeAfterEpochNs, long fromEpochNs, long lastEpochNs) {
        boolean isOverBefore = timeAfterEpochNs != RecordFlyweight.ABSENT && timeAfterEpochNs < fromEpochNs;
        boolean isBehind = timeBeforeEpochNs != RecordFlyweight.ABSENT && timeBeforeEpochNs > lastEpochNs;
        return !isOverBefore && !isBehind;
    }

    /**
     * Whether the window is proven to be over.
     *
     * @param lastEpochNs last time of the window.
     * @param graceNs of the rule.
     * @param tradedEpochNs greatest trade time of a covered trade whose time the venue can be believed, or {@code ABSENT}.
     * @param silentEpochNs greatest time at which the venue said that the newest covered id is its newest, or {@code ABSENT}.
     */
    public static boolean isOver(long lastEpochNs, long graceNs, long tradedEpochNs, long silentEpochNs) {
        boolean isTradedBeyond = tradedEpochNs != RecordFlyweight.ABSENT && tradedEpochNs > lastEpochNs;
        boolean isSilentBeyond = silentEpochNs != RecordFlyweight.ABSENT && silentEpochNs - graceNs >= lastEpochNs;
        return isTradedBeyond || isSilentBeyond;
    }
}
