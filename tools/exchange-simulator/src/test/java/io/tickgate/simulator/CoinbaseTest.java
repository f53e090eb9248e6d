package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coinbase's feed and its REST side, in a market that the test moves. */
@Timeout(60)
@Tag("slow")
class CoinbaseTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long FIRST_ID = 401_000_000;

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
                .withVenues(Venue.BINANCE, Venue.COINBASE)
                .withRules(rules));
        rest = simulator.restUri(Venue.COINBASE);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient connect() {
        return SocketClient.connect(simulator.uri(Venue.COINBASE), "/");
    }

    private static String subscribe(String products, String channels) {
        return "{\"type\":\"subscribe\",\"product_ids\":[" + products + "],\"channels\":[" + channels + "]}";
    }

    private long lastId(String product) {
        return simulator.state(Venue.COINBASE).lastTrades().stream()
                .filter(last -> last.symbol().equals(product))
                .findFirst()
                .orElseThrow()
                .tradeId();
    }

    /** All that comes up to the first heartbeat of this second, which the test has subscribed to. */
    private static List<String> untilHeartbeats(SocketClient client, int count) throws Exception {
        List<String> texts = new ArrayList<>();
        int seen = 0;
        while (seen < count) {
            String text = client.next();
            seen += text.startsWith("{\"type\":\"heartbeat\"") ? 1 : 0;
            texts.add(text);
        }
        return texts;
    }

    private static List<String> ofType(List<String> texts, String type) {
        return texts.stream()
                .filter(text -> text.startsWith("{\"type\":\"" + type + "\""))
                .toList();
    }

    @Test
    void shouldListAllSubscriptionsInEachAcknowledgement() throws Exception {
        try (SocketClient client = connect()) {
            String first = client.ask(subscribe("\"BTC-USD\"", "\"ticker\""));
            String second =
                    client.ask("{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],\"channels\":[\"heartbeat\","
                            + "{\"name\":\"matches\",\"product_ids\":[\"SOL-USD\",\"PEPE-USD\"]}]}");
            String third = client.ask("{\"type\":\"unsubscribe\",\"channels\":[\"matches\"]}");
            String fourth = client.ask("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                    + "\"channels\":[\"ticker\",{\"name\":\"heartbeat\",\"product_ids\":[\"ETH-USD\"]}]}");

            assertEquals(Map.of("ticker", Set.of("BTC-USD")), subscriptions(first));
            assertEquals(
                    Map.of(
                            "ticker", Set.of("BTC-USD"),
                            "heartbeat", Set.of("ETH-USD"),
                            "matches", Set.of("SOL-USD", "PEPE-USD")),
                    subscriptions(second));
            assertEquals(Map.of("ticker", Set.of("BTC-USD"), "heartbeat", Set.of("ETH-USD")), subscriptions(third));
            assertEquals("{\"type\":\"subscriptions\",\"channels\":[]}", fourth);
        }
    }

    private static Map<Object, Set<Object>> subscriptions(String text) throws Exception {
        Map<Object, Set<Object>> channels = new HashMap<>();
        assertEquals("subscriptions", Json.textOf(text, "type"));
        for (Object channel : (List<?>) Json.object(text).get("channels")) {
            Map<?, ?> each = (Map<?, ?>) channel;
            channels.put(each.get("name"), new HashSet<>((List<?>) each.get("product_ids")));
        }
        return channels;
    }

    @Test
    void shouldNotKeepTheOrderOfTheRequestInAcknowledgements() throws Exception {
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            try (SocketClient client = connect()) {
                orders.add(client.ask(subscribe(
                        "\"BTC-USD\",\"ETH-USD\",\"SOL-USD\",\"ADA-USD\"", "\"ticker\",\"matches\",\"heartbeat\"")));
            }
        }

        assertTrue(orders.size() > 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type":"subscribe","product_ids":["BTC-XXX"],"channels":["ticker"]}    | BTC-XXX is not a valid product
            {"type":"subscribe","product_ids":["BTC-USD"],"channels":["tickers"]}   | tickers is not a valid channel
            {"type":"subscribe","product_ids":["BTC-USD"],"channels":["level2"]}    | level2, level3, and full channels now require authentication.
            {"type":"subscribe","channels":["ticker"]}                              | ticker requires product_ids
            {"type":"subscribe","product_ids":["BTC-USD"]}                          | channels must be given
            """)
    void shouldAnswerWithAReasonWhenARequestIsWrong(String request, String reason) throws Exception {
        try (SocketClient client = connect()) {

            assertEquals(
                    "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"" + reason + "\"}",
                    client.ask(request));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nonsense            | Malformed JSON
            []                  | Malformed JSON
            {"type":"ping"}     | Type has to be either subscribe or unsubscribe
            {}                  | Type has to be either subscribe or unsubscribe
            """)
    void shouldAnswerWithAnErrorWhenItIsNoRequest(String request, String message) throws Exception {
        try (SocketClient client = connect()) {

            assertEquals("{\"type\":\"error\",\"message\":\"" + message + "\"}", client.ask(request));
        }
    }

    @Test
    void shouldSubscribeTheRestWhenAProductIsUnknown() throws Exception {
        try (SocketClient client = connect()) {
            client.send(subscribe("\"NO-USD\",\"BTC-USD\"", "\"ticker\",\"matches\""));

            assertTrue(client.next().contains("NO-USD is not a valid product"));
            assertEquals(
                    Map.of("ticker", Set.of("BTC-USD"), "matches", Set.of("BTC-USD")), subscriptions(client.next()));
        }
    }

    @Test
    void shouldDisconnectAClientThatDoesNotSubscribe() throws Exception {
        restart(VenueRules.defaults().withCoinbaseSubscribeDeadline(Duration.ofMillis(300)));
        try (SocketClient idle = connect();
                SocketClient keen = connect()) {
            keen.ask(subscribe("\"BTC-USD\"", "\"ticker\""));

            assertEquals(1008, idle.closeCode());
            assertFalse(keen.closed.isDone());
        }
    }

    @Test
    void shouldTellMatchesTickersAndHeartbeatsThatFitEachOther() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"ticker\",\"matches\",\"heartbeat\""));
            simulator.advance(MINUTE);

            List<String> texts = untilHeartbeats(client, 60);

            Map<Long, Map<String, Object>> matches = new HashMap<>();
            long nextId = FIRST_ID;
            long sequence = 0;
            boolean hasHole = false;
            for (String text : texts) {
                Map<String, Object> message = Json.object(text);
                long own = (Long) message.get("sequence");
                assertTrue(own >= sequence, text);
                hasHole |= own > sequence + 1;
                sequence = own;
                switch (String.valueOf(message.get("type"))) {
                    case "match" -> {
                        assertEquals(nextId++, message.get("trade_id"));
                        matches.put((Long) message.get("trade_id"), message);
                    }
                    case "ticker" -> assertSameTrade(matches.get((Long) message.get("trade_id")), message);
                    default -> assertEquals(nextId == FIRST_ID ? 0 : nextId - 1, message.get("last_trade_id"), text);
                }
            }
            assertTrue(hasHole);
            assertTrue(matches.size() > ofType(texts, "ticker").size(), "a ticker stands for a whole order");
        }
    }

    private static void assertSameTrade(Map<String, Object> match, Map<String, Object> ticker) {
        assertEquals(match.get("sequence"), ticker.get("sequence"));
        assertEquals(match.get("time"), ticker.get("time"));
        assertEquals(match.get("price"), ticker.get("price"));
        assertEquals(match.get("size"), ticker.get("last_size"));
        assertNotEquals(match.get("side"), ticker.get("side"));
    }

    @Test
    void shouldHaveTheKeysInTheRecordedOrderAndTheVenuesForms() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"ETH-USD\"", "\"ticker\",\"matches\",\"heartbeat\""));
            simulator.advance(Duration.ofMinutes(5));

            List<String> texts = untilHeartbeats(client, 300);

            assertKeys(
                    "type trade_id maker_order_id taker_order_id side size price product_id sequence time",
                    ofType(texts, "match").get(0));
            assertKeys(
                    "type sequence product_id price open_24h volume_24h low_24h high_24h volume_30d best_bid"
                            + " best_bid_size best_ask best_ask_size side time trade_id last_size",
                    ofType(texts, "ticker").get(0));
            assertKeys(
                    "type sequence last_trade_id product_id time",
                    ofType(texts, "heartbeat").get(0));
            Set<Integer> timeLengths = new HashSet<>();
            for (String text : ofType(texts, "ticker")) {
                String time = Json.textOf(text, "time");
                assertTrue(time.matches("2026-11-21T10:0[0-9]:[0-9]{2}(\\.[0-9]{0,5}[1-9])?Z"), time);
                timeLengths.add(time.length());
                assertTrue(Json.textOf(text, "price").matches("[0-9]+(\\.[0-9]*[1-9])?"), text);
                assertTrue(Json.textOf(text, "best_bid").matches("[0-9]+\\.[0-9]{2}"), text);
            }
            assertTrue(timeLengths.size() > 1, "trailing zeros are dropped: " + timeLengths);
        }
    }

    private static void assertKeys(String keys, String text) throws Exception {
        assertEquals(List.of(keys.split(" ")), new ArrayList<>(Json.object(text).keySet()), text);
    }

    @Test
    void shouldBeginWithTheLastMatchAndTickerAndMissNothingAfterIt() throws Exception {
        simulator.advance(MINUTE);
        long before = lastId("BTC-USD");
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"matches\",\"ticker\",\"heartbeat\""));
            simulator.advance(MINUTE);

            List<String> texts = untilHeartbeats(client, 60);

            assertEquals(1, ofType(texts, "last_match").size());
            assertEquals(before, Json.longOf(ofType(texts, "last_match").get(0), "trade_id"));
            assertEquals(before, Json.longOf(ofType(texts, "ticker").get(0), "trade_id"));
            assertEquals(before + 1, Json.longOf(ofType(texts, "match").get(0), "trade_id"));
        }
    }

    @Test
    void shouldHideTheLastTradeIdWhenTheRuleSaysSo() throws Exception {
        restart(VenueRules.defaults().withCoinbaseZeroTradeIds(true));
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"heartbeat\""));
            simulator.advance(MINUTE);

            for (String heartbeat : client.next(60)) {
                assertEquals(0, Json.longOf(heartbeat, "last_trade_id"));
            }
        }
    }

    @Test
    void shouldKeepTradesOfAGapFromTheFeedAndHaveThemByRest() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"matches\",\"heartbeat\""));
            simulator.advance(MINUTE);
            untilHeartbeats(client, 60);
            long before = lastId("BTC-USD");

            simulator.inject(Venue.COINBASE, Fault.gap(5, "BTC-USD"));
            simulator.advance(MINUTE);

            List<String> matches = ofType(untilHeartbeats(client, 60), "match");
            assertEquals(before + 6, Json.longOf(matches.get(0), "trade_id"));
            List<Map<String, Object>> page =
                    Rest.objects(rest, "/products/BTC-USD/trades?before=" + before + "&after=" + (before + 6));
            assertEquals(
                    List.of(before + 5, before + 4, before + 3, before + 2, before + 1),
                    page.stream().map(trade -> trade.get("trade_id")).toList());
        }
    }

    @Test
    void shouldRepeatAndGarbleWhenToldTo() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"matches\",\"heartbeat\""));
            simulator.advance(MINUTE);
            List<String> matches = ofType(untilHeartbeats(client, 60), "match");

            simulator.inject(Venue.COINBASE, Fault.duplicate(2, "BTC-USD"));
            simulator.inject(Venue.COINBASE, Fault.garbage(5, "BTC-USD"));
            simulator.advance(Duration.ZERO);

            assertEquals(matches.subList(matches.size() - 2, matches.size()), client.next(2));
            List<String> garbage = client.next(4);
            assertEquals("Bad gateway", garbage.get(1));
            assertEquals("{\"type\":\"match\",\"product_id\":\"BTC-USD\"}", garbage.get(3));
            assertEquals(5, client.binaries.take().length);
        }
    }

    @Test
    void shouldSilenceItsOwnProductOnly() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\",\"ETH-USD\"", "\"heartbeat\""));

            simulator.inject(Venue.COINBASE, Fault.silence(3_600, "BTC-USD", false));
            simulator.advance(MINUTE);

            assertTrue(client.next(60).stream().allMatch(text -> text.contains("ETH-USD")));
            assertTrue(simulator.state().faults().isEmpty(), "of binance");
        }
    }

    @Test
    void shouldPageThroughAllTradesFromTheNewestToTheOldest() throws Exception {
        simulator.advance(MINUTE);
        List<Object> ids = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 14; i++) {
            HttpResponse<String> page = Rest.get(rest, "/products/SOL-USD/trades?limit=20" + after);
            Rest.objects(page.body()).forEach(trade -> ids.add(trade.get("trade_id")));
            after = "&after=" + page.headers().firstValue("CB-AFTER").orElse("0");
        }

        List<Long> expected = new ArrayList<>(
                LongStream.rangeClosed(FIRST_ID, lastId("SOL-USD")).boxed().toList());
        Collections.reverse(expected);
        assertEquals(expected, ids);
    }

    @Test
    void shouldNameTheCursorsAndGiveTheMakersSide() throws Exception {
        try (SocketClient client = connect()) {
            client.ask(subscribe("\"BTC-USD\"", "\"matches\",\"heartbeat\""));
            simulator.advance(MINUTE);
            List<String> matches = ofType(untilHeartbeats(client, 60), "match");

            HttpResponse<String> page = Rest.get(rest, "/products/BTC-USD/trades?limit=3");

            long last = lastId("BTC-USD");
            assertEquals(
                    Long.toString(last), page.headers().firstValue("CB-BEFORE").orElse(""));
            assertEquals(
                    Long.toString(last - 2),
                    page.headers().firstValue("CB-AFTER").orElse(""));
            Map<String, Object> newest = Rest.objects(page.body()).get(0);
            Map<String, Object> told = Json.object(matches.get(matches.size() - 1));
            for (String key : List.of("trade_id", "side", "time")) {
                assertEquals(told.get(key), newest.get(key), key);
            }
        }
    }

    @Test
    void shouldGiveTickerAndProducts() throws Exception {
        simulator.advance(MINUTE);

        Map<String, Object> ticker = Json.object(Rest.body(rest, "/products/BTC-USD/ticker"));
        List<Map<String, Object>> products = Rest.objects(rest, "/products");

        assertEquals(Set.of("ask", "bid", "volume", "trade_id", "price", "size", "time"), ticker.keySet());
        assertEquals(lastId("BTC-USD"), ticker.get("trade_id"));
        assertEquals(
                List.of("BTC-USD", "ETH-USD", "SOL-USD", "BNB-USD", "XRP-USD", "DOGE-USD", "ADA-USD", "PEPE-USD"),
                products.stream().map(product -> product.get("id")).toList());
        assertEquals("0.00000001", products.get(7).get("quote_increment"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /products/NO-USD/trades               | 404 | NotFound
            /products/BTC-USD/nothing             | 404 | NotFound
            /products/BTC-USD/ticker              | 404 | NotFound
            /products/BTC-USD/trades?limit=x      | 400 | Invalid limit
            /products/BTC-USD/trades?limit=0      | 400 | Invalid limit
            /products/BTC-USD/trades?after=-1     | 400 | Invalid after
            """)
    void shouldAnswerWithAMessageWhenARequestIsRefused(String target, int status, String message) throws Exception {
        HttpResponse<String> response = Rest.get(rest, target);

        assertEquals(status, response.statusCode());
        assertEquals("{\"message\":\"" + message + "\"}", response.body());
    }

    @Test
    void shouldAnswer429AfterFifteenRequestsAndRefillTenASecond() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            statuses.add(Rest.get(rest, "/products").statusCode());
        }
        simulator.advance(Duration.ofMillis(200));
        for (int i = 0; i < 3; i++) {
            statuses.add(Rest.get(rest, "/products").statusCode());
        }

        List<Integer> expected = new ArrayList<>(Collections.nCopies(15, 200));
        expected.addAll(List.of(429, 429, 200, 200, 429));
        assertEquals(expected, statuses);
    }
}
