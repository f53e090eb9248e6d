package io.tickgate.feed.rest;

import java.util.Map;

/**
 * CoinCap over REST, version 3: prices only, with a key. The key goes in a header, never in the URL, since URLs come into logs.
 *
 * @see <a href="https://pro.coincap.io/api-docs">the venue's page; form taken from public clients, read 2026-11</a>
 */
final class CoinCapRest {
    private CoinCapRest() {}

    static VenueRest of(String key) {
        return new VenueRest(
                null, CoinCapPriceRound::new, key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key));
    }
}
