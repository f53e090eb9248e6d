package io.tickgate.feed.rest;

/**
 * A stream of a venue, as it is asked for over REST.
 *
 * @param streamId from its definition.
 * @param venueSymbol as the venue spells it: {@code BTCUSDT}, {@code BTC-USD}, {@code bitcoin}.
 * @param isSettling whether a market hangs on it: its newest trade id is asked for while its coverage is open.
 */
public record RestStream(int streamId, String venueSymbol, boolean isSettling) {}
