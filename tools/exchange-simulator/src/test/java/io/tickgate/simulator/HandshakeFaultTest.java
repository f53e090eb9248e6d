package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong before a connection is one, down to the bytes. */
@Timeout(60)
@Tag("slow")
class HandshakeFaultTest {

    private static final String TARGET = "/ws/btcusdt@trade";

    private static final HttpClient REST = HttpClient.newHttpClient();

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private long carriedOut(FaultKind kind) {
        return simulator.state().faultCounts().getOrDefault(kind, 0L);
    }

    private Socket asked(String target) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(RawClient.handshake(target));
        return socket;
    }

    private static String readOnce(Socket socket) throws Exception {
        byte[] bytes = new byte[65_536];
        int count = socket.getInputStream().read(bytes);
        return new String(Arrays.copyOf(bytes, Math.max(0, count)), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldAnswerOnlyAfterTheTimeWhenTheHandshakeIsSlow() throws Exception {
        simulator.inject(Fault.slowHandshake(8, 1));
        try (Socket slow = asked(TARGET)) {
            Await.until(() -> carriedOut(FaultKind.SLOW_HANDSHAKE) == 1);
            simulator.advance(Duration.ofMillis(7_900));
            try (RawClient next = RawClient.connect(simulator.port(), TARGET)) {
                // The next one has been let in, and the slow one still waits.
                next.send(RawClient.PING, "x");
                assertEquals("x", next.readUntil(RawClient.PONG).text());
                assertEquals(0, slow.getInputStream().available());
                assertEquals(1, simulator.state().connections().size());
            }
            simulator.advance(Duration.ofMillis(100));

            assertTrue(readOnce(slow).startsWith("HTTP/1.1 101"));
        }
    }

    @Test
    void shouldNeverAnswerWhenOnlyTcpIsAccepted() throws Exception {
        simulator.inject(Fault.acceptThenNothing(10));
        try (Socket held = asked(TARGET)) {
            Await.until(() -> carriedOut(FaultKind.ACCEPT_THEN_NOTHING) == 1);
            simulator.advance(Duration.ofSeconds(11));

            try (RawClient later = RawClient.connect(simulator.port(), TARGET)) {
                // Still open: the byte is taken, and nothing comes.
                held.getOutputStream().write(1);
                later.send(RawClient.PING, "x");
                assertEquals("x", later.readUntil(RawClient.PONG).text());
                assertEquals(0, held.getInputStream().available());
            }
            simulator.clearFaults();
            assertEquals(-1, held.getInputStream().read());
        }
    }

    @Test
    void shouldSendTheAnswerAndTheFirstFrameInOneWriteWhenTheyAreGlued() throws Exception {
        simulator.inject(Fault.gluedFirstFrame(1));
        try (Socket socket = asked(TARGET)) {
            Await.subscriptions(simulator, 1);
            assertEquals(0, socket.getInputStream().available());

            simulator.advance(Duration.ofSeconds(30));
            String first = readOnce(socket);

            int end = first.indexOf("\r\n\r\n");
            assertTrue(first.startsWith("HTTP/1.1 101"), first);
            assertTrue(first.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), first);
            assertEquals((char) 0x81, first.charAt(end + 4));
            assertTrue(first.contains("\"t\":1000000,"), first);
        }
    }

    @Test
    void shouldGlueAPingToTheAnswerWhenNoStreamIsAskedFor() throws Exception {
        simulator.inject(Fault.gluedFirstFrame(1));
        try (Socket socket = asked("/ws")) {
            String first = readOnce(socket);

            assertTrue(first.startsWith("HTTP/1.1 101"), first);
            assertEquals((char) 0x89, first.charAt(first.indexOf("\r\n\r\n") + 4));
        }
    }

    @Test
    void shouldServeAnOrdinaryClientWhenTheHandshakeWasGlued() throws Exception {
        simulator.inject(Fault.gluedFirstFrame(1));
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            assertEquals("{\"result\":null,\"id\":1}", client.ask("""
                    {"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}"""));
            Await.subscriptions(simulator, 1);
            simulator.advance(Duration.ofSeconds(30));
            assertEquals(1_000_000, Json.longOf(client.next(), "t"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEGAL, 451, 0",
        "FORBIDDEN, 403, 0",
        "TOO_MANY, 429, 17",
        "TOO_MANY, 429, 0",
        "BANNED, 418, 120",
        "REFUSE, 503, 0",
    })
    void shouldAnswerTheUpgradeWithTheStatusUntilTheFaultIsOver(FaultKind kind, int status, long retryAfter)
            throws Exception {
        simulator.inject(kind == FaultKind.REFUSE ? Fault.refuse(5) : Fault.refusal(kind, 5, retryAfter));

        String head;
        try (Socket refused = asked(TARGET)) {
            head = readOnce(refused);
        }
        simulator.advance(Duration.ofSeconds(5));

        assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
        assertEquals(retryAfter > 0, head.contains("\r\nRetry-After: " + retryAfter + "\r\n"), head);
        assertEquals(1, carriedOut(kind));
        RawClient.connect(simulator.port(), TARGET).close();
        assertFalse(simulator.state().faults().stream()
                .anyMatch(active -> active.fault().kind() == kind));
    }

    private HttpResponse<String> rest() throws Exception {
        return REST.send(restRequest(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest restRequest() {
        return HttpRequest.newBuilder(simulator.controlUri().resolve("/no/such/request"))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"REST_TOO_MANY, 429, 9", "REST_ERROR, 500, 0", "BANNED, 418, 60"})
    void shouldAnswerRestWithTheStatusUntilTheFaultIsOver(FaultKind kind, int status, long retryAfter)
            throws Exception {
        simulator.inject(Fault.refusal(kind, 5, retryAfter));

        HttpResponse<String> refused = rest();
        simulator.advance(Duration.ofSeconds(5));

        assertEquals(status, refused.statusCode());
        assertEquals(
                retryAfter > 0 ? String.valueOf(retryAfter) : "",
                refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(404, rest().statusCode());
    }

    @Test
    void shouldAnswerRestLateWhenItIsSlow() throws Exception {
        simulator.inject(Fault.restSlow(60, 3_000));

        CompletableFuture<HttpResponse<String>> late =
                REST.sendAsync(restRequest(), HttpResponse.BodyHandlers.ofString());
        Await.until(() -> carriedOut(FaultKind.REST_SLOW) == 1);
        simulator.advance(Duration.ofMillis(2_999));
        RawClient.connect(simulator.port(), TARGET).close();
        assertFalse(late.isDone());
        simulator.advance(Duration.ofMillis(1));

        assertEquals(404, late.get().statusCode());
    }
}
