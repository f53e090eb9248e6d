package io.tickgate.feed.rest;

import io.tickgate.feed.decode.IsoTime;
import io.tickgate.record.TradeFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trades of Coinbase Exchange over REST, newest first, by cursors that are trade ids.
 *
 * @see <a href="https://docs.cdp.coinbase.com/exchange/rest-api/pagination">pagination, read 2026-11</a>
 */
final class CoinbaseRest implements TradeHistory {
    /** The venue counts requests. */
    static final int WEIGHT = 1;

    static VenueRest of() {
        return new VenueRest(new CoinbaseRest(), CoinbasePriceRound::new, Map.of());
    }

    @Override
    public TradeSearch search(String venueSymbol, IdRange ids, long timeBeforeEpochNs, long timeAfterEpochNs) {
        return new CoinbaseTradeSearch(venueSymbol, ids);
    }

    @Override
    public RestRequest newest(String venueSymbol) {
        return new RestRequest(product(venueSymbol) + "/trades?limit=1", WEIGHT);
    }

    @Override
    public long newestId(byte[] body) throws RestContentException {
        List<TradeRow> newest = tradesAscending(body);
        return newest.isEmpty() ? -1 : newest.get(newest.size() - 1).lastTradeId();
    }

    static RestRequest tradesBelow(String venueSymbol, long tradeId, long count) {
        return new RestRequest(
                product(venueSymbol) + "/trades?after=" + tradeId + "&limit=" + Math.min(count, ROWS_MAX), WEIGHT);
    }

    static String product(String venueSymbol) {
        return "/products/" + UrlText.encode(venueSymbol);
    }

    static List<TradeRow> tradesAscending(byte[] body) throws RestContentException {
        List<Map<String, String>> rows = RestContent.of(body, ROWS_MAX).rows();
        List<TradeRow> trades = new ArrayList<>(rows.size());
        long previousId = -1;
        for (int i = rows.size() - 1; i >= 0; i--) {
            Map<String, String> row = rows.get(i);
            long id = TradeRow.id(row, "trade_id");
            if (id <= previousId) {
                throw new RestContentException("trades do not descend at " + id);
            }
            trades.add(TradeRow.of(
                    new IdRange(id, id),
                    row.getOrDefault("price", ""),
                    row.getOrDefault("size", ""),
                    IsoTime.parse(row.getOrDefault("time", "")),
                    takerSide(row.getOrDefault("side", ""))));
            previousId = id;
        }
        return trades;
    }

    /** The venue names the maker's side; the taker is on the other one. */
    private static int takerSide(String makerSide) {
        return switch (makerSide) {
            case "sell" -> TradeFlyweight.SIDE_BUY;
            case "buy" -> TradeFlyweight.SIDE_SELL;
            default -> TradeFlyweight.SIDE_UNKNOWN;
        };
    }
}
