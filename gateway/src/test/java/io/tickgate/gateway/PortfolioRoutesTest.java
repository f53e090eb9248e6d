package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.record.HealthState;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.PriceChangedFlyweight;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Portfolios over HTTP, with a stand-in for the engine behind a real ring. */
@Timeout(60)
class PortfolioRoutesTest {
    private static final String BTC = "/api/portfolio/holdings/BTC%2FUSD";
    private static final long ETH_PRICE_E8 = 350_000_000_000L;
    private static final String NOTHING = "{\"totals\":[{\"currency\":\"USD\",\"value\":\"0\",\"incomplete\":false}],"
            + "\"incomplete\":false,\"holdings\":[],\"valueDecimals\":8,\"shareDecimals\":2,";

    private final RunningGateway running = new RunningGateway();

    PortfolioRoutesTest() {
        running.writer.currency(RunningGateway.BTC, "USDT");
        running.writer.currency(RunningGateway.ETH, "USDT");
        running.writer.currency(RunningGateway.SHIB, "USD");
    }

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private static String amount(String amount) {
        return "{\"amount\":\"" + amount + "\"}";
    }

    private void ethPrice() {
        running.writer.price(RunningGateway.ETH, ETH_PRICE_E8, running.clock.nowEpochNs());
    }

    @Test
    void shouldSetChangeAndRemoveAHoldingAndSayWhatPricesIt() throws Exception {
        HttpResponse<String> first = running.put("/api/portfolio/holdings/btc", amount("1.25"));
        HttpResponse<String> again = running.put("/api/portfolio/holdings/bitcoin", amount("1.250"));
        HttpResponse<String> less = running.put("/api/portfolio/holdings/BTC/USD", amount("0.00000001"));
        HttpResponse<String> none = running.put("/api/portfolio/holdings/btc-usd", amount("0"));
        HttpResponse<String> gone = running.delete(BTC);

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(
                "{\"symbol\":\"BTC/USD\",\"asset\":\"BTC\",\"amount\":\"1.25\",\"previous\":\"0\",\"sequence\":1,"
                        + "\"decidedAt\":1800000000000}",
                first.body());
        assertEquals(200, again.statusCode(), again.body());
        assertTrue(again.body().contains("\"amount\":\"1.25\",\"previous\":\"1.25\""), again.body());
        assertTrue(less.body().contains("\"amount\":\"0.00000001\",\"previous\":\"1.25\""), less.body());
        assertEquals(200, none.statusCode(), none.body());
        assertTrue(none.body().contains("\"amount\":\"0\",\"previous\":\"0.00000001\""), none.body());
        assertEquals(200, gone.statusCode(), gone.body());
        assertTrue(gone.body().contains("\"amount\":\"0\",\"previous\":\"0\""), gone.body());
        assertEquals(5, running.holdings.commands.get());
        assertEquals(5, running.gateway.counts().get(GatewayEvent.HOLDINGS_ANSWERED));
    }

    @Test
    void shouldShowEmptyListsAndATotalOfZeroWhenNothingIsHeld() throws Exception {
        HttpResponse<String> response = running.get("/api/portfolio");

        assertEquals(200, response.statusCode());
        assertTrue(response.body().startsWith(NOTHING), response.body());
    }

    @Test
    void shouldValueWhatIsHeldInTheCurrencyOfItsPriceWithSharesOf100Percent() throws Exception {
        ethPrice();
        running.put(BTC, amount("1.25"));
        running.put("/api/portfolio/holdings/eth", amount("3"));
        running.clock.advanceMs(250);

        HttpResponse<String> response = running.get("/api/portfolio");

        String standing =
                "\"source\":\"binance\",\"receivedTime\":1800000000000,\"health\":\"healthy\",\"stale\":false,"
                        + "\"cached\":false,\"age_ms\":250";
        assertEquals(
                "{\"totals\":[{\"currency\":\"USDT\",\"value\":\"94404.3125\",\"incomplete\":false}],"
                        + "\"incomplete\":false,\"holdings\":["
                        + "{\"symbol\":\"BTC/USD\",\"asset\":\"BTC\",\"amount\":\"1.25\",\"price\":\"67123.45\","
                        + "\"currency\":\"USDT\",\"value\":\"83904.3125\",\"share\":\"88.88\"," + standing + "},"
                        + "{\"symbol\":\"ETH/USD\",\"asset\":\"ETH\",\"amount\":\"3\",\"price\":\"3500\","
                        + "\"currency\":\"USDT\",\"value\":\"10500\",\"share\":\"11.12\"," + standing + "}],"
                        + "\"valueDecimals\":8,\"shareDecimals\":2,\"sequence\":"
                        + running.writer.published().sequence() + ",\"time\":1800000000250}",
                response.body());
    }

