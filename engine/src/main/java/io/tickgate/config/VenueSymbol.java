package io.tickgate.config;

/**
 * A symbol at a venue.
 *
 * @param venue whose symbol it is.
 * @param symbol as the venue spells it in payloads: {@code BTCUSDT}, {@code BTC-USD}, {@code bitcoin}.
 */
public record VenueSymbol(Venue venue, String symbol) {}
