package io.tickgate.feed.rest;

import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prices of CoinCap by slug, up to {@value #NAMES_MAX} a request; the time is that of the answer, which the prices are not older than. */
final class CoinCapPriceRound implements PriceTable.Round {
    /** Keeps the URL below 4 KB with slugs of 40 letters. */
    static final int NAMES_MAX = 100;

    private final List<RestStream> streams;
    private int index;

    CoinCapPriceRound(List<RestStream> streams) {
        this.streams = streams;
    }

    private List<RestStream> part() {
        return streams.subList(index, Math.min(index + NAMES_MAX, streams.size()));
    }

    @Override
    public @Nullable RestRequest next() {
        String slugs = part().stream()
                .map(stream -> UrlText.encode(stream.venueSymbol()))
                .collect(Collectors.joining(","));
        return slugs.isEmpty() ? null : new RestRequest("/v3/assets?ids=" + slugs + "&limit=" + NAMES_MAX, 1);
    }

    @Override
    public List<PolledPrice> onAnswer(byte[] body) throws RestContentException {
        RestContent content = RestContent.of(body, NAMES_MAX);
        Map<String, RestStream> bySlug = new HashMap<>();
        part().forEach(stream -> bySlug.put(stream.venueSymbol(), stream));
        long units = TradeRow.number(content.outer(), "timestamp");
        long unitNs = TimeUnit.MILLISECONDS.toNanos(1);
        boolean hasTime = units > 0 && units <= Long.MAX_VALUE / unitNs;
        List<PolledPrice> prices = new ArrayList<>();
        for (Map<String, String> row : content.rows()) {
            RestStream stream = bySlug.remove(row.getOrDefault("id", ""));
            PolledPrice price = stream == null
                    ? null
                    : PolledPrice.of(
                            stream,
                            row.getOrDefault("priceUsd", ""),
                            "",
                            "",
                            hasTime ? units * unitNs : RecordFlyweight.ABSENT);
            if (price != null) {
                prices.add(price);
            }
        }
        index = Math.min(index + NAMES_MAX, streams.size());
        return prices;
    }

    @Override
    public void onRefused() {
        index = Math.min(index + NAMES_MAX, streams.size());
    }
}