    @Test
    void shouldNeverAddUsdtToUsd() throws Exception {
        ethPrice();
        running.writer.currency(RunningGateway.ETH, "USD");
        running.put(BTC, amount("1"));
        running.put("/api/portfolio/holdings/eth", amount("2"));

        String body = running.get("/api/portfolio").body();

        assertTrue(
                body.contains("\"totals\":[{\"currency\":\"USD\",\"value\":\"7000\",\"incomplete\":false},"
                        + "{\"currency\":\"USDT\",\"value\":\"67123.45\",\"incomplete\":false}]"),
                body);
        assertEquals(3, body.split("\"share\":\"100.00\"", -1).length, body);
    }

    @Test
    void shouldFollowTheStreamThatThePriceComesFrom() throws Exception {
        running.writer.venues(RunningGateway.BTC, "binance", "coinbase");
        running.writer.currency(101, "USDT");
        running.writer.currency(102, "USD");
        running.put(BTC, amount("1"));

        running.writer.source(RunningGateway.BTC, 0, 101, 101, 101);
        String first = running.get("/api/portfolio").body();
        running.writer.source(RunningGateway.BTC, 0, 102, 102, 102);
        String second = running.get("/api/portfolio").body();
        running.writer.source(RunningGateway.BTC, PriceChangedFlyweight.INDEX, 0, 101, 102);
        String index = running.get("/api/portfolio").body();
        running.writer.source(RunningGateway.BTC, PriceChangedFlyweight.BEST, 0, 101, 101);
        String best = running.get("/api/portfolio").body();

        assertTrue(first.contains("[{\"currency\":\"USDT\",\"value\":\"67123.45\""), first);
        assertTrue(second.contains("[{\"currency\":\"USD\",\"value\":\"67123.45\""), second);
        assertTrue(second.contains("\"source\":\"coinbase\""), second);
        assertTrue(index.contains("[{\"currency\":\"USD+USDT\",\"value\":\"67123.45\""), index);
        assertTrue(best.contains("[{\"currency\":\"USD+USDT\",\"value\":\"67123.45\""), best);
    }

    @Test
    void shouldNameAllCurrenciesWhenAPriceFromRedisDoesNotSayItsStream() throws Exception {
        running.writer.venues(RunningGateway.SHIB, "binance", "coinbase");
        running.writer.currency(101, "USDT");
        running.writer.currency(102, "USD");
        running.put("/api/portfolio/holdings/shib", amount("1000000"));
        running.writer.fallback(RunningGateway.SHIB, 1_234, running.clock.nowEpochNs() - 90_000_000_000L);

        String body = running.get("/api/portfolio").body();

        assertTrue(body.contains("\"totals\":[{\"currency\":\"USD+USDT\",\"value\":\"12.34\""), body);
        assertTrue(
                body.contains("\"source\":\"redis\",\"receivedTime\":1799999910000,\"health\":\"critical\","
                        + "\"stale\":true,\"cached\":true,\"age_ms\":90000"),
                body);
    }

