package io.tickgate.feed.rest;

import java.net.URI;

/**
 * How a venue is asked over REST.
 *
 * @param venue name in the configuration.
 * @param url base, {@code http} or {@code https}, with or without a path.
 * @param requestTimeoutNs for a whole exchange, from the sending to the last byte.
 * @param weightMax that this process uses within a window, at least 25: the heaviest request.
 * @param weightWindowNs length of the window.
 * @param venueWeightMax that the venue grants the address a minute and tells the use of; 0 when it tells nothing.
 * @param isMicrosecond whether times are asked for in µs (Binance).
 * @param hasHistoricalTrades whether the host offers single trades by id (Binance; not {@code data-api.binance.vision}).
 * @param key sent with each request, empty for none (CoinCap).
 */
public record VenueRestSettings(
        String venue,
        URI url,
        long requestTimeoutNs,
        int weightMax,
        long weightWindowNs,
        int venueWeightMax,
        boolean isMicrosecond,
        boolean hasHistoricalTrades,
        String key) {
    /** Of the heaviest request, Binance {@code historicalTrades}. */
    public static final int WEIGHT_MAX_MIN = 25;

    /** Checks what would otherwise never be noticed: a budget that no request fits into. */
    public VenueRestSettings {
        if (weightMax < 1 || weightWindowNs < 1 || (hasHistoricalTrades && weightMax < WEIGHT_MAX_MIN)) {
            throw new IllegalArgumentException("No request fits into a budget of " + weightMax);
        }
    }

    /** Names all but the key. */
    @Override
    public String toString() {
        return venue + " at " + url.getHost();
    }
}
