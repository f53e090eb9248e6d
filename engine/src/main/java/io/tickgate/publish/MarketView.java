package io.tickgate.publish;

import io.tickgate.record.MarketFlyweight;

/**
 * A market and its rule as clients may see it. Immutable. Times in ns, prices × 10^8, stakes in minor units.
 *
 * @param id never reused.
 * @param version of the rule.
 * @param name as bets name it.
 * @param instrumentId of its instrument.
 * @param settlementStreamId of the one stream that decides.
 * @param touchKind of {@link io.tickgate.record.MarketFlyweight}.
 * @param bounds of {@link io.tickgate.record.MarketFlyweight}.
 * @param leadNs least time between betting and the window's start.
 * @param windowMinNs shortest window.
 * @param windowMaxNs longest window.
 * @param aheadMaxNs furthest end of a window from market time.
 * @param bandMinE8 narrowest band.
 * @param bandMaxE8 widest band.
 * @param stakeMinMinor smallest stake.
 * @param stakeMaxMinor largest stake.
 * @param deadlineNs time after the window's end at which an undecided bet becomes void.
 */
public record MarketView(
        int id,
        int version,
        String name,
        int instrumentId,
        int settlementStreamId,
        int touchKind,
        int bounds,
        long leadNs,
        long windowMinNs,
        long windowMaxNs,
        long aheadMaxNs,
        long bandMinE8,
        long bandMaxE8,
        long stakeMinMinor,
        long stakeMaxMinor,
        long deadlineNs) {

    /** The last time that belongs to a window which ends there. */
    public long lastEpochNs(long toEpochNs) {
        return bounds == MarketFlyweight.BOUNDS_HALF_OPEN ? toEpochNs - 1 : toEpochNs;
    }
}
