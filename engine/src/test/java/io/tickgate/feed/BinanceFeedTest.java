package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.BinanceConfig;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.VenueServer.Connection;
import io.tickgate.input.EngineClock;
import io.tickgate.record.RecordFlags;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BinanceFeedTest {
    private static final int FRAME_LENGTH_MAX = 4_096;
    private static final long DATA_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private final VenueServer venue = newVenue();
    private final RingRecorder recorder = new RingRecorder(1_024);
    private final Counters counters = Counters.inMemory();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> halts = new ConcurrentLinkedQueue<>();
    /** Added to the monotonic clock, to pass time by hand. */
    private final AtomicLong aheadNs = new AtomicLong();

    private final BinanceFeed feed = newFeed(venue.url("ws"), TimeUnit.SECONDS.toNanos(10));

    private static VenueServer newVenue() {
        try {
            return new VenueServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BinanceFeed newFeed(URI url, long handshakeTimeoutNs) {
        BinanceConfig config = new BinanceConfig(
                true,
                url,
                URI.create("http://localhost"),
                VenueTimeUnit.MILLISECOND,
                TimeUnit.SECONDS.toNanos(5),
                handshakeTimeoutNs,
                1_000_000,
                10_000_000,
                DATA_TIMEOUT_NS,
                FRAME_LENGTH_MAX);
        EngineClock clock = new EngineClock(SystemEpochNanoClock.INSTANCE, () -> System.nanoTime() + aheadNs.get(), 0);
        return new BinanceFeed(
                config,
                BinanceDecoderTest.STREAMS,
                3,
                clock,
                recorder.ring().newPublisher(),
                counters,
                errors::add,
                halts::add,
                new Random(7),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @AfterEach
    void close() throws IOException {
        feed.close();
        recorder.close();
        venue.close();
        assertEquals(List.of(), List.copyOf(halts));
    }

    @Test
    void shouldPublishConnectionAndTicks() throws Exception {
        feed.start();
        Connection connection = venue.next();
        String request = connection.upgrade("");
        connection.sendText(VenueServer.trade(1));
        connection.sendText(VenueServer.trade(2));

        List<String> records = recorder.await("two trades", all -> all.size() == 4);

        assertEquals(
                List.of(
                        "CONNECTED 1 localhost",
                        "SUBSCRIBED 1 by URL",
                        "TRADE 7 id 1 price 200000000 flags 0",
                        "TRADE 7 id 2 price 200000000 flags 0"),
                records);
        assertTrue(request.startsWith("GET /stream?streams=btcusdt@trade/btcusdt@bookTicker/ethusdt@trade/"), request);
    }

    @Test
    void shouldReadFramesThatCameWithTheAnswer() throws Exception {
        feed.start();

        venue.next().upgrade(Connection.frame(0x81, VenueServer.trade(1)) + "\u0081");

        recorder.await("the trade", all -> all.contains("TRADE 7 id 1 price 200000000 flags 0"));
    }

    @Test
    void shouldAnswerACloseFrameAndConnectAnew() throws Exception {
        feed.start();
        Connection first = venue.nextOpen();

        first.send(Connection.frame(0x88, "\u0003\u00f0slow down"));

        assertEquals("88:\u0003\u00f0", first.readFrame());
        assertTrue(first.isClosedByClient());
        assertReconnects("closed by the venue: 1008 slow down");
    }

    @Test
    void shouldAnswerACloseFrameWithoutACode() throws Exception {
        feed.start();
        Connection first = venue.nextOpen();

        first.send(Connection.frame(0x88, ""));

        assertEquals("88:", first.readFrame());
        assertReconnects("closed by the venue: without a code");
    }

    @Test
    void shouldConnectAnewAfterAnEndWithoutCloseFrame() throws Exception {
        feed.start();

        venue.nextOpen().close();

        assertReconnects("closed by the venue without a word");
    }

    @Test
    void shouldConnectAnewAfterAReset() throws Exception {
        feed.start();

        venue.nextOpen().reset();

        assertReconnects("broken: ");
    }

    @Test
    void shouldConnectAnewWhenTheVenueBreaksTheProtocol() throws Exception {
        feed.start();

        venue.nextOpen().send("\u0081\u0081\u0000\u0000\u0000\u0000A");

        assertReconnects("the venue broke the WebSocket protocol");
        assertEquals(1, counters.get(Counter.FRAMES_MALFORMED));
    }

    @Test
    void shouldConnectAnewWhenTheVenueAnnouncesItsShutdown() throws Exception {
        feed.start();

        venue.nextOpen().sendText("{\"e\":\"serverShutdown\",\"E\":1770123456789}");

        assertReconnects("the venue announced its shutdown");
    }

    private void assertReconnects(String reason) throws Exception {
        venue.nextOpen();
        List<String> records = recorder.await("a second connection", all -> all.size() == 5);
        assertEquals("CONNECTED 1 localhost", records.get(0));
        assertTrue(records.get(2).startsWith("LOST 1 " + reason), records.get(2));
        assertEquals("CONNECTED 2 localhost", records.get(3));
        assertEquals(1, counters.get(Counter.DISCONNECTS));
    }

    @Test
    void shouldKeepTheConnectionThroughBadFrames() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.sendText("Pong timeout");
        connection.sendText("{\"e\":\"trade\"");
        connection.sendText("\u0000\u00ff\u00fe");
        connection.sendText("x".repeat(FRAME_LENGTH_MAX + 1));
        connection.send(Connection.frame(0x82, "binary"));
        connection.sendText("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}");
        connection.sendText("{\"result\":null,\"id\":1}");
        connection.sendText(VenueServer.trade(1).replace("2.00000000", "0"));
        connection.send(Connection.frame(0x8A, "unasked"));
        connection.sendText(VenueServer.trade(2));
        List<String> records = recorder.await("the trade", all -> all.size() == 3);

        assertEquals("TRADE 7 id 2 price 200000000 flags 0", records.get(2));
        assertEquals(3, counters.get(Counter.FRAMES_MALFORMED));
        assertEquals(1, counters.get(Counter.FRAMES_OVERSIZED));
        assertEquals(1, counters.get(Counter.FRAMES_UNKNOWN));
        assertEquals(1, counters.get(Counter.FRAMES_ERROR));
        assertEquals(1, counters.get(Counter.FRAMES_CONTROL));
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
        assertEquals(0, venue.waiting());
    }

    @Test
    void shouldAnswerAPingWithItsPayload() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.send(Connection.frame(0x89, "1770123456789"));
        String first = connection.readFrame();
        connection.send(Connection.frame(0x89, ""));
        String second = connection.readFrame();

        assertEquals("8a:1770123456789", first);
        assertEquals("8a:", second);
    }

    @Test
    void shouldAnswerOnlyTheNewestOfManyPings() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.send(Connection.frame(0x89, "1").repeat(50) + Connection.frame(0x89, "last"));

        String pong = connection.readFrame();
        int pongs = 1;
        while (!"8a:last".equals(pong)) {
            pong = connection.readFrame();
            pongs++;
        }
        assertTrue(pongs <= 2, "pongs: " + pongs);
    }

    @Test
    void shouldGiveUpAConnectionThatBringsPingsOnly() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        connection.sendText(VenueServer.trade(1));
        recorder.await("the trade", all -> all.size() == 3);

        connection.send(Connection.frame(0x89, "alive"));
        assertEquals("8a:alive", connection.readFrame());
        aheadNs.addAndGet(DATA_TIMEOUT_NS);

        assertTrue(connection.isClosedByClient());
        List<String> records = recorder.await("the loss", all -> all.size() >= 5);
        assertTrue(records.get(3).startsWith("STALLED 1 no data for 30"), records.get(3));
        assertTrue(records.get(4).startsWith("LOST 1 no data for 30"), records.get(4));
        assertEquals(1, counters.get(Counter.STALLS));
        venue.nextOpen();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK", "HTTP/1.1 500 Oops", "SSH-2.0-OpenSSH", "HTTP/1.1 101 False key"})
    void shouldTryAgainWhenTheHandshakeFails(String statusLine) throws Exception {
        feed.start();
        Connection first = venue.next();
        first.readRequest();
        first.send(statusLine + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n");

        venue.nextOpen();

        List<String> records = recorder.await("the second", all -> all.size() == 2);
        assertEquals("CONNECTED 1 localhost", records.get(0));
        assertEquals(1, counters.get(Counter.CONNECT_FAILURES));
    }

    @Test
    void shouldBoundTheAnswerToTheHandshake() throws Exception {
        feed.start();
        Connection first = venue.next();
        first.readRequest();

        first.send("HTTP/1.1 101 Switching Protocols\r\nX: " + "x".repeat(Handshake.ANSWER_LENGTH_MAX));

        assertTrue(first.isClosedByClient());
        venue.nextOpen();
    }

    @Test
    void shouldWaitAMinuteAfterAPlaceIsNotServed() throws Exception {
        feed.start();
        Connection first = venue.next();
        first.readRequest();

        first.send("HTTP/1.1 451 Unavailable For Legal Reasons\r\n\r\n");

        assertTrue(first.isClosedByClient());
        await(() -> counters.get(Counter.CONNECT_FAILURES) == 1 && feedState() == Thread.State.TIMED_WAITING);
        aheadNs.addAndGet(ReconnectDelay.REFUSED_MIN_NS - TimeUnit.SECONDS.toNanos(30));
        assertEquals(0, venue.waiting());
        aheadNs.addAndGet(TimeUnit.SECONDS.toNanos(31));
        venue.nextOpen();
    }

    @Test
    void shouldGiveUpAHandshakeThatNeverComes() throws Exception {
        try (BinanceFeed impatient = newFeed(venue.url("ws"), TimeUnit.MILLISECONDS.toNanos(300))) {
            impatient.start();
            Connection first = venue.next();
            first.readRequest();

            assertTrue(first.isClosedByClient());
            venue.nextOpen();
        }
    }

    @Test
    void shouldGiveUpAHandshakeThatDrips() throws Exception {
        try (BinanceFeed impatient = newFeed(venue.url("ws"), TimeUnit.MINUTES.toNanos(1))) {
            impatient.start();
            Connection first = venue.next();
            first.readRequest();
            first.send("HTTP/1.1 101");

            aheadNs.addAndGet(TimeUnit.MINUTES.toNanos(1));
            first.send(" ");

            assertTrue(first.isClosedByClient());
            venue.nextOpen();
        }
    }

    @Test
    void shouldFlagTicksThatWaitedInTheSocketWhileTheRingWasFull() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 2);
        recorder.hold();
        int count = 1_100;
        sendTrades(connection, 1, count);
        await(() -> recorder.ring().depth() == recorder.ring().size());
        long fullSinceNs = System.nanoTime();
        await(() -> System.nanoTime() - fullSinceNs > 2 * TickPublisher.DELAY_NS);
        sendTrades(connection, count + 1, count);

        recorder.open();
        recorder.await("all trades", all -> all.size() == 2 + 2 * count);
        await(() -> {
            long next = counters.get(Counter.FRAMES_RECEIVED) + 1;
            sendQuietly(connection, next);
            recorder.await("one more", all -> all.size() == 2 + next);
            return recorder.records().get((int) next + 1).endsWith("flags 0");
        });

        List<String> records = recorder.records();
        assertTrue(records.get(2).endsWith("flags 0"), records.get(2));
        assertTrue(records.get(1 + 2 * count).endsWith("flags " + RecordFlags.DELAYED), records.get(1 + 2 * count));
        assertTrue(counters.get(Counter.TICKS_DELAYED) >= count - 500);
        assertTrue(counters.get(Counter.RING_FULL_WAITS) >= 1);
    }

    private static void sendTrades(Connection connection, long firstId, int count) throws IOException {
        StringBuilder frames = new StringBuilder();
        for (long id = firstId; id < firstId + count; id++) {
            frames.append(Connection.frame(0x81, VenueServer.trade(id)));
        }
        connection.send(frames.toString());
    }

    private static void sendQuietly(Connection connection, long id) {
        try {
            connection.sendText(VenueServer.trade(id));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldEndWithinASecondWhenClosed() throws Exception {
        feed.start();
        venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 2);

        feed.close();

        assertFalse(isFeedAlive());
        assertEquals(
                "LOST 1 closed by us",
                recorder.await("the end", all -> all.size() == 3).get(2));
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void shouldEndWithinASecondWhenClosedWithinTheHandshake() throws Exception {
        feed.start();
        venue.next().readRequest();

        feed.close();

        assertFalse(isFeedAlive());
        assertEquals(0, counters.get(Counter.CONNECT_FAILURES));
    }

    @Test
    void shouldEndWhenTheRingIsClosed() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 2);

        recorder.ring().close();
        connection.sendText(VenueServer.TRADE_1);

        await(() -> !isFeedAlive());
    }

    private static boolean isFeedAlive() {
        return feedState() != Thread.State.TERMINATED;
    }

    private static Thread.State feedState() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(BinanceFeed.THREAD_NAME))
                .map(Thread::getState)
                .findFirst()
                .orElse(Thread.State.TERMINATED);
    }

    private static void await(BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
