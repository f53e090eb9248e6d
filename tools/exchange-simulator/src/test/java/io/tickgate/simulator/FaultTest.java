package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tickgate.simulator.fault.Fault;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each kind of fault as a client sees it, in a market that the test moves. */
@Timeout(60)
@Tag("slow")
class FaultTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient connect(String target) {
        int present = simulator.state().connections().size();
        SocketClient client = SocketClient.connect(simulator.uri(), target);
        Await.until(() -> simulator.state().connections().size() > present);
        return client;
    }

    private long lastId() {
        return simulator.state().lastTrades().get(0).tradeId();
    }

    @Test
    void shouldPauseTheMarketAndMissNoIdWhenSilent() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);
            long before = lastId();
            client.next((int) (before - 999_999));

            simulator.inject(Fault.silence(70, "BTCUSDT", false));
            simulator.advance(MINUTE);
            long during = lastId();
            simulator.advance(MINUTE);

            assertEquals(before, during);
            assertEquals(before + 1, Json.longOf(client.next(), "t"));
        }
    }

    @Test
    void shouldMissIdsWhenTheMarketGoesOnInSilence() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);
            long before = lastId();
            client.next((int) (before - 999_999));

            simulator.inject(Fault.silence(70, null, true));
            simulator.advance(MINUTE);
            long during = lastId();
            simulator.advance(MINUTE);

            assertTrue(during > before);
            assertEquals(during + 1, Json.longOf(client.next(), "t"));
        }
    }

    @Test
    void shouldAnswerPingsAndRequestsWhenSilent() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.silence(70, null, false));

            client.socket().sendPing(java.nio.ByteBuffer.wrap(new byte[] {7})).join();

            assertEquals(
                    java.nio.ByteBuffer.wrap(new byte[] {7}),
                    client.pongs.poll(SocketClient.DEADLINE_S, TimeUnit.SECONDS));
            assertEquals("{\"result\":null,\"id\":1}", client.ask("""
                    {"method":"SUBSCRIBE","params":["ethusdt@trade"],"id":1}"""));
        }
    }

    @Test
    void shouldSilenceOneSymbolOnlyWhenItIsNamed() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade/ethusdt@trade")) {
            simulator.inject(Fault.silence(3_600, "BTCUSDT", false));

            simulator.advance(MINUTE);

            List<String> trades = client.next(20);
            assertTrue(trades.stream().allMatch(t -> t.contains("ETHUSDT")));
        }
    }

    @Test
    void shouldCloseAllWithACloseFrameWhenDisconnected() throws Exception {
        try (SocketClient one = connect("/ws/btcusdt@trade");
                SocketClient two = connect("/stream?streams=btcusdt@trade")) {

            simulator.inject(Fault.disconnect(false));

            assertEquals(1001, one.closeCode());
            assertEquals(1001, two.closeCode());
        }
    }

    @Test
    void shouldCutTheSocketWithoutACloseFrameWhenDisconnectedAbruptly() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws/btcusdt@trade")) {
            Await.until(() -> simulator.state().connections().size() == 1);

            simulator.inject(Fault.disconnect(true));

            assertEquals(-1, client.readByte());
        }
    }

    @Test
    void shouldAnswer503WhenConnectionsAreRefusedAndLetThemInAfterwards() throws Exception {
        try (SocketClient open = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.refuse(10));

            CompletionException thrown =
                    assertThrows(CompletionException.class, () -> SocketClient.connect(simulator.uri(), "/ws"));
            simulator.advance(Duration.ofSeconds(11));

            WebSocketHandshakeException cause = assertInstanceOf(WebSocketHandshakeException.class, thrown.getCause());
            assertEquals(503, cause.getResponse().statusCode());
            assertTrue(!open.closed.isDone());
            connect("/ws").close();
        }
    }

    @Test
    void shouldSkipIdsWhenAGapIsInjected() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);
            long before = lastId();
            client.next((int) (before - 999_999));

            simulator.inject(Fault.gap(7, "BTCUSDT"));
            simulator.advance(MINUTE);

            List<String> trades = client.next(2);
            assertEquals(before + 8, Json.longOf(trades.get(0), "t"));
            assertEquals(before + 9, Json.longOf(trades.get(1), "t"));
        }
    }

    @Test
    void shouldSendTheLastTradesAgainWhenDuplicatesAreInjected() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);
            List<String> trades = client.next((int) (lastId() - 999_999));

            simulator.inject(Fault.duplicate(3, null));
            simulator.advance(Duration.ZERO);

            assertEquals(trades.subList(trades.size() - 3, trades.size()), client.next(3));
        }
    }

    @Test
    void shouldSendEachSortWhenGarbageIsInjected() throws Exception {
        try (SocketClient bare = connect("/ws/btcusdt@trade");
                SocketClient combined = connect("/stream?streams=btcusdt@trade")) {

            simulator.inject(Fault.garbage(5, "BTCUSDT"));
            simulator.advance(Duration.ZERO);

            assertGarbage(bare.next(4), false);
            assertGarbage(combined.next(4), true);
            assertEquals(5, bare.binaries.take().length);
            assertEquals(5, combined.binaries.take().length);
        }
    }

    private static void assertGarbage(List<String> texts, boolean combined) throws IOException {
        assertThrows(JsonProcessingException.class, () -> Json.object(texts.get(0)));
        assertEquals("Pong timeout", texts.get(1));
        assertTrue(texts.get(2).contains("\"t\":" + "9".repeat(40)));
        assertEquals(combined, Json.object(texts.get(3)).containsKey("stream"));
        assertTrue(texts.get(3).contains("{\"e\":\"trade\",\"s\":\"BTCUSDT\"}"));
    }

    @Test
    void shouldRefuseAFaultWhenTheSymbolIsUnknown() {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> simulator.inject(Fault.gap(1, "NOSUCH")));

        assertTrue(String.valueOf(thrown.getMessage()).contains("BTCUSDT"));
    }
}
