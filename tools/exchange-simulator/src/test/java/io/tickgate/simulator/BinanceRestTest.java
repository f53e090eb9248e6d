package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binance's REST side against what its streams have told, in a market that the test moves. */
@Timeout(60)
@Tag("slow")
class BinanceRestTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long FIRST_ID = 1_000_000;

    private ExchangeSimulator simulator;
    private URI rest;

    @BeforeEach
    void start() throws Exception {
        restart(VenueRules.defaults());
    }

    private void restart(VenueRules rules) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults()
                .withManual(true)
                .withStartTime(START)
                .withRules(rules));
        rest = simulator.restUri(Venue.BINANCE);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static long id(Map<String, Object> item, String key) {
        return (Long) item.get(key);
    }

    private static List<Long> ids(List<Map<String, Object>> items, String key) {
        return items.stream().map(item -> id(item, key)).toList();
    }

    private long lastId() {
        return simulator.state().lastTrades().get(0).tradeId();
    }

    @Test
    void shouldGiveTheTradesThatTheStreamHasTold() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            Await.subscriptions(simulator, 1);
            simulator.advance(MINUTE);
            List<String> told = client.next((int) (lastId() - FIRST_ID + 1));

            List<Map<String, Object>> known =
                    Rest.objects(rest, "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1&limit=1000");

            assertEquals(told.size(), known.size());
            for (int i = 0; i < told.size(); i++) {
                Map<String, Object> trade = Json.object(told.get(i));
                Map<String, Object> past = known.get(i);
                assertEquals(trade.get("t"), past.get("id"));
                assertEquals(trade.get("p"), past.get("price"));
                assertEquals(trade.get("q"), past.get("qty"));
                assertEquals(trade.get("T"), past.get("time"));
                assertEquals(trade.get("m"), past.get("isBuyerMaker"));
            }
        }
    }

    @Test
    void shouldGiveTheOrdersThatTheStreamHasTold() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@aggTrade")) {
            Await.subscriptions(simulator, 1);
            simulator.advance(MINUTE);

            List<Map<String, Object>> known =
                    Rest.objects(rest, "/api/v3/aggTrades?symbol=BTCUSDT&fromId=1&limit=1000");

            for (String text : client.next(known.size())) {
                Map<String, Object> told = Json.object(text);
                Map<String, Object> order = known.get((int) (id(told, "a") - FIRST_ID));
                for (String key : List.of("a", "p", "q", "f", "l", "T", "m", "M")) {
                    assertEquals(told.get(key), order.get(key), key);
                }
            }
            assertTrue(known.stream().anyMatch(order -> id(order, "l") > id(order, "f")));
            assertEquals(lastId(), id(known.get(known.size() - 1), "l"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fromId=1000005&limit=3                        | 1000005 | 3
            fromId=1&limit=2                              | 1000000 | 2
            limit=4&endTime=99999999999999                | last    | 4
            limit=2                                       | last    | 2
            startTime=0&limit=2                           | 1000000 | 2
            startTime=99999999999999                      | none    | 0
            endTime=1                                     | none    | 0
            fromId=999999999999                           | none    | 0
            """)
    void shouldChooseOrdersByIdAndTime(String query, String first, int count) throws Exception {
        simulator.advance(MINUTE);

        List<Long> ids = ids(Rest.objects(rest, "/api/v3/aggTrades?symbol=ETHUSDT&" + query), "a");

        assertEquals(count, ids.size());
        if (first.equals("last")) {
            List<Long> all = ids(Rest.objects(rest, "/api/v3/aggTrades?symbol=ETHUSDT&fromId=1&limit=1000"), "a");
            assertEquals(all.subList(all.size() - count, all.size()), ids);
        } else if (count > 0) {
            long begin = Long.parseLong(first);
            assertEquals(LongStream.range(begin, begin + count).boxed().toList(), ids);
        }
    }

    @Test
    void shouldTakeBothTimesAsInclusive() throws Exception {
        simulator.advance(MINUTE);
        List<Map<String, Object>> all = Rest.objects(rest, "/api/v3/aggTrades?symbol=SOLUSDT&fromId=1&limit=1000");
        long from = id(all.get(3), "T");
        long to = id(all.get(7), "T");

        List<Map<String, Object>> some =
                Rest.objects(rest, "/api/v3/aggTrades?symbol=SOLUSDT&startTime=" + from + "&endTime=" + to);

        assertEquals(
                all.stream()
                        .filter(order -> id(order, "T") >= from && id(order, "T") <= to)
                        .toList(),
                some);
        assertTrue(some.size() >= 5);
    }

    @Test
    void shouldHaveTheTradesThatAGapKeptFromClients() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            Await.subscriptions(simulator, 1);
            simulator.advance(MINUTE);
            long before = lastId();
            client.next((int) (before - FIRST_ID + 1));

            simulator.inject(Fault.gap(7, "BTCUSDT"));
            simulator.advance(MINUTE);

            assertEquals(before + 8, Json.longOf(client.next(), "t"));
            List<Map<String, Object>> filled =
                    Rest.objects(rest, "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=" + (before + 1) + "&limit=8");
            assertEquals(LongStream.rangeClosed(before + 1, before + 8).boxed().toList(), ids(filled, "id"));
        }
    }

    @Test
    void shouldHaveNoTradesWhenTheIdsOfAGapNeverExisted() throws Exception {
        simulator.advance(MINUTE);
        long before = lastId();

        simulator.inject(Fault.gap(7, "BTCUSDT", true));
        simulator.advance(MINUTE);

        List<Map<String, Object>> after =
                Rest.objects(rest, "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=" + (before + 1) + "&limit=1");
        assertEquals(before + 8, id(after.get(0), "id"));
    }

    @Test
    void shouldKeepTheNewestTradesOnlyWhenTheTapeIsFull() throws Exception {
        restart(VenueRules.defaults().withHistoryTrades(1_000));
        simulator.advance(MINUTE);

        simulator.inject(Fault.gap(1_000_000_000, "BTCUSDT"));
        simulator.advance(Duration.ZERO);

        List<Map<String, Object>> trades =
                Rest.objects(rest, "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1&limit=1000");
        assertEquals(1_000, trades.size());
        assertEquals(lastId(), id(trades.get(999), "id"));
        assertEquals(lastId() - 999, id(trades.get(0), "id"));
        List<Map<String, Object>> orders = Rest.objects(rest, "/api/v3/aggTrades?symbol=BTCUSDT&fromId=1&limit=1000");
        assertTrue(id(orders.get(0), "f") > lastId() - 999, "the order at the front may have lost its beginning");
    }

    @Test
    void shouldKnowTheTradesOfASilence() throws Exception {
        simulator.advance(MINUTE);
        long before = lastId();

        simulator.inject(Fault.silence(120, null, true));
        simulator.advance(MINUTE);

        List<Map<String, Object>> newest = Rest.objects(rest, "/api/v3/trades?symbol=BTCUSDT&limit=1");
        assertTrue(id(newest.get(0), "id") > before);
        assertEquals(lastId(), id(newest.get(0), "id"));
    }

    @Test
    void shouldTellTimesInMicrosecondsWhenTheHeaderAsks() throws Exception {
        simulator.advance(MINUTE);
        String target = "/api/v3/trades?symbol=BTCUSDT&limit=1";

        long ms = id(Rest.objects(rest, target).get(0), "time");
        String body = Rest.get(rest, target, "X-MBX-TIME-UNIT", "MICROSECOND").body();

        assertEquals(ms, id(Rest.objects(body).get(0), "time") / 1_000);
        assertTrue(ms > START.toEpochMilli() && ms <= START.toEpochMilli() + 60_000);
    }

    @Test
    void shouldGiveTickersOfOneOrSomeOrAll() throws Exception {
        simulator.advance(MINUTE);

        Map<String, Object> one = Json.object(Rest.body(rest, "/api/v3/ticker/price?symbol=PEPEUSDT"));
        List<Map<String, Object>> some =
                Rest.objects(rest, "/api/v3/ticker/price?symbols=%5B%22BTCUSDT%22,%22ADAUSDT%22%5D");
        List<Map<String, Object>> books = Rest.objects(rest, "/api/v3/ticker/bookTicker");

        assertTrue(String.valueOf(one.get("price")).startsWith("0.00000"), one.toString());
        assertEquals(
                List.of("BTCUSDT", "ADAUSDT"),
                some.stream().map(t -> t.get("symbol")).toList());
        assertEquals(8, books.size());
        for (Map<String, Object> book : books) {
            assertTrue(
                    new BigDecimal(String.valueOf(book.get("bidPrice")))
                                    .compareTo(new BigDecimal(String.valueOf(book.get("askPrice"))))
                            < 0,
                    book.toString());
        }
    }

    @Test
    void shouldListSymbolsWithTheirAssetsAndTheLimits() throws Exception {
        Map<String, Object> info = Json.object(Rest.body(rest, "/api/v3/exchangeInfo"));

        List<?> symbols = (List<?>) info.get("symbols");
        assertEquals(8, symbols.size());
        Map<?, ?> first = (Map<?, ?>) symbols.get(0);
        assertEquals("BTC", first.get("baseAsset"));
        assertEquals("USDT", first.get("quoteAsset"));
        assertEquals("TRADING", first.get("status"));
        Map<?, ?> limit = (Map<?, ?>) ((List<?>) info.get("rateLimits")).get(0);
        assertEquals("REQUEST_WEIGHT", limit.get("rateLimitType"));
        assertEquals(6_000L, limit.get("limit"));
        assertEquals(START.toEpochMilli(), info.get("serverTime"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v3/trades?symbol=NOSUCH                              | -1121 | Invalid symbol.
            /api/v3/trades?symbol=btcusdt                             | -1121 | Invalid symbol.
            /api/v3/trades                                            | -1102 | Mandatory parameter 'symbol' was not sent
            /api/v3/aggTrades?symbol=BTCUSDT&fromId=x                 | -1100 | Illegal characters found in parameter 'fromId'
            /api/v3/aggTrades?symbol=BTCUSDT&fromId=1&startTime=1     | -1128 | Combination of optional parameters invalid.
            /api/v3/historicalTrades?symbol=BTCUSDT&limit=0           | -1130 | Data sent for parameter 'limit' is not valid.
            /api/v3/historicalTrades?symbol=BTCUSDT&limit=-1          | -1100 | Illegal characters found in parameter 'limit'
            /api/v3/ticker/price?symbols=%5B%22X%22%5D                | -1121 | Invalid symbol.
            """)
    void shouldAnswer400WithTheVenuesCode(String target, long code, String message) throws Exception {
        HttpResponse<String> response = Rest.get(rest, target);

        assertEquals(400, response.statusCode());
        assertEquals(code, Json.longOf(response.body(), "code"));
        assertTrue(Json.textOf(response.body(), "msg").startsWith(message), response.body());
    }

    @Test
    void shouldCountWeightsAndRefuseThenBanThenForgive() throws Exception {
        restart(VenueRules.defaults().withBinanceWeightMax(60));
        String heavy = "/api/v3/trades?symbol=BTCUSDT";
        List<Integer> statuses = new ArrayList<>();
        HttpResponse<String> first = Rest.get(rest, heavy);
        HttpResponse<String> second = Rest.get(rest, heavy);

        HttpResponse<String> refused = Rest.get(rest, heavy);
        for (int i = 0; i < 11; i++) {
            statuses.add(Rest.get(rest, "/api/v3/ticker/price?symbol=BTCUSDT").statusCode());
        }
        HttpResponse<String> banned = Rest.get(rest, heavy);
        simulator.advance(MINUTE);
        int stillBanned = Rest.get(rest, heavy).statusCode();
        simulator.advance(MINUTE);
        HttpResponse<String> forgiven = Rest.get(rest, heavy);

        assertEquals("25", used(first));
        assertEquals("50", used(second));
        assertEquals(429, refused.statusCode());
        assertEquals("60", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(-1003, Json.longOf(refused.body(), "code"));
        assertEquals(List.of(429, 429, 429, 429, 429, 429, 429, 429, 429, 418, 418), statuses);
        assertEquals("120", banned.headers().firstValue("Retry-After").orElse(""));
        assertEquals(418, stillBanned);
        assertEquals(200, forgiven.statusCode());
        assertEquals("25", used(forgiven));
    }

    private static String used(HttpResponse<String> response) {
        return response.headers().firstValue("X-MBX-USED-WEIGHT-1M").orElse("");
    }

    @Test
    void shouldShowFurtherSymbolsInTheListingAndTheArrayOnly() throws Exception {
        restart(VenueRules.defaults().withAllMarketSymbols(2_000));
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/!miniTicker@arr")) {
            Await.subscriptions(simulator, 1);
            simulator.advance(Duration.ofSeconds(3));

            List<Map<String, Object>> array = Rest.objects(client.next(3).get(2));
            String listing = Rest.body(rest, "/api/v3/exchangeInfo");
            List<Map<String, Object>> prices = Rest.objects(rest, "/api/v3/ticker/price");

            assertTrue(array.size() > 800 && array.size() < 1_300, "about half change: " + array.size());
            assertEquals(
                    List.of("e", "E", "s", "c", "o", "h", "l", "v", "q"),
                    new ArrayList<>(array.get(array.size() - 1).keySet()));
            assertTrue(listing.contains("\"symbol\":\"这是测试币456USDT\""), "not ASCII");
            assertEquals(2_008, ((List<?>) Json.object(listing).get("symbols")).size());
            assertEquals(8, prices.size());
        }
    }

    @Test
    void shouldTellEverySecondTheLastTradeIdAlsoWhenNothingHappens() throws Exception {
        restart(VenueRules.defaults());
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@ticker/btcusdt@trade")) {
            Await.subscriptions(simulator, 2);
            simulator.advance(MINUTE);

            long seen = 0;
            int tickers = 0;
            for (int i = 0; i < 100; i++) {
                String text = client.next();
                if (text.contains("24hrTicker")) {
                    assertEquals(seen, Json.longOf(text, "L"));
                    tickers++;
                } else {
                    seen = Json.longOf(text, "t");
                }
            }
            assertFalse(tickers == 0);
        }
    }
}
