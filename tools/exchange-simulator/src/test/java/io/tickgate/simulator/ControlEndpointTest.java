package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@Tag("slow")
class ControlEndpointTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(
                SimulatorOptions.defaults().withManual(true).withSeed(42));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> request(String method, String path, String body) throws Exception {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(simulator.controlUri().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, content)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String head, String body) throws IOException {
        try (RawClient client = new RawClient(simulator.port(), 65_536)) {
            client.sendBytes((head + "\r\nHost: x\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return client.readHead();
        }
    }

    @Test
    void shouldInjectShowAndClearFaults() throws Exception {
        HttpResponse<String> posted =
                request("POST", "/control/faults", "{\"kind\":\"silence\",\"seconds\":12,\"symbol\":\"BTCUSDT\"}");
        simulator.advance(Duration.ofSeconds(2));
        Map<String, Object> state =
                Json.object(request("GET", "/control/state", "").body());
        HttpResponse<String> deleted = request("DELETE", "/control/faults", "");

        assertEquals(200, posted.statusCode());
        assertEquals("{\"injected\":\"silence\"}", posted.body());
        assertEquals(List.of(Map.of("kind", "silence", "symbol", "BTCUSDT", "secondsLeft", 10.0)), state.get("faults"));
        assertEquals("{\"cleared\":1}", deleted.body());
        assertTrue(simulator.state().faults().isEmpty());
    }

    @Test
    void shouldShowTheWholeStateAsJson() throws Exception {
        try (SocketClient client =
                SocketClient.connect(simulator.uri(), "/stream?streams=btcusdt@trade/ethusdt@trade")) {
            Await.subscriptions(simulator, 2);
            simulator.advance(Duration.ofSeconds(30));
            String trade = client.next();

            HttpResponse<String> response = request("GET", "/control/state", "");

            Map<String, Object> state = Json.object(response.body());
            assertEquals(200, response.statusCode());
            assertEquals(
                    "application/json",
                    response.headers().firstValue("Content-Type").orElse(""));
            assertEquals("binance", state.get("venue"));
            Map<?, ?> source = assertInstanceOf(Map.class, state.get("source"));
            assertEquals("generator", source.get("kind"));
            assertEquals(42L, source.get("seed"));
            assertEquals(null, source.get("failure"));
            assertEquals(Map.of("btcusdt@trade", 1L, "ethusdt@trade", 1L), state.get("subscriptions"));
            assertEquals(List.of(Map.of("id", 1L, "combined", true, "streams", 2L)), state.get("connections"));
            assertTrue(assertInstanceOf(Long.class, state.get("framesSent")) > 0);
            Map<?, ?> symbols = assertInstanceOf(Map.class, state.get("symbols"));
            Map<?, ?> bitcoin = assertInstanceOf(Map.class, symbols.get("BTCUSDT"));
            assertTrue(assertInstanceOf(Long.class, bitcoin.get("lastTradeId")) >= 1_000_000, trade);
            assertTrue(String.valueOf(bitcoin.get("lastPrice")).matches("[0-9]+\\.[0-9]{8}"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            POST   | /control/faults | {"kind":"quake"}                   | 400 | UNKNOWN_FAULT_KIND
            POST   | /control/faults | {"kind":"gap","symbol":"NOSUCH"}   | 400 | BAD_FAULT
            POST   | /control/faults | {"kind":"gap","count":0}           | 400 | BAD_FAULT
            POST   | /control/faults | nonsense                           | 400 | BAD_FAULT
            PUT    | /control/faults | {"kind":"gap"}                     | 405 | METHOD_NOT_ALLOWED
            GET    | /control/faults | ~~                                 | 405 | METHOD_NOT_ALLOWED
            POST   | /control/state  | {}                                 | 405 | METHOD_NOT_ALLOWED
            DELETE | /control/faults | {"kind":"gap"}                     | 400 | NO_BODY_EXPECTED
            GET    | /control/other  | ~~                                 | 404 | NOT_FOUND
            GET    | /               | ~~                                 | 404 | NOT_FOUND
            GET    | /ws             | ~~                                 | 426 | UPGRADE_REQUIRED
            GET    | /ws?timeUnit=x  | ~~                                 | 400 | BAD_STREAMS
            """)
    void shouldNameTheErrorWhenTheRequestIsWrong(String method, String path, String body, int status, String error)
            throws Exception {
        HttpResponse<String> response = request(method, path, body);

        assertEquals(status, response.statusCode(), response.body());
        assertEquals(error, Json.textOf(response.body(), "error"));
    }

    @Test
    void shouldListTheKindsWhenTheKindIsUnknown() throws Exception {
        String body = request("POST", "/control/faults", "{\"kind\":\"quake\"}").body();

        assertTrue(Json.textOf(body, "message").contains("silence, disconnect, refuse, gap, duplicate, garbage"));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 18446744073709551619, 400",
        "Content-Length: +14, 400",
        "Content-Length: 0014x, 400",
        "Content-Length: 16385, 413",
        "Transfer-Encoding: chunked, 411",
        "X-None: 1, 411",
    })
    void shouldRefuseTheBodyWhenItsLengthIsNotPlain(String header, int status) throws Exception {
        String head = raw("POST /control/faults HTTP/1.1\r\n" + header, "{\"kind\":\"gap\"}");

        assertTrue(head.startsWith("HTTP/1.1 " + status), head);
        assertTrue(simulator.state().faults().isEmpty());
    }

    @Test
    void shouldRefuseTheBodyWhenTwoLengthsAreGiven() throws Exception {
        String head =
                raw("POST /control/faults HTTP/1.1\r\nContent-Length: 14\r\nContent-Length: 14", "{\"kind\":\"gap\"}");

        assertTrue(head.startsWith("HTTP/1.1 400"), head);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
        "Origin: http://127.0.0.1:1, 403",
        "Origin: https://HOST, 403",
        "Origin: http://HOST, 200",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: none, 200",
    })
    void shouldRefuseTheRequestWhenItComesFromAForeignPage(String header, int status) throws Exception {
        String host = "127.0.0.1:" + simulator.port();
        String fault = "{\"kind\":\"gap\"}";

        String head;
        try (RawClient client = new RawClient(simulator.port(), 65_536)) {
            client.sendBytes(("POST /control/faults HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + fault.length()
                            + "\r\n" + header.replace("HOST", host) + "\r\n\r\n" + fault)
                    .getBytes(StandardCharsets.US_ASCII));
            head = client.readHead();
        }

        assertTrue(head.startsWith("HTTP/1.1 " + status), head);
        assertEquals(status == 200 ? 1 : 0, simulator.state().faults().size());
    }

    @Test
    void shouldRefuseTheRequestWhenAForeignNamePointsHere() throws Exception {
        String head = raw("GET /control/state HTTP/1.1\r\nOrigin: http://x", "");

        assertTrue(head.startsWith("HTTP/1.1 403"), head);
    }

    @Test
    void shouldShowWhatIsLeftAndWhatHasBeenDone() throws Exception {
        request("POST", "/control/faults", "{\"kind\":\"stall_stream\",\"seconds\":9,\"channel\":\"trade\"}");
        request("POST", "/control/faults", "{\"kind\":\"crossed_book\",\"count\":3}");
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade/btcusdt@bookTicker")) {
            Await.subscriptions(simulator, 2);
            simulator.inject(io.tickgate.simulator.fault.Fault.gap(2, "BTCUSDT"));
            while (!simulator.state().toJson().contains("\"crossed_book\":1")) {
                simulator.advance(Duration.ofMillis(20));
            }
            simulator.inject(io.tickgate.simulator.fault.Fault.policyClose());

            Map<String, Object> state =
                    Json.object(request("GET", "/control/state", "").body());

            Map<?, ?> counts = assertInstanceOf(Map.class, state.get("faultCounts"));
            assertEquals(1L, counts.get("crossed_book"));
            assertEquals(1L, counts.get("policy_close"));
            assertEquals(1L, counts.get("gap"));
            String faults = String.valueOf(state.get("faults"));
            assertEquals(1008, client.closeCode());
            assertTrue(faults.contains("{kind=crossed_book, count=2}"), faults);
            assertTrue(faults.contains("kind=stall_stream, channel=trade, secondsLeft="), faults);
        }
    }

    @Test
    void shouldEndChaosOnRequest() throws Exception {
        simulator.startChaos(ChaosOptions.of(9).withInterval(Duration.ofSeconds(1)));
        simulator.advance(Duration.ofSeconds(30));

        HttpResponse<String> response = request("DELETE", "/control/chaos", "");
        simulator.advance(Duration.ofSeconds(30));

        assertEquals(200, response.statusCode());
        assertTrue(simulator.state().faults().isEmpty());
        assertTrue(simulator.state().toJson().contains("\"chaos\":{\"seed\":9,\"drawn\":"));
        assertTrue(simulator.state().toJson().contains("\"running\":false"));
    }

    @Test
    void shouldTakeABodyOfExactly16Kilobytes() throws Exception {
        String fault = "{\"kind\":\"gap\"}";

        HttpResponse<String> response = request("POST", "/control/faults", fault + " ".repeat(16_384 - fault.length()));

        assertEquals(200, response.statusCode(), response.body());
    }
}
