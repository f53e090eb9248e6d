package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRefusal;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs over HTTP, with a stand-in for the engine's desk, and what clients want of them. */
@Timeout(60)
class AdminRoutesTest {
    private static final String PAIRS = "/api/admin/pairs";
    private static final String LTC_JSON = "{\"symbol\":\"LTC/USD\",\"aliases\":[\"litecoin\"],\"origin\":\"admin\","
            + "\"source\":\"failover\",\"onDemand\":false,\"hasMarket\":false,\"wanted\":true,\"delivering\":false,"
            + "\"streams\":[{\"venue\":\"binance\",\"symbol\":\"LTCUSDT\",\"content\":\"trades\",\"wanted\":true},"
            + "{\"venue\":\"coincap\",\"symbol\":\"litecoin\",\"content\":\"prices\",\"wanted\":false}]}";

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private HttpResponse<String> add(String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(running.uri(PAIRS))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return running.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> remove(String name) throws Exception {
        return running.client.send(
                HttpRequest.newBuilder(running.uri(PAIRS + "/" + name)).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldAnswer201WithThePairWhenItIsNewAnd200WhenItWasThere() throws Exception {
        ConcurrentLinkedQueue<PairRequest> requests = new ConcurrentLinkedQueue<>();
        running.pairs.onAdd = request -> {
            requests.add(request);
            return CompletableFuture.completedFuture(new PairChange(StandInPairs.LTC, requests.size() == 1));
        };
        String body = "{\"symbol\":\"LTC/USD\",\"binance\":\"LTCUSDT\",\"coinbase\":\"LTC-USD\","
                + "\"coincap\":\"litecoin\",\"aliases\":[\"litecoin\"],\"source\":\"failover\"}";

        HttpResponse<String> first = add(body);
        HttpResponse<String> second = add(body);

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(LTC_JSON, first.body());
        assertEquals(200, second.statusCode());
        assertEquals(
                new PairRequest("LTC/USD", List.of("litecoin"), "LTCUSDT", "LTC-USD", "litecoin", "failover"),
                requests.peek());
    }

    @Test
    void shouldWaitForTheAnswerWithoutHoldingAThread() throws Exception {
        CompletableFuture<PairChange> answer = new CompletableFuture<>();
        running.pairs.onAdd = request -> answer;

        CompletableFuture<HttpResponse<String>> response = running.client.sendAsync(
                HttpRequest.newBuilder(running.uri(PAIRS))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"symbol\":\"LTC/USD\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        for (int i = 0; i < 8; i++) {
            assertEquals(200, running.get("/healthz").statusCode());
        }
        answer.complete(new PairChange(StandInPairs.LTC, true));

        assertEquals(201, response.get().statusCode());
    }

    @Test
    void shouldSayThatItIsUndecidedWhenNoAnswerComes() throws Exception {
        running.pairs.onAdd = request -> new CompletableFuture<>();

        HttpResponse<String> response = add("{\"symbol\":\"LTC/USD\"}");

        assertEquals(503, response.statusCode());
        assertTrue(response.body().contains("PAIR_UNDECIDED"), response.body());
    }

    @Test
    void shouldRemoveByAnySpelling() throws Exception {
        ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
        running.pairs.onRemove = name -> {
            names.add(name);
            return CompletableFuture.completedFuture(new PairChange(StandInPairs.LTC, true));
        };

        List<Integer> statuses = List.of(
                remove("LTC/USD").statusCode(),
                remove("LTC%2FUSD").statusCode(),
                remove("litecoin").statusCode());

        assertEquals(List.of(200, 200, 200), statuses);
        assertEquals(List.of("LTC/USD", "LTC/USD", "litecoin"), List.copyOf(names));
    }

    @Test
    void shouldListPairsWithWhatIsWantedAndDelivered() throws Exception {
        running.pairs.list = List.of(StandInPairs.LTC);

        HttpResponse<String> response = running.get(PAIRS);

        assertEquals(200, response.statusCode());
        assertEquals("{\"pairs\":[" + LTC_JSON + "]}", response.body());
    }

    @ParameterizedTest
    @EnumSource(PairRefusal.class)
    void shouldGiveEachRefusalItsCode(PairRefusal refusal) throws Exception {
        running.pairs.onAdd = request ->
                CompletableFuture.failedFuture(new PairRefusedException(refusal, "symbol", "Because \"x\"."));

        HttpResponse<String> response = add("{\"symbol\":\"LTC/USD\"}");

        ErrorCode code = ErrorCode.of(refusal);
        assertEquals(code.httpStatus(), response.statusCode());
        assertTrue(response.body().startsWith("{\"error\":\"" + code + "\",\"message\":\"Because \\\"x\\\".\""));
        assertTrue(response.body().contains("\"field\":\"symbol\""), response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|MISSING_FIELD",
                "[]|MALFORMED_JSON",
                "{\"symbol\":\"A/B\"} {}|MALFORMED_JSON",
                "{\"symbol\":\"A/B\"|MALFORMED_JSON",
                "{\"symbol\":\"A/B\",\"symbol\":\"A/B\"}|DUPLICATE_FIELD",
                "{\"symbol\":\"A/B\",\"kraken\":\"X\"}|UNKNOWN_FIELD",
                "{\"symbol\":1}|INVALID_FIELD",
                "{\"symbol\":null}|INVALID_FIELD",
                "{\"symbol\":\"\"}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"coincap\":\"\"}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"aliases\":\"a\"}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"aliases\":[1]}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"aliases\":[[\"a\"]]}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"aliases\":[\"\"]}|INVALID_FIELD",
                "{\"symbol\":\"A/B\",\"aliases\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\","
                        + "\"m\",\"n\"]}|INVALID_FIELD",
            })
    void shouldRefuseBodiesThatAreNoPair(String body, ErrorCode expected) throws Exception {
        HttpResponse<String> response = add(body);

        assertEquals(expected.httpStatus(), response.statusCode());
        assertTrue(response.body().startsWith("{\"error\":\"" + expected + "\""), response.body());
    }

    @Test
    void shouldRefuseTextsThatAreTooLong() throws Exception {
        HttpResponse<String> response = add("{\"symbol\":\"" + "A".repeat(65) + "\"}");

        assertTrue(response.body().startsWith("{\"error\":\"INVALID_FIELD\""), response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "X-Real-IP: 127.0.0.1",
                "Via: 1.1 proxy",
                "Origin: http://evil.example",
                "Origin: null",
            })
    void shouldServeNobodyButTheOperator(String header) throws Exception {
        String[] parts = header.split(": ", 2);

        HttpResponse<String> response = add("{\"symbol\":\"LTC/USD\"}", parts[0], parts[1]);

        assertEquals(403, response.statusCode());
        assertTrue(response.body().startsWith("{\"error\":\"ADMIN_NOT_ALLOWED\""), response.body());
    }

    @Test
    void shouldNameTheMethodsOfEachPath() throws Exception {
        HttpResponse<String> list = running.client.send(
                HttpRequest.newBuilder(running.uri(PAIRS)).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> one = running.get(PAIRS + "/LTC/USD");
        HttpResponse<String> other = running.get("/api/admin/users");

        assertEquals(405, list.statusCode());
        assertEquals("GET, HEAD, POST", list.headers().firstValue("Allow").orElse(""));
        assertEquals(405, one.statusCode());
        assertEquals("DELETE", one.headers().firstValue("Allow").orElse(""));
        assertEquals(404, other.statusCode());
    }

    @Test
    void shouldCountEachSubscriptionAsDemandUntilItEnds() throws Exception {
        WsClient first = WsClient.connect(running, "/ws/prices?symbols=BTC/USD,btcusd");
        WsClient second = WsClient.connect(running, "/ws/prices?symbols=BTC/USD");
        first.await("system:status");
        second.await("system:status");
        int both = running.pairs.wanted.get(RunningGateway.BTC);
        first.send("{\"op\":\"subscribe\",\"symbols\":[\"*\",\"ETH/USD\"],\"id\":1}");
        first.await("\"id\":1");
        int eth = running.pairs.wanted.get(RunningGateway.ETH);
        first.send("{\"op\":\"unsubscribe\",\"symbols\":[\"BTC/USD\",\"BTC/USD\"],\"id\":2}");
        first.await("\"id\":2");
        int one = running.pairs.wanted.get(RunningGateway.BTC);
        first.socket().abort();
        second.socket().abort();

        assertEquals(List.of(2, 1, 1), List.of(both, eth, one));
        RunningGateway.await(
                "nothing is wanted",
                () -> running.pairs.wanted.get(RunningGateway.BTC) == 0
                        && running.pairs.wanted.get(RunningGateway.ETH) == 0);
        assertEquals(0, running.pairs.wanted.get(RunningGateway.SHIB));
    }

    @Test
    void shouldCountReadsOfOnePriceAsDemandAndNotThoseOfAll() throws Exception {
        running.get("/api/prices");
        running.get("/api/prices/BTC/USD");
        running.get("/api/prices/bulk/ETH-USD,nosuch");

        assertEquals(1, running.pairs.reads.get(RunningGateway.BTC));
        assertEquals(1, running.pairs.reads.get(RunningGateway.ETH));
        assertEquals(0, running.pairs.reads.get(RunningGateway.SHIB));
    }
}