    @Test
    void shouldSayNullAndIncompleteWhenAHoldingHasNoPrice() throws Exception {
        running.put(BTC, amount("1"));
        running.put("/api/portfolio/holdings/shiba", amount("5"));

        String body = running.get("/api/portfolio").body();

        assertTrue(
                body.startsWith("{\"totals\":[{\"currency\":\"USD\",\"value\":\"0\",\"incomplete\":true},"
                        + "{\"currency\":\"USDT\",\"value\":\"67123.45\",\"incomplete\":false}],\"incomplete\":true,"),
                body);
        assertTrue(
                body.contains("{\"symbol\":\"SHIB/USD\",\"asset\":\"SHIB\",\"amount\":\"5\",\"price\":null,"
                        + "\"currency\":null,\"value\":null,\"share\":null,\"health\":\"critical\",\"stale\":true}"),
                body);
        assertTrue(body.contains("\"share\":\"100.00\""), body);
    }

    @Test
    void shouldMarkEachTotalThatAMissingPriceMayBelongTo() throws Exception {
        ethPrice();
        running.writer.venues(RunningGateway.SHIB, "binance", "coinbase");
        running.writer.currency(101, "USDT");
        running.writer.currency(102, "USD");
        running.writer.currency(RunningGateway.ETH, "EUR");
        running.writer.source(RunningGateway.BTC, PriceChangedFlyweight.INDEX, 0, 1, 1);
        running.put(BTC, amount("1"));
        running.put("/api/portfolio/holdings/eth", amount("1"));
        running.put("/api/portfolio/holdings/shiba", amount("5"));

        String body = running.get("/api/portfolio").body();

        assertTrue(
                body.startsWith("{\"totals\":[{\"currency\":\"EUR\",\"value\":\"3500\",\"incomplete\":false},"
                        + "{\"currency\":\"USD\",\"value\":\"0\",\"incomplete\":true},"
                        + "{\"currency\":\"USDT\",\"value\":\"67123.45\",\"incomplete\":true}],\"incomplete\":true,"),
                body);
    }

    @Test
    void shouldShowAPriceThatIsNotLiveWithItsAgeAndStale() throws Exception {
        long now = running.clock.nowEpochNs();
        running.writer.write(
                RunningGateway.ETH, ETH_PRICE_E8, 1, 2, HealthState.RECOVERING, now, now + 20_000_000_000L);
        running.put("/api/portfolio/holdings/eth", amount("1"));
        running.clock.advanceMs(2_000);

        String body = running.get("/api/portfolio").body();

        assertTrue(
                body.contains("\"value\":\"3500\",\"share\":\"100.00\",\"source\":\"binance\","
                        + "\"receivedTime\":1800000000000,\"health\":\"critical\",\"recovering\":true,"
                        + "\"recovering_seconds_left\":18,\"stale\":true,\"cached\":false,\"age_ms\":2000"),
                body);
    }

    @Test
    void shouldKeepShowingWhatWasWithdrawnAndLetItBeRemoved() throws Exception {
        ethPrice();
        running.put("/api/portfolio/holdings/eth", amount("2"));
        running.writer.withdraw(RunningGateway.ETH);

        String body = running.get("/api/portfolio").body();
        HttpResponse<String> gone = running.delete("/api/portfolio/holdings/ETH-USD");

        assertTrue(body.contains("\"symbol\":\"ETH/USD\",\"asset\":\"ETH\",\"amount\":\"2\",\"price\":null"), body);
        assertTrue(body.contains("\"withdrawn\":true"), body);
        assertEquals(200, gone.statusCode(), gone.body());
        assertTrue(running.get("/api/portfolio").body().startsWith(NOTHING));
    }

    /** Which currencies its streams had, nobody knows any more: neither at once nor after a restart. */
    @Test
    void shouldCallNoTotalCompleteThatAWithdrawnHoldingMayBelongTo() throws Exception {
        running.put(BTC, amount("1"));
        int ltc = running.writer.instrument("LTC/USD", List.of("litecoin"), "binance");
        running.writer.currency(ltc, "USDT");
        running.holdings.hold("default", "default", ltc, 100_000_000L);
        running.writer.withdraw(ltc);

        String body = running.get("/api/portfolio").body();

        assertTrue(body.contains("{\"currency\":\"USD\",\"value\":\"0\",\"incomplete\":true}"), body);
        assertFalse(body.contains("\"incomplete\":false"), body);
    }

