package io.tickgate.config;

/**
 * Section {@code venues.binance}.
 *
 * @param connection what all venues have.
 * @param timeUnit of the venue's times.
 * @param subscribeForm how streams are asked for.
 * @param isAllMarket whether all other symbols of the venue are shown too.
 * @param allMarketMax most instruments that come from that.
 */
public record BinanceConfig(
        VenueConfig connection,
        VenueTimeUnit timeUnit,
        SubscribeForm subscribeForm,
        boolean isAllMarket,
        int allMarketMax) {}
