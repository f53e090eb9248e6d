package io.tickgate.feed.rest;

import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prices of Binance: best bid and ask of all symbols, then the price of the last trade, in two requests. Neither tells a time. A symbol is
 * published with the second answer, so that its price is always that of a trade.
 */
final class BinancePriceRound implements PriceTable.Round {
    /** The venue takes at most 100 symbols by name; beyond it, all of them cost the same and are 0.3 MB. */
    static final int NAMES_MAX = 100;
    /** Of several symbols or all (rest-api.md, read 2026-07-21); a single one is asked for as a list of one. */
    static final int WEIGHT = 4;
    /** The venue lists some 3,500. */
    private static final int ROWS_MAX = 20_000;

    private final Map<String, RestStream> streams = new HashMap<>();
    private final Map<String, Map<String, String>> quotes = new HashMap<>();
    private boolean isByName;
    private boolean hasQuotes;
    private boolean isOver;

    BinancePriceRound(List<RestStream> wanted) {
        wanted.forEach(stream -> streams.put(stream.venueSymbol(), stream));
        isByName = streams.size() <= NAMES_MAX;
        isOver = streams.isEmpty();
    }

    @Override
    public @Nullable RestRequest next() {
        if (isOver) {
            return null;
        }
        String path = hasQuotes ? "/api/v3/ticker/price" : "/api/v3/ticker/bookTicker";
        return new RestRequest(isByName ? path + "?symbols=" + names() : path, WEIGHT);
    }

    private String names() {
        String list = streams.keySet().stream()
                .sorted()
                .map(symbol -> "\"" + symbol + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return UrlText.encode(list);
    }

    @Override
    public List<PolledPrice> onAnswer(byte[] body) throws RestContentException {
        List<Map<String, String>> rows = RestContent.of(body, ROWS_MAX).rows();
        if (!hasQuotes) {
            rows.stream().filter(this::isWanted).forEach(row -> quotes.put(row.getOrDefault("symbol", ""), row));
            hasQuotes = true;
            return List.of();
        }
        isOver = true;
        return prices(rows);
    }

    private boolean isWanted(Map<String, String> row) {
        return streams.containsKey(row.getOrDefault("symbol", ""));
    }

    private List<PolledPrice> prices(List<Map<String, String>> rows) {
        List<PolledPrice> prices = new ArrayList<>();
        for (Map<String, String> row : rows) {
            String symbol = row.getOrDefault("symbol", "");
            // Taken out: a symbol that comes twice has no second price.
            RestStream stream = streams.remove(symbol);
            if (stream == null) {
                continue;
            }
            Map<String, String> quote = quotes.getOrDefault(symbol, Map.of());
            PolledPrice price = PolledPrice.of(
                    stream,
                    row.getOrDefault("price", ""),
                    quote.getOrDefault("bidPrice", ""),
                    quote.getOrDefault("askPrice", ""),
                    RecordFlyweight.ABSENT);
            if (price != null) {
                prices.add(price);
            }
        }
        return prices;
    }

    /** One symbol that the venue does not know spoils a request by name. */
    @Override
    public void onRefused() {
        isOver = !isByName;
        isByName = false;
    }
}
