package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can go wrong with an open connection. */
@Timeout(60)
@Tag("slow")
class SocketFaultTest {

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

    private long carriedOut(FaultKind kind) {
        return simulator.state().faultCounts().getOrDefault(kind, 0L);
    }

    @Test
    void shouldSendAndReadNothingWhenTheConnectionIsHalfOpen() throws Exception {
        try (SocketChannel frozen =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), simulator.port()))) {
            frozen.write(ByteBuffer.wrap(RawClient.handshake("/ws/btcusdt@trade")));
            Await.subscriptions(simulator, 1);
            frozen.read(ByteBuffer.allocate(4_096));
            simulator.inject(Fault.halfOpen(3_600));

            try (SocketClient later = connect("/ws/btcusdt@trade")) {
                simulator.advance(MINUTE);
                assertEquals(1_000_000, Json.longOf(later.next(), "t"));
            }
            frozen.configureBlocking(false);
            assertEquals(0, frozen.read(ByteBuffer.allocate(4_096)));
            assertTrue(bytesUntilBlocked(frozen) < 64 << 20);
            assertEquals(0, frozen.read(ByteBuffer.allocate(4_096)));
        }
    }

    /** What the kernels take when the other side does not read; whoever reads zeros as frames closes. */
    private static long bytesUntilBlocked(SocketChannel channel) throws Exception {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
        long total = 0;
        int idle = 0;
        while (idle < 1_000 && total < 64 << 20) {
            int count = channel.write(zeros.clear());
            total += count;
            idle = count == 0 ? idle + 1 : 0;
            Thread.onSpinWait();
        }
        return total;
    }

    @Test
    void shouldGoOnWithLaterTradesWhenTheHalfOpenTimeIsOver() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.halfOpen(30));
            client.socket().sendPing(ByteBuffer.wrap(new byte[] {7})).join();
            simulator.advance(Duration.ofSeconds(29));
            long missed = simulator.state().lastTrades().get(0).tradeId();
            assertTrue(client.pongs.isEmpty());

            simulator.advance(Duration.ofSeconds(1));
            client.pongs.take();
            simulator.advance(MINUTE);

            assertTrue(missed > 1_000_000);
            assertTrue(Json.longOf(client.next(), "t") > missed);
        }
    }

    @Test
    void shouldGoOnAtOnceWhenFaultsAreCleared() throws Exception {
        try (SocketClient client = connect("/ws")) {
            simulator.inject(Fault.halfOpen(3_600));

            client.socket().sendPing(ByteBuffer.wrap(new byte[] {7})).join();
            simulator.clearFaults();

            assertEquals(ByteBuffer.wrap(new byte[] {7}), client.pongs.take());
        }
    }

    @Test
    void shouldSendOneFrameOfMegabytesWhenItIsBig() throws Exception {
        try (SocketClient bare = connect("/ws/btcusdt@bookTicker");
                SocketClient combined = connect("/stream?streams=btcusdt@bookTicker");
                SocketClient other = connect("/ws/ethusdt@bookTicker")) {

            simulator.inject(Fault.bigFrame(5_000_000, "BTCUSDT"));
            simulator.inject(Fault.notJson(1));

            String frame = bare.next();
            assertTrue(frame.length() > 4_999_900 && frame.length() <= 5_000_000, "length " + frame.length());
            List<?> bids = (List<?>) Json.object(frame).get("bids");
            assertEquals(List.of("10101.10", "0.45054140"), bids.get(bids.size() - 1));
            assertTrue(((Map<?, ?>) Json.object(combined.next()).get("data")).containsKey("bids"));
            assertEquals("Pong timeout", bare.next());
            assertEquals("Pong timeout", other.next());
        }
    }

    @Test
    void shouldKeepTheOrderWhenABigFrameComesBetweenOthers() throws Exception {
        try (RawClient slow = new RawClient(simulator.port(), 4_096)) {
            slow.upgrade("/ws/btcusdt@trade");
            Await.subscriptions(simulator, 1);
            simulator.advance(MINUTE);
            long before = simulator.state().lastTrades().get(0).tradeId();
            simulator.inject(Fault.bigFrame(3_000_000, null));
            simulator.inject(Fault.bigFrame(3_000_000, null));
            simulator.advance(MINUTE);

            long expected = 1_000_000;
            String text = slow.readUntil(RawClient.TEXT).text();
            while (expected <= before) {
                assertEquals(expected++, Json.longOf(text, "t"));
                text = slow.readUntil(RawClient.TEXT).text();
            }
            assertTrue(text.length() > 2_999_900);
            // The second one found the first one waiting, or came right behind it.
            String after = slow.readUntil(RawClient.TEXT).text();
            if (after.length() > 2_999_900) {
                after = slow.readUntil(RawClient.TEXT).text();
            }
            assertEquals(before + 1, Json.longOf(after, "t"));
        }
    }

    @Test
    void shouldSendTextsThatAreNoObjectsWhenTheyAreNotJson() throws Exception {
        try (SocketClient client = connect("/ws")) {

            simulator.inject(Fault.notJson(7));

            List<String> texts = client.next(7);
            assertEquals("Pong timeout", texts.get(0));
            assertTrue(texts.get(1).startsWith("Unauthorized"));
            for (String text : texts.subList(0, 4)) {
                assertThrows(JsonProcessingException.class, () -> Json.object(text));
            }
            assertEquals("", texts.get(4));
            assertFalse(client.closed.isDone());
        }
    }

    @Test
    void shouldCloseWithThePolicyCodeWhenTheVenueSaysTooMuch() throws Exception {
        try (RawClient client = RawClient.connect(simulator.port(), "/ws/btcusdt@trade")) {
            Await.subscriptions(simulator, 1);

            simulator.inject(Fault.policyClose());

            RawClient.Frame close = client.readUntil(RawClient.CLOSE);
            assertEquals(1008, close.closeCode());
            assertTrue(close.text().endsWith("Too many requests"));
        }
    }

    @Test
    void shouldAnnounceTheShutdownAndCloseLaterWhenTheServerGoes() throws Exception {
        try (SocketClient bare = connect("/ws/btcusdt@trade");
                SocketClient combined = connect("/stream?streams=btcusdt@trade")) {
            simulator.inject(Fault.serverShutdown(5));

            String notice = bare.next();
            String wrapped = combined.next();
            simulator.advance(Duration.ZERO);
            try (SocketClient replacement = connect("/ws/btcusdt@trade")) {
                assertFalse(bare.closed.isDone());
                simulator.advance(Duration.ofSeconds(5));

                assertEquals(1001, bare.closeCode());
                assertEquals(1001, combined.closeCode());
                assertFalse(replacement.closed.isDone());
            }
            assertTrue(notice.matches("\\{\"e\":\"serverShutdown\",\"E\":[0-9]{13}}"), notice);
            assertTrue(
                    wrapped.matches(
                            "\\{\"stream\":\"!serverShutdown\",\"data\":\\{\"e\":\"serverShutdown\",\"E\":[0-9]{13}}}"),
                    wrapped);
        }
    }

    @Test
    void shouldNotCloseWhenTheShutdownIsCleared() throws Exception {
        try (SocketClient client = connect("/ws")) {
            simulator.inject(Fault.serverShutdown(5));
            client.next();

            assertEquals(1, simulator.clearFaults());
            simulator.advance(MINUTE);
            simulator.inject(Fault.notJson(1));

            assertEquals("Pong timeout", client.next());
            assertFalse(client.closed.isDone());
        }
    }

    @Test
    void shouldCloseAtTheAgeWhenLivesAreCut() throws Exception {
        try (SocketClient old = connect("/ws")) {
            simulator.advance(MINUTE);
            try (SocketClient young = connect("/ws")) {
                simulator.inject(Fault.lifeCut(600, 1));
                simulator.advance(Duration.ofMinutes(9));

                assertEquals(1001, old.closeCode());
                simulator.advance(MINUTE);
                assertEquals("{\"result\":[],\"id\":1}", young.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"));
                assertEquals(1, carriedOut(FaultKind.LIFE_CUT));
            }
        }
    }

    @Test
    void shouldNotBlameTheClientForItsPongsWhenItIsFloodedWithPings() throws Exception {
        try (SocketClient client = connect("/ws")) {

            simulator.inject(Fault.pingFlood(100));
            for (int i = 0; i < 100; i++) {
                client.pings.take();
            }

            assertEquals("{\"result\":[],\"id\":1}", client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"));
            assertFalse(client.closed.isDone());
        }
    }
}
