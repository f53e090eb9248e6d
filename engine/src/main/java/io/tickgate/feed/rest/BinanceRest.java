package io.tickgate.feed.rest;

import io.tickgate.record.TradeFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trades of Binance over REST: {@code aggTrades}, whose aggregates name the range of trade ids that they cover, and where the host offers
 * it {@code historicalTrades}.
 *
 * @see <a href="https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md">rest-api.md, read 2026-07-21</a>
 */
final class BinanceRest implements TradeHistory {
    static final int WEIGHT_AGGREGATES = 4;
    static final int WEIGHT_HISTORICAL = 25;

    private static final Logger LOG = LoggerFactory.getLogger(BinanceRest.class);
    private static final String AGGREGATES = "/api/v3/aggTrades?symbol=";

    private final boolean isMicrosecond;
    private boolean hasHistoricalTrades;

    /**
     * A row of {@code aggTrades}.
     *
     * @param aggregateId of the aggregate, one above that of the one before.
     * @param trade that it is.
     */
    record Aggregate(long aggregateId, TradeRow trade) {}

    BinanceRest(boolean isMicrosecond, boolean hasHistoricalTrades) {
        this.isMicrosecond = isMicrosecond;
        this.hasHistoricalTrades = hasHistoricalTrades;
    }

    /** All of it: trades, prices, and the header that asks for times in µs. */
    static VenueRest of(VenueRestSettings settings) {
        return new VenueRest(
                new BinanceRest(settings.isMicrosecond(), settings.hasHistoricalTrades()),
                BinancePriceRound::new,
                settings.isMicrosecond() ? Map.of("X-MBX-TIME-UNIT", "MICROSECOND") : Map.of());
    }

    @Override
    public TradeSearch search(String venueSymbol, IdRange ids, long timeBeforeEpochNs, long timeAfterEpochNs) {
        return new BinanceTradeSearch(this, venueSymbol, ids, timeBeforeEpochNs, timeAfterEpochNs);
    }

    @Override
    public RestRequest newest(String venueSymbol) {
        return new RestRequest(AGGREGATES + UrlText.encode(venueSymbol) + "&limit=1", WEIGHT_AGGREGATES);
    }

    @Override
    public long newestId(byte[] body) throws RestContentException {
        List<Aggregate> newest = aggregates(body);
        return newest.isEmpty() ? -1 : newest.get(newest.size() - 1).trade().lastTradeId();
    }

    boolean hasHistoricalTrades() {
        return hasHistoricalTrades;
    }

    /** The host does not offer them after all; never asked again. */
    void onNoHistoricalTrades() {
        hasHistoricalTrades = false;
        LOG.warn("Binance's REST host does not offer historicalTrades; trades that aggregates leave out stay missing");
    }

    static RestRequest aggregatesWithin(String venueSymbol, long startMs, long endMs) {
        return new RestRequest(
                AGGREGATES + UrlText.encode(venueSymbol) + "&startTime=" + startMs + "&endTime=" + endMs + "&limit="
                        + ROWS_MAX,
                WEIGHT_AGGREGATES);
    }

    static RestRequest newestAggregates(String venueSymbol) {
        return new RestRequest(AGGREGATES + UrlText.encode(venueSymbol) + "&limit=" + ROWS_MAX, WEIGHT_AGGREGATES);
    }

    static RestRequest aggregatesFrom(String venueSymbol, long aggregateId) {
        return new RestRequest(
                AGGREGATES + UrlText.encode(venueSymbol) + "&fromId=" + aggregateId + "&limit=" + ROWS_MAX,
                WEIGHT_AGGREGATES);
    }

    static RestRequest tradesFrom(String venueSymbol, long tradeId, long count) {
        return new RestRequest(
                "/api/v3/historicalTrades?symbol=" + UrlText.encode(venueSymbol) + "&fromId=" + tradeId + "&limit="
                        + Math.min(count, ROWS_MAX),
                WEIGHT_HISTORICAL);
    }

    List<Aggregate> aggregates(byte[] body) throws RestContentException {
        List<Aggregate> aggregates = new ArrayList<>();
        long previousId = -1;
        long previousTradeId = -1;
        for (Map<String, String> row : RestContent.of(body, ROWS_MAX).rows()) {
            long aggregateId = TradeRow.id(row, "a");
            long first = TradeRow.id(row, "f");
            long last = TradeRow.id(row, "l");
            if (aggregateId <= previousId || first <= previousTradeId || last < first) {
                throw new RestContentException("aggregates do not ascend at " + aggregateId);
            }
            aggregates.add(new Aggregate(aggregateId, row(row, new IdRange(first, last), "p", "q", "T", "m")));
            previousId = aggregateId;
            previousTradeId = last;
        }
        return aggregates;
    }

    List<TradeRow> trades(byte[] body) throws RestContentException {
        List<TradeRow> trades = new ArrayList<>();
        long previousId = -1;
        for (Map<String, String> row : RestContent.of(body, ROWS_MAX).rows()) {
            long id = TradeRow.id(row, "id");
            if (id <= previousId) {
                throw new RestContentException("trades do not ascend at " + id);
            }
            trades.add(row(row, new IdRange(id, id), "price", "qty", "time", "isBuyerMaker"));
            previousId = id;
        }
        return trades;
    }

    private TradeRow row(
            Map<String, String> row, IdRange ids, String price, String size, String time, String isBuyerMaker) {
        int takerSide = switch (row.getOrDefault(isBuyerMaker, "")) {
            case "true" -> TradeFlyweight.SIDE_SELL;
            case "false" -> TradeFlyweight.SIDE_BUY;
            default -> TradeFlyweight.SIDE_UNKNOWN;
        };
        return TradeRow.of(
                ids, row.getOrDefault(price, ""), row.getOrDefault(size, ""), timeEpochNs(row, time), takerSide);
    }

    private long timeEpochNs(Map<String, String> row, String key) {
        long units = TradeRow.number(row, key);
        long unitNs = isMicrosecond ? TimeUnit.MICROSECONDS.toNanos(1) : TimeUnit.MILLISECONDS.toNanos(1);
        return units < 0 || units > Long.MAX_VALUE / unitNs ? 0 : units * unitNs;
    }
}
