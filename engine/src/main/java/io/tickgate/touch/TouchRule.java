package io.tickgate.touch;

import io.tickgate.record.MarketFlyweight;

/**
 * The part of a market's rule that says what touches.
 *
 * @param kind {@link MarketFlyweight#TOUCH_INSIDE} or {@link MarketFlyweight#TOUCH_CROSSED}.
 * @param bounds {@link MarketFlyweight#BOUNDS_CLOSED} or {@link MarketFlyweight#BOUNDS_HALF_OPEN}.
 * @param notionalMinE8 least price × size of a trade that can touch; 0: every trade can.
 * @param graceNs time after the window before a venue's own statement may prove that nothing more comes.
 */
public record TouchRule(int kind, int bounds, long notionalMinE8, long graceNs) {
    /** The part of a market's rule. */
    public static TouchRule of(MarketFlyweight rule) {
        return new TouchRule(rule.touchKind(), rule.bounds(), rule.touchNotionalMinE8(), rule.graceNs());
    }

    /** Whether two trades on opposite sides of the band touch it, too. */
    public boolean isCrossing() {
        return kind == MarketFlyweight.TOUCH_CROSSED;
    }

    /**
     * The greatest number that belongs to a band or window that ends here, so that everything behind this line deals with closed ranges
     * of whole numbers only.
     *
     * @param end upper bound in E8, or end in ns.
     * @return the end itself, or the number before it where the end does not belong.
     */
    public long last(long end) {
        return bounds == MarketFlyweight.BOUNDS_HALF_OPEN ? end - 1 : end;
    }

    /** The end of which a number is the {@link #last}. */
    public long end(long last) {
        return bounds == MarketFlyweight.BOUNDS_HALF_OPEN ? last + 1 : last;
    }
}
