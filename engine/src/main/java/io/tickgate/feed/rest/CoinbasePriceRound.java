package io.tickgate.feed.rest;

import io.tickgate.feed.decode.IsoTime;
import io.tickgate.record.RecordFlyweight;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices of Coinbase, one request a product; the time is that of the last trade, whose price it is. */
final class CoinbasePriceRound implements PriceTable.Round {
    private final List<RestStream> streams;
    private int index;

    CoinbasePriceRound(List<RestStream> streams) {
        this.streams = streams;
    }

    @Override
    public @Nullable RestRequest next() {
        return index == streams.size()
                ? null
                : new RestRequest(
                        CoinbaseRest.product(streams.get(index).venueSymbol()) + "/ticker", CoinbaseRest.WEIGHT);
    }

    @Override
    public List<PolledPrice> onAnswer(byte[] body) throws RestContentException {
        List<Map<String, String>> rows = RestContent.of(body, 1).rows();
        if (rows.size() != 1) {
            throw new RestContentException("no ticker");
        }
        Map<String, String> row = rows.get(0);
        long timeEpochNs = IsoTime.parse(row.getOrDefault("time", ""));
        PolledPrice price = PolledPrice.of(
                streams.get(index++),
                row.getOrDefault("price", ""),
                row.getOrDefault("bid", ""),
                row.getOrDefault("ask", ""),
                timeEpochNs <= 0 ? RecordFlyweight.ABSENT : timeEpochNs);
        return price == null ? List.of() : List.of(price);
    }

    @Override
    public void onRefused() {
        index++;
    }
}
