package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the venue demands of a client, and RFC 6455 of both. */
@Timeout(90)
@Tag("slow")
class ConnectionRulesTest {

    private static final int FIN_TEXT = 0x81;

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restart(SimulatorOptions options) throws IOException {
        simulator.close();
        simulator = ExchangeSimulator.start(options);
    }

    @Test
    void shouldCloseWith1008WhenSixFramesComeWithinASecond() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {
            for (int i = 0; i < 6; i++) {
                client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
            }

            assertEquals(1008, client.closeCode());
            assertEquals(5, client.texts.size());
            assertEquals(1, simulator.state().paceCount());
        }
    }

    @Test
    void shouldCountPingsPongsAndTextsAlike() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {
            ByteBuffer payload = ByteBuffer.wrap(new byte[] {1});
            for (int i = 0; i < 2; i++) {
                client.socket().sendPing(payload.duplicate()).join();
                client.socket().sendPong(payload.duplicate()).join();
            }
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            boolean wasOpen = !client.closed.isDone();
            client.socket().sendPong(payload.duplicate()).join();

            assertTrue(wasOpen);
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void shouldEchoThePayloadWhenPinged() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            client.socket().sendPing(StandardCharsets.US_ASCII.encode("hello")).join();

            ByteBuffer pong = client.pongs.poll(SocketClient.DEADLINE_S, TimeUnit.SECONDS);
            assertEquals(StandardCharsets.US_ASCII.encode("hello"), pong);
        }
    }

    @Test
    void shouldPingWithAPayloadAndStayWhenThePongsComeBack() throws Exception {
        restart(SimulatorOptions.defaults().withPing(Duration.ofMillis(300), Duration.ofMillis(900)));
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            ByteBuffer last = ByteBuffer.allocate(0);
            for (int i = 0; i < 6; i++) {
                ByteBuffer ping = client.pings.poll(SocketClient.DEADLINE_S, TimeUnit.SECONDS);
                assertNotEquals(last, ping);
                last = Assertions.assertInstanceOf(ByteBuffer.class, ping);
            }

            assertTrue(StandardCharsets.US_ASCII.decode(last).toString().matches("[0-9]{13}"));
            assertFalse(client.closed.isDone());
        }
    }

    @Test
    void shouldCloseWhenNoPongComes() throws Exception {
        restart(SimulatorOptions.defaults().withPing(Duration.ofMillis(50), Duration.ofMillis(200)));
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {

            RawClient.Frame close = client.readUntil(RawClient.CLOSE);

            assertEquals(1008, close.closeCode());
        }
    }

    @Test
    void shouldCloseWhenThePongsCarryAnotherPayload() throws Exception {
        restart(SimulatorOptions.defaults().withPing(Duration.ofMillis(400), Duration.ofMillis(1_000)));
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {
            RawClient.Frame frame = client.read();
            while (frame.opcode() == RawClient.PING) {
                client.send(RawClient.PONG, "unsolicited");
                frame = client.read();
            }

            assertEquals(RawClient.CLOSE, frame.opcode());
            assertTrue(frame.text().endsWith("Pong timeout"));
        }
    }

    @Test
    void shouldAnswerTheFirstMessageWhenItIsGluedToTheHandshake() throws Exception {
        try (RawClient client = new RawClient(simulator.port(), 65_536)) {
            ByteArrayOutputStream glued = new ByteArrayOutputStream();
            glued.writeBytes(RawClient.handshake("/ws"));
            glued.writeBytes(RawClient.frame(FIN_TEXT, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"));

            client.sendBytes(glued.toByteArray());

            assertTrue(client.readHead().startsWith("HTTP/1.1 101"));
            assertEquals("{\"result\":[],\"id\":1}", client.read().text());
        }
    }

    @Test
    void shouldPutFragmentsTogetherWhenAPingComesBetweenThem() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {
            client.sendBytes(RawClient.frame(0x01, "{\"method\":\"LIST_SUB"));
            client.sendBytes(RawClient.frame(0x80 | RawClient.PING, "p"));
            client.sendBytes(RawClient.frame(0x00, ""));
            client.sendBytes(RawClient.frame(0x80, "SCRIPTIONS\",\"id\":1}"));

            assertEquals(new RawClient.Frame(RawClient.PONG, "p"), client.read());
            assertEquals("{\"result\":[],\"id\":1}", client.read().text());
        }
    }

    @Test
    void shouldUnderstandAFrameWhenItComesByteByByte() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {
            for (byte next : RawClient.frame(FIN_TEXT, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}")) {
                client.sendBytes(new byte[] {next});
            }

            assertEquals("{\"result\":[],\"id\":1}", client.read().text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0xC1, x, 1002", // a reserved bit
        "0x83, x, 1002", // an opcode that is none
        "0x80, x, 1002", // a continuation of nothing
        "0x09, x, 1002", // a ping in fragments
        "0x88, x, 1002", // a close frame with half a code
        "0x82, x, 1003", // binary
        "0x81, \u00ff, 1007", // not UTF-8
    })
    void shouldCloseWithTheCodeWhenTheFrameIsBroken(String first, String payload, int code) throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {

            client.sendBytes(RawClient.frame(Integer.decode(first), payload));

            assertEquals(code, client.readUntil(RawClient.CLOSE).closeCode());
        }
    }

    @Test
    void shouldCloseWith1002WhenAFrameIsNotMasked() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {

            client.sendBytes(new byte[] {(byte) 0x81, 1, 'x', 0, 0, 0});

            assertEquals(1002, client.readUntil(RawClient.CLOSE).closeCode());
        }
    }

    @Test
    void shouldTake64KilobytesAndCloseWith1009WhenItIsOneMore() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws")) {

            client.send(RawClient.TEXT, " ".repeat(65_536));
            String answer = client.read().text();
            client.send(RawClient.TEXT, " ".repeat(65_537));

            assertTrue(answer.startsWith("{\"code\":3,"), answer);
            assertEquals(1009, client.readUntil(RawClient.CLOSE).closeCode());
        }
    }

    @Test
    void shouldCloseWith1009WhenFragmentsAddUpOrNeverEnd() throws Exception {
        try (RawClient big = RawClient.connect(simulator.port(), "/ws");
                RawClient endless = RawClient.connect(simulator.port(), "/ws")) {

            big.sendBytes(RawClient.frame(0x01, " ".repeat(40_000)));
            big.sendBytes(RawClient.frame(0x00, " ".repeat(30_000)));
            endless.sendBytes(RawClient.frame(0x01, ""));
            for (int i = 0; i < 65; i++) {
                endless.sendBytes(RawClient.frame(0x00, ""));
            }

            assertEquals(1009, big.readUntil(RawClient.CLOSE).closeCode());
            assertEquals(1009, endless.readUntil(RawClient.CLOSE).closeCode());
        }
    }

    @Test
    void shouldEchoTheCloseWhenTheClientCloses() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();

            assertEquals(1000, client.closeCode());
            Await.until(() -> simulator.state().connections().isEmpty());
        }
    }

    @Test
    void shouldForgetTheConnectionWhenTheClientVanishes() throws Exception {
        RawClient client = RawClient.connect(simulator.port(), "/ws/btcusdt@trade");
        Await.subscriptions(simulator, 1);

        client.close();

        Await.until(() -> simulator.state().connections().isEmpty());
    }

    @Test
    void shouldRefuseOneMoreWhenAllConnectionsAreTaken() throws Exception {
        restart(SimulatorOptions.defaults().withManual(true).withConnectionsMax(1));
        try (SocketClient first = SocketClient.connect(simulator.uri(), "/ws")) {
            Await.until(() -> simulator.state().connections().size() == 1);

            CompletionException thrown = Assertions.assertThrows(
                    CompletionException.class, () -> SocketClient.connect(simulator.uri(), "/ws"));

            assertTrue(String.valueOf(thrown.getCause()).contains("503")
                    || thrown.getCause() instanceof java.net.http.WebSocketHandshakeException);
            assertFalse(first.closed.isDone());
        }
    }

    @Test
    void shouldAnswer429WhenAnAddressConnectsTooOftenAndForgiveAfterFiveMinutes() throws Exception {
        restart(SimulatorOptions.defaults()
                .withManual(true)
                .withRules(VenueRules.defaults().withBinanceConnectsMax(2)));
        SocketClient.connect(simulator.uri(), "/ws").close();
        SocketClient.connect(simulator.uri(), "/ws").close();

        CompletionException thrown =
                Assertions.assertThrows(CompletionException.class, () -> SocketClient.connect(simulator.uri(), "/ws"));
        simulator.advance(Duration.ofMinutes(5));

        WebSocketHandshakeException cause =
                Assertions.assertInstanceOf(WebSocketHandshakeException.class, thrown.getCause());
        assertEquals(429, cause.getResponse().statusCode());
        SocketClient.connect(simulator.uri(), "/ws").close();
    }

    @Test
    void shouldNestErrorsWhenTheRuleSaysSo() throws Exception {
        restart(SimulatorOptions.defaults()
                .withManual(true)
                .withRules(VenueRules.defaults().withNestedErrors(true)));
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            assertEquals(
                    "{\"error\":{\"code\":0,\"msg\":\"Unknown property\"},\"id\":7}",
                    client.ask("{\"method\":\"GET_PROPERTY\",\"params\":[\"x\"],\"id\":7}"));
            assertEquals(
                    "{\"error\":{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 1\"}}",
                    client.ask("[]"));
        }
    }

    @Test
    void shouldCloseASlowClientAndServeTheOthersWhenTheMarketIsLive() throws Exception {
        restart(SimulatorOptions.defaults().withEventsPerSecond(20_000).withWindowBytes(262_144));
        try (RawClient slow = new RawClient(simulator.port(), 8_192);
                SocketClient quick = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            slow.upgrade("/stream?streams=btcusdt@trade/btcusdt@bookTicker/ethusdt@bookTicker/ethusdt@trade");

            Await.until(() -> simulator.state().tooSlowCount() == 1);
            Await.until(() -> simulator.state().connections().size() == 1);

            quick.texts.clear();
            quick.next();
            assertEquals(1, simulator.state().connections().get(0).streams().size());
        }
    }

    @Test
    void shouldWaitForTheReadersWhenTheMarketIsMovedByHand() throws Exception {
        restart(SimulatorOptions.defaults().withManual(true).withWindowBytes(16_384));
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            Await.subscriptions(simulator, 1);

            simulator.advance(Duration.ofHours(1));

            int trades = (int) (simulator.state().lastTrades().get(0).tradeId() - 999_999);
            assertTrue(trades > 1_000);
            assertEquals(trades, client.next(trades).size());
        }
    }
}
