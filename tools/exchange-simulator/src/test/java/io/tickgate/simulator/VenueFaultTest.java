package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.market.Venue;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same faults at the other venues, and faults of several. */
@Timeout(60)
@Tag("slow")
class VenueFaultTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(
                SimulatorOptions.defaults().withManual(true).withVenues(Venue.values()));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient coinbase(String... channels) throws Exception {
        SocketClient client = SocketClient.connect(simulator.uri(Venue.COINBASE), "/");
        client.ask("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\""
                + String.join("\",\"", channels) + "\"]}");
        return client;
    }

    private SocketClient coincap() {
        SocketClient client = SocketClient.connect(
                simulator.uri(Venue.COINCAP),
                "/prices?assets=bitcoin&apiKey=" + simulator.options().rules().coincapKey());
        Await.until(() -> !simulator.state(Venue.COINCAP).connections().isEmpty());
        return client;
    }

    private static Fault at(Venue venue, Fault fault) {
        return fault.at(venue.label());
    }

    private static Fault bad(FaultKind kind) {
        return at(Venue.COINBASE, Fault.badFrames(kind, 1, "BTC-USD"));
    }

    private static List<Long> ids(List<String> matches) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (String match : matches) {
            ids.add(Json.longOf(match, "trade_id"));
        }
        return ids;
    }

    @Test
    void shouldSpoilMatchesAndTickersOfCoinbase() throws Exception {
        try (SocketClient matches = coinbase("matches");
                SocketClient tickers = coinbase("ticker")) {
            simulator.inject(bad(FaultKind.ZERO_PRICE));
            simulator.inject(bad(FaultKind.CROSSED_BOOK));
            simulator.inject(bad(FaultKind.NEW_FIELDS).onChannel("ticker"));
            simulator.inject(bad(FaultKind.SCIENTIFIC).onChannel("matches"));

            simulator.advance(MINUTE);

            String match = matches.next();
            assertTrue(match.contains("\"price\":\"0E0\",\"") || match.contains("\"price\":\"0\""), match);
            String ticker = tickers.next();
            assertTrue(
                    new BigDecimal(Json.textOf(ticker, "best_bid"))
                                    .compareTo(new BigDecimal(Json.textOf(ticker, "best_ask")))
                            > 0,
                    ticker);
            assertTrue(Json.object(ticker).containsKey("zObject"));
            assertTrue(simulator.state().faultCounts().isEmpty(), "nothing happened at binance");
        }
    }

    @Test
    void shouldReorderAndRepeatTradesOfCoinbase() throws Exception {
        try (SocketClient client = coinbase("matches")) {
            simulator.inject(at(Venue.COINBASE, Fault.reorder(3, "BTC-USD")));
            simulator.advance(MINUTE);

            List<Long> ids = ids(client.next(4));
            List<Long> inOrder = List.of(ids.get(3) - 3, ids.get(3) - 2, ids.get(3) - 1);
            assertNotEquals(inOrder, ids.subList(0, 3));
            assertEquals(inOrder, ids.subList(0, 3).stream().sorted().toList());
        }
        simulator.inject(at(Venue.COINBASE, Fault.oldTrades(2, "BTC-USD")));
        try (SocketClient again = coinbase("matches")) {
            simulator.advance(MINUTE);

            List<String> texts = again.next(4);
            List<Long> ids = ids(texts);
            assertTrue(texts.get(2).contains("last_match"), texts.get(2));
            assertEquals(List.of(ids.get(1) - 1, ids.get(1), ids.get(1), ids.get(1) + 1), ids);
        }
    }

    @Test
    void shouldStallMatchesOnlyWhenTheyAreNamed() throws Exception {
        try (SocketClient client = coinbase("matches", "ticker")) {
            simulator.inject(at(Venue.COINBASE, Fault.stallStream(3_600, "BTC-USD", "matches", true)));

            simulator.advance(MINUTE);

            assertTrue(client.next(3).stream().allMatch(text -> text.contains("\"type\":\"ticker\"")));
        }
    }

    @Test
    void shouldRefuseOrStarveASubscriptionAtCoinbase() throws Exception {
        simulator.inject(at(Venue.COINBASE, Fault.ackError(1, false)));
        simulator.inject(at(Venue.COINBASE, Fault.ackThenNothing(30, "BTC-USD")));
        try (SocketClient client = SocketClient.connect(simulator.uri(Venue.COINBASE), "/")) {
            String subscribe =
                    "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"matches\"]}";

            String error = client.ask(subscribe);
            String acknowledged = client.ask(subscribe);
            simulator.advance(Duration.ofSeconds(29));

            assertTrue(error.startsWith("{\"type\":\"error\""), error);
            assertTrue(acknowledged.contains("BTC-USD"), acknowledged);
            assertTrue(client.next().contains("ETH-USD"));
            assertTrue(client.texts.stream().allMatch(text -> text.contains("ETH-USD")));
            simulator.advance(MINUTE);
            simulator.advance(MINUTE);
            Await.until(() -> client.texts.stream().anyMatch(text -> text.contains("BTC-USD")));
        }
    }

    @Test
    void shouldCloseWithoutANoticeWhenCoinbaseShutsDown() throws Exception {
        try (SocketClient client = coinbase("matches")) {
            simulator.inject(at(Venue.COINBASE, Fault.serverShutdown(1)));

            simulator.advance(Duration.ofSeconds(1));

            assertEquals(1001, client.closeCode());
            assertTrue(client.texts.stream().noneMatch(text -> text.contains("hutdown")));
        }
    }

    @Test
    void shouldSpoilAndStallPricesOfCoincap() throws Exception {
        try (SocketClient client = coincap()) {
            simulator.inject(at(Venue.COINCAP, Fault.badFrames(FaultKind.SCIENTIFIC, 1, "BITCOIN")));
            simulator.advance(MINUTE);

            String first = client.next();
            assertTrue(first.matches("\\{\"bitcoin\":\"[0-9.]+E4\"}"), first);
            assertTrue(client.next().matches("\\{\"bitcoin\":\"[0-9.]+\"}"));
            assertThrows(
                    IllegalArgumentException.class, () -> simulator.inject(at(Venue.COINCAP, Fault.reorder(2, null))));
        }
    }

    @Test
    void shouldAnswerRestOfTheNamedVenueOnly() throws Exception {
        simulator.inject(at(Venue.COINBASE, Fault.refusal(FaultKind.REST_TOO_MANY, 5, 7)));

        assertEquals(429, status(Venue.COINBASE, "/products/BTC-USD/trades"));
        assertEquals(200, status(Venue.BINANCE, "/api/v3/exchangeInfo"));
        simulator.advance(Duration.ofSeconds(5));
        assertEquals(200, status(Venue.COINBASE, "/products/BTC-USD/trades"));
    }

    private int status(Venue venue, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.restUri(venue).resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void shouldHitEveryVenueWhenAllAreNamed() throws Exception {
        try (SocketClient binance = SocketClient.connect(simulator.uri(), "/ws");
                SocketClient coinbase = coinbase("matches");
                SocketClient coincap = coincap()) {
            String fault = "{\"kind\":\"policy_close\",\"venue\":\"all\"}";
            Await.until(() -> !simulator.state().connections().isEmpty());

            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(simulator.controlUri().resolve("/control/faults"))
                            .POST(HttpRequest.BodyPublishers.ofString(fault))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, response.statusCode(), response.body());
            assertEquals(1008, binance.closeCode());
            assertEquals(1008, coinbase.closeCode());
            assertEquals(1008, coincap.closeCode());
        }
    }

    @Test
    void shouldHitTheVenuesThatHaveTheSymbolWhenAllAreNamed() {
        simulator.inject(Fault.silence(5, "BTCUSDT", true).at(Fault.ALL_VENUES));

        assertEquals(1, simulator.state().faults().size());
        assertTrue(simulator.state(Venue.COINBASE).faults().isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> simulator.inject(Fault.silence(5, "NOSUCH", true).at(Fault.ALL_VENUES)));
        assertThrows(
                IllegalArgumentException.class,
                () -> simulator.inject(Fault.silence(5, null, true).at("kraken")));
    }

    @Test
    void shouldDrawFromAllVenuesWhenThereAreSeveral() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        simulator.startChaos(ChaosOptions.of(11)
                .withInterval(Duration.ofSeconds(1))
                .withLasting(Duration.ofMinutes(3))
                .withReport(lines::add));

        simulator.advance(Duration.ofMinutes(4));

        for (Venue venue : Venue.values()) {
            assertTrue(lines.stream().anyMatch(line -> line.contains("\"venue\":\"" + venue.label() + "\"")));
            assertTrue(simulator.state(venue).faults().isEmpty());
            assertEquals(null, simulator.state(venue).source().failure());
        }
        assertTrue(Map.copyOf(simulator.state(Venue.COINBASE).faultCounts()).size() > 1);
    }
}
