package io.tickgate.feed.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a venue offers over REST.
 *
 * @param trades past ones, null when it offers none.
 * @param prices present ones.
 * @param headers sent with each request, a key among them perhaps.
 */
record VenueRest(@Nullable TradeHistory trades, PriceTable prices, Map<String, String> headers) {
    /** Names nothing: a header may be a key. */
    @Override
    public String toString() {
        return "VenueRest";
    }
}
