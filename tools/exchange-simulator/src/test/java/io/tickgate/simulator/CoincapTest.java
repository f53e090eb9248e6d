package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CoinCap's prices and its REST side, and that all venues follow the same assets. */
@Timeout(60)
@Tag("slow")
class CoincapTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ExchangeSimulator simulator;
    private URI rest;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults()
                .withManual(true)
                .withVenues(Venue.values())
                .withRules(VenueRules.defaults().withCoincapKey("secret")));
        rest = simulator.restUri(Venue.COINCAP);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient connect(String query) {
        return SocketClient.connect(simulator.uri(Venue.COINCAP), "/prices?" + query);
    }

    @Test
    void shouldTellThePricesThatHaveChangedSeveralTimesASecond() throws Exception {
        try (SocketClient client = connect("assets=bitcoin,ethereum,nosuch&apiKey=secret")) {
            Await.until(() -> !simulator.state(Venue.COINCAP).connections().isEmpty());
            simulator.advance(Duration.ofSeconds(10));

            List<String> frames = client.next(25);

            Set<Set<String>> keys = new HashSet<>();
            for (String frame : frames) {
                Map<String, Object> prices = Json.object(frame);
                keys.add(prices.keySet());
                for (Object price : prices.values()) {
                    assertTrue(String.valueOf(price).matches("[0-9]+\\.[0-9]{16}"), frame);
                }
            }
            assertEquals(Set.of(Set.of("bitcoin"), Set.of("ethereum"), Set.of("bitcoin", "ethereum")), keys);
        }
    }

    @Test
    void shouldTellAllAssetsWhenAskedForAll() throws Exception {
        try (SocketClient client = connect("assets=ALL&apiKey=secret")) {
            Await.until(() -> !simulator.state(Venue.COINCAP).connections().isEmpty());
            simulator.advance(Duration.ofSeconds(10));

            Set<String> seen = new HashSet<>();
            for (String frame : client.next(30)) {
                seen.addAll(Json.object(frame).keySet());
            }
            assertEquals(
                    Set.of("bitcoin", "ethereum", "solana", "binance-coin", "xrp", "dogecoin", "cardano", "pepe"),
                    seen);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"assets=ALL", "assets=ALL&apiKey=wrong", "assets=bitcoin&apiKey="})
    void shouldSayUnauthorizedAndCloseWithoutTheKey(String query) throws Exception {
        try (SocketClient client = connect(query)) {

            assertTrue(client.next().startsWith("Unauthorized"));
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void shouldGiveAssetsByRest() throws Exception {
        simulator.advance(MINUTE);

        Map<String, Object> one =
                Json.object(Rest.get(rest, "/v3/assets/binance-coin", "Authorization", "Bearer secret")
                        .body());
        Map<String, Object> two = Json.object(Rest.body(rest, "/v3/assets?ids=bitcoin,pepe&apiKey=secret"));
        Map<String, Object> all = Json.object(Rest.body(rest, "/v3/assets?apiKey=secret"));

        Map<?, ?> coin = (Map<?, ?>) one.get("data");
        assertEquals("BNB", coin.get("symbol"));
        assertTrue(String.valueOf(coin.get("priceUsd")).matches("[0-9]+\\.[0-9]{16}"), coin.toString());
        assertEquals(
                List.of("bitcoin", "pepe"),
                ((List<?>) two.get("data"))
                        .stream().map(each -> ((Map<?, ?>) each).get("id")).toList());
        assertEquals(8, ((List<?>) all.get("data")).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v3/assets                              | 403
            /v3/assets/bitcoin?apiKey=wrong         | 403
            /v3/assets/nosuch?apiKey=secret         | 404
            /v3/rates?apiKey=secret                 | 404
            """)
    void shouldRefuseByRest(String target, int status) throws Exception {
        HttpResponse<String> response = Rest.get(rest, target);

        assertEquals(status, response.statusCode());
        assertTrue(Json.object(response.body()).containsKey("error"));
    }

    @Test
    void shouldHaveNoTradesToLoseOrRepeat() {
        assertThrows(IllegalArgumentException.class, () -> simulator.inject(Venue.COINCAP, Fault.gap(1, null)));
        assertThrows(
                IllegalArgumentException.class, () -> simulator.inject(Venue.COINCAP, Fault.duplicate(1, "BITCOIN")));
    }

    @Test
    void shouldBeSilentWhenToldTo() throws Exception {
        try (SocketClient client = connect("assets=bitcoin,ethereum&apiKey=secret")) {
            Await.until(() -> !simulator.state(Venue.COINCAP).connections().isEmpty());
            simulator.inject(Venue.COINCAP, Fault.silence(3_600, "BITCOIN", false));

            simulator.advance(MINUTE);

            assertTrue(client.next(60).stream().noneMatch(frame -> frame.contains("bitcoin")));
        }
    }

    @Test
    void shouldFollowTheSameAssetsAtAllVenues() throws Exception {
        boolean hasDifference = false;
        for (int hour = 0; hour < 5; hour++) {
            simulator.advance(Duration.ofHours(1));
            String[][] names = {
                {"BTCUSDT", "BTC-USD", "bitcoin"}, {"ETHUSDT", "ETH-USD", "ethereum"}, {"XRPUSDT", "XRP-USD", "xrp"},
            };
            for (String[] name : names) {
                BigDecimal binance = new BigDecimal(Json.textOf(
                        Rest.body(simulator.restUri(Venue.BINANCE), "/api/v3/ticker/price?symbol=" + name[0]),
                        "price"));
                BigDecimal coinbase = new BigDecimal(Json.textOf(
                        Rest.body(simulator.restUri(Venue.COINBASE), "/products/" + name[1] + "/ticker"), "price"));
                Map<?, ?> asset = (Map<?, ?>) Json.object(Rest.body(rest, "/v3/assets/" + name[2] + "?apiKey=secret"))
                        .get("data");
                BigDecimal coincap = new BigDecimal(String.valueOf(asset.get("priceUsd")));
                assertClose(binance, coinbase);
                assertClose(binance, coincap);
                hasDifference |= binance.compareTo(coinbase) != 0;
            }
        }
        assertTrue(hasDifference);
    }

    /** A deviation has a spread of two basis points; the book follows in steps, and a trade may be a second old. */
    private static void assertClose(BigDecimal one, BigDecimal other) {
        double ratio = one.doubleValue() / other.doubleValue();
        assertTrue(Math.abs(ratio - 1) < 0.003, one + " and " + other);
    }
}