    @Test
    void shouldPrintValuesExactlyThatNoLongHolds() throws Exception {
        ethPrice();
        running.put(BTC, amount("92233720368.54775807"));
        running.put("/api/portfolio/holdings/eth", amount("92233720368.54775807"));

        String body = running.get("/api/portfolio").body();

        assertTrue(body.contains("\"value\":\"6191045517472197.01142374\""), body);
        assertTrue(body.contains("\"value\":\"322818021289917.153245\""), body);
        assertTrue(body.contains("\"value\":\"6513863538762114.16466874\""), body);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 1_000})
    void shouldTellAllOfALargePortfolioWithSharesOf100PercentInSum(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            int id = running.writer.instrument("A" + i + "/USD", List.of(), "binance");
            running.writer.currency(id, "USD");
            running.writer.price(id, 7L + i, running.clock.nowEpochNs());
            running.holdings.hold("default", "default", id, 100_000_000L);
        }

        String body = running.get("/api/portfolio").body();

        Matcher shares = Pattern.compile("\"share\":\"([0-9]+)\\.([0-9]{2})\"").matcher(body);
        int hundredths = 0;
        int found = 0;
        while (shares.find()) {
            hundredths += 100 * Integer.parseInt(shares.group(1)) + Integer.parseInt(shares.group(2));
            found++;
        }
        assertEquals(count, found);
        assertEquals(10_000, hundredths);
    }

    @Test
    void shouldNeverShowAnotherUsersHoldings() throws Exception {
        running.holdings.hold("default", "somebody", RunningGateway.BTC, 5);
        running.holdings.hold("elsewhere", "default", RunningGateway.BTC, 6);

        assertTrue(running.get("/api/portfolio").body().startsWith(NOTHING));
    }

    /** Body, status, code, field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| 400 | MISSING_FIELD | amount",
                "''| 400 | MALFORMED_JSON | body",
                "nothing| 400 | MALFORMED_JSON | body",
                "null| 400 | MALFORMED_JSON | body",
                "[]| 400 | MALFORMED_JSON | body",
                "\"1\"| 400 | MALFORMED_JSON | body",
                "{\"amount\":\"1\"| 400 | MALFORMED_JSON | amount",
                "{\"amount\":\"1\"}}| 400 | MALFORMED_JSON | body",
                "{\"amount\":\"1\"}{}| 400 | MALFORMED_JSON | body",
                "{\"amount\":\"1\",}| 400 | MALFORMED_JSON | amount",
                "{\"amount\":1.25}| 400 | INVALID_FIELD | amount",
                "{\"amount\":1}| 400 | INVALID_FIELD | amount",
                "{\"amount\":null}| 400 | INVALID_FIELD | amount",
                "{\"amount\":true}| 400 | INVALID_FIELD | amount",
                "{\"amount\":[\"1\"]}| 400 | INVALID_FIELD | amount",
                "{\"amount\":{\"amount\":\"1\"}}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\" 1\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1 \"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"-1\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"-0\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"+1\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"01\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\".5\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1.\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1e3\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"0x10\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1,5\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1_000\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"NaN\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"Infinity\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"\\u0661\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1\\u0000\"}| 400 | INVALID_FIELD | amount",
                "{\"amount\":\"1.123456789\"}| 422 | AMOUNT_TOO_FINE | amount",
                "{\"amount\":\"1.000000000\"}| 422 | AMOUNT_TOO_FINE | amount",
                "{\"amount\":\"0.000000001\"}| 422 | AMOUNT_TOO_FINE | amount",
                "{\"amount\":\"92233720368.54775808\"}| 422 | AMOUNT_TOO_LARGE | amount",
                "{\"amount\":\"92233720369\"}| 422 | AMOUNT_TOO_LARGE | amount",
                "{\"amount\":\"99999999999999999999999999999999999999\"}| 422 | AMOUNT_TOO_LARGE | amount",
                "{\"amount\":\"1\",\"amount\":\"1\"}| 400 | DUPLICATE_FIELD | amount",
                "{\"amount\":\"1\",\"\\u0061mount\":\"2\"}| 400 | DUPLICATE_FIELD | amount",
                "{\"amount\":\"1\",\"user\":\"bob\"}| 400 | UNKNOWN_FIELD | user",
                "{\"Amount\":\"1\"}| 400 | UNKNOWN_FIELD | Amount"
            })
    void shouldRefuseABodyThatIsNoHoldingAndAskTheEngineNothing(String body, int status, String code, String field)
            throws Exception {
        HttpResponse<String> response = running.put(BTC, body);

        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().startsWith("{\"error\":\"" + code + "\",\"message\":\""), response.body());
        assertEquals(field == null, !response.body().contains("\"field\":\"" + field + "\""), response.body());
        assertEquals(0, running.holdings.commands.get());
    }

    @Test
    void shouldTakeTheLargestAndTheSmallestAmount() throws Exception {
        HttpResponse<String> largest = running.put(BTC, amount("92233720368.54775807"));
        HttpResponse<String> smallest = running.put(BTC, " { \"amount\" : \"0.00000001\" } ");
        HttpResponse<String> nought = running.put(BTC, amount("0.00000000"));

        assertEquals(201, largest.statusCode(), largest.body());
        assertEquals(200, smallest.statusCode(), smallest.body());
        assertTrue(nought.body().contains("\"amount\":\"0\",\"previous\":\"0.00000001\""), nought.body());
    }

    @Test
    void shouldRefuseAnUnknownSymbolWithTheNearestOnesBeforeTheEngineIsAsked() throws Exception {
        HttpResponse<String> put = running.put("/api/portfolio/holdings/BTX%2FUSD", amount("1"));
        HttpResponse<String> delete = running.delete("/api/portfolio/holdings/nosuchthing");

        assertEquals(404, put.statusCode(), put.body());
        assertTrue(put.body().contains("\"field\":\"symbol\",\"nearest\":[\"BTC/USD\""), put.body());
        assertEquals(404, delete.statusCode(), delete.body());
        assertTrue(delete.body().startsWith("{\"error\":\"UNKNOWN_SYMBOL\""), delete.body());
        assertEquals(0, running.holdings.commands.get());
    }

    /** Whatever the engine may answer has a reply. */
    @ParameterizedTest
    @EnumSource(
            value = HoldingResult.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SET", "REMOVED"})
    void shouldTellEachRefusalOfTheEngine(HoldingResult result) throws Exception {
        running.holdings.decide = command -> result;

        HttpResponse<String> response = running.put(BTC, amount("1"));

        int status = switch (result) {
            case COMMAND_EXPIRED -> 503;
            case UNKNOWN_INSTRUMENT -> 404;
            case HOLDINGS_LIMIT -> 422;
            default -> 400;
        };
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(running.get("/api/portfolio").body().startsWith(NOTHING));
        if (result == HoldingResult.HOLDINGS_LIMIT) {
            assertTrue(response.body().startsWith("{\"error\":\"HOLDINGS_LIMIT\""), response.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/portfolio/holdings/btc, 405, 'PUT, DELETE'",
        "POST, /api/portfolio/holdings/btc, 405, 'PUT, DELETE'",
        "PUT, /api/portfolio, 405, 'GET, HEAD'",
        "DELETE, /api/portfolio, 405, 'GET, HEAD'",
        "PUT, /api/portfolio/holdings, 404, ''",
        "DELETE, /api/portfolio/holdings, 404, ''",
        "GET, /api/portfolio/else, 404, ''",
        "PUT, /api/portfolio/holdings/a/b/c, 404, ''"
    })
    void shouldRefuseWhatItDoesNotServe(String method, String path, int status, String allow) throws Exception {
        HttpRequest.BodyPublisher body = method.equals("POST") || method.equals("PUT")
                ? HttpRequest.BodyPublishers.ofString(amount("1"))
                : HttpRequest.BodyPublishers.noBody();

        HttpResponse<String> response = running.client.send(
                HttpRequest.newBuilder(running.uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(status, response.statusCode(), response.body());
        assertEquals(allow, response.headers().firstValue("Allow").orElse(""));
        assertEquals(0, running.holdings.commands.get());
    }

    @Test
    void shouldRefuseAForeignPageAnotherTypeAndABodyThatIsTooLong() throws Exception {
        HttpResponse<String> foreign = put("Origin", "https://evil.example", amount("1"));
        HttpResponse<String> text = put("Content-Type", "text/plain", amount("1"));
        HttpResponse<String> large = put("X-Test", "1", amount("1" + "0".repeat(16_384)));
        HttpResponse<String> foreignDelete = running.client.send(
                HttpRequest.newBuilder(running.uri(BTC))
                        .header("Origin", "https://evil.example")
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(403, foreign.statusCode(), foreign.body());
        assertEquals(403, foreignDelete.statusCode(), foreignDelete.body());
        assertEquals(415, text.statusCode(), text.body());
        assertEquals(413, large.statusCode(), large.body());
        assertEquals(0, running.holdings.commands.get());
    }

    private HttpResponse<String> put(String header, String value, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(running.uri(BTC)).header(header, value);
        if (!header.equals("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return running.client.send(
                request.PUT(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void shouldAskForALengthWhenAPutHasNone(String header) throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send("PUT " + BTC + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\n" + header + "\r\n")
                    .readHead();

            assertTrue(answer.startsWith("HTTP/1.1 411"), answer);
        }
    }

    @Test
    void shouldStillRefuseABodyOnADelete() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send("DELETE " + BTC + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
                    .readHead();

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    @Test
    @Tag("slow")
    void shouldAnswerUndecidedWhenTheEngineSaysNothingAndTakeTheSameAgain() throws Exception {
        running.holdings.decide = command -> null;

        HttpResponse<String> silent = running.put(BTC, amount("1"));
        running.holdings.decide = StandInHoldings::done;
        HttpResponse<String> again = running.put(BTC, amount("1"));

        assertEquals(503, silent.statusCode(), silent.body());
        assertTrue(silent.body().startsWith("{\"error\":\"HOLDING_UNDECIDED\""), silent.body());
        assertTrue(silent.headers().firstValue("Retry-After").isPresent());
        assertEquals(201, again.statusCode(), again.body());
        assertEquals(1, running.gateway.counts().get(GatewayEvent.HOLDINGS_UNDECIDED));
    }

    @Test
    void shouldSayAtOnceThatTheEngineStandsStill() throws Exception {
        running.clock.advanceMs(3_001);

        HttpResponse<String> response = running.put(BTC, amount("1"));

        assertEquals(503, response.statusCode(), response.body());
        assertTrue(response.body().startsWith("{\"error\":\"DEAD_MAN\""), response.body());
        assertEquals(0, running.holdings.commands.get());
    }

    @Test
    void shouldRefuseWhatIsBeyondTheBoundOfCommandsInFlight() throws Exception {
        running.close();
        try (RunningGateway wide = new RunningGateway(RunningGateway.settings(400))) {
            wide.holdings.decide = command -> null;
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                waiting.add(wide.client.sendAsync(
                        HttpRequest.newBuilder(wide.uri(BTC))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(amount("1")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            RunningGateway.await("all are in flight", () -> wide.holdings.commands.get() == 256);

            HttpResponse<String> refused = wide.put(BTC, amount("1"));
            wide.gateway.close();

            assertEquals(503, refused.statusCode(), refused.body());
            assertTrue(refused.body().startsWith("{\"error\":\"ENGINE_BUSY\""), refused.body());
            for (CompletableFuture<HttpResponse<String>> each : waiting) {
                HttpResponse<String> answer = each.get(10, TimeUnit.SECONDS);
                assertTrue(answer.body().startsWith("{\"error\":\"HOLDING_UNDECIDED\""), answer.body());
            }
        }
    }
}
