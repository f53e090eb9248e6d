package io.tickgate.config;

/**
 * One element of {@code markets}, completed by {@code market-defaults}; becomes a definition record
 * ({@link io.tickgate.record.MarketFlyweight}), which explains the fields.
 *
 * @param name unique.
 * @param instrument symbol of a configured instrument.
 * @param venue whose trades settle; the instrument has a symbol there.
 * @param touch what touches.
 * @param bounds which edges belong to band and window.
 * @param leadNs least time between bet and window.
 * @param windowMinNs shortest window.
 * @param windowMaxNs longest window.
 * @param aheadMaxNs furthest end of a window.
 * @param bandMinE8 narrowest band.
 * @param bandMaxE8 widest band.
 * @param stakeMinMinor smallest stake.
 * @param stakeMaxMinor largest stake.
 * @param exposureMaxMinor largest sum of open stakes.
 * @param openBetsMax most open bets.
 * @param touchNotionalMinE8 least price × size of a trade that can touch.
 * @param graceNs after the window, before silence may be proven.
 * @param deadlineNs after the window, at which an undecided bet is void.
 * @param quoteAgeMaxNs oldest quoted price, 0 for unchecked.
 * @param quoteMoveMaxE8 largest move since the quoted price, 0 for unchecked.
 */
public record MarketConfig(
        String name,
        String instrument,
        Venue venue,
        MarketTouch touch,
        MarketBounds bounds,
        long leadNs,
        long windowMinNs,
        long windowMaxNs,
        long aheadMaxNs,
        long bandMinE8,
        long bandMaxE8,
        long stakeMinMinor,
        long stakeMaxMinor,
        long exposureMaxMinor,
        long openBetsMax,
        long touchNotionalMinE8,
        long graceNs,
        long deadlineNs,
        long quoteAgeMaxNs,
        long quoteMoveMaxE8) {}
