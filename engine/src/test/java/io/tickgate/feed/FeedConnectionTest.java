package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.websocket.VenueServer;
import io.tickgate.feed.websocket.VenueServer.Connection;
import io.tickgate.record.RecordFlags;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedConnectionTest {
    private final FeedRig rig = new FeedRig();
    private final VenueServer venue = rig.venue;
    private final RingRecorder recorder = rig.recorder;
    private final Counters counters = rig.counters;
    private final LiveFeed feed = rig.newFeed(TimeUnit.SECONDS.toNanos(10));

    @AfterEach
    void close() throws IOException {
        feed.close();
        rig.close();
    }

    @Test
    void shouldPublishConnectionAndTicks() throws Exception {
        feed.start();
        Connection connection = venue.next();
        String request = connection.upgrade("");
        connection.sendText(VenueServer.trade(1));
        connection.sendText(VenueServer.trade(2));

        List<String> records = recorder.await("two trades", all -> all.size() == 7);

        assertEquals(
                List.of(
                        "CONNECTED 1 localhost",
                        "SUBSCRIBED 1/7 by URL",
                        "SUBSCRIBED 1/8 by URL",
                        "SUBSCRIBED 1/9 by URL",
                        "DELIVERING 1/7 first trade",
                        "TRADE 7 id 1 price 200000000 flags 0",
                        "TRADE 7 id 2 price 200000000 flags 0"),
                records);
        assertTrue(
                request.startsWith(
                        "GET /stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@ticker/ethusdt@trade/"),
                request);
    }

    @Test
    void shouldPublishNewestTradesOfStreamsThatAMarketHangsOnAlone() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.sendText(ticker("ETHUSDT", 20));
        connection.sendText(ticker("BTCUSDT", 30));

        List<String> records = recorder.await("the watermark", all -> all.size() == 5);
        assertEquals("WATERMARK 7 id 30 source 2", records.get(4));
    }

    private static String ticker(String symbol, long newestId) {
        return "{\"e\":\"24hrTicker\",\"E\":1672515782136,\"s\":\"" + symbol + "\",\"p\":\"0.0015\","
                + "\"P\":\"250.00\",\"w\":\"0.0018\",\"x\":\"0.0009\",\"c\":\"0.0025\",\"Q\":\"10\",\"b\":\"0.0024\","
                + "\"B\":\"10\",\"a\":\"0.0026\",\"A\":\"100\",\"o\":\"0.0010\",\"h\":\"0.0025\",\"l\":\"0.0010\","
                + "\"v\":\"10000\",\"q\":\"18\",\"O\":0,\"C\":86400000,\"F\":0,\"L\":" + newestId + ",\"n\":18151}";
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

        assertEquals("88:\u0003\u00f0", first.readControl());
        assertTrue(first.isClosedByClient());
        assertReconnects("closed by the venue: 1008 slow down");
    }

    @Test
    void shouldAnswerACloseFrameWithoutACode() throws Exception {
        feed.start();
        Connection first = venue.nextOpen();

        first.send(Connection.frame(0x88, ""));

        assertEquals("88:", first.readControl());
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

    private void assertReconnects(String reason) throws Exception {
        venue.nextOpen();
        List<String> records = recorder.await("a second connection", all -> all.contains("CONNECTED 2 localhost"));
        assertEquals("CONNECTED 1 localhost", records.get(0));
        assertTrue(records.get(4).startsWith("LOST 1 " + reason), records.get(4));
        assertEquals("CONNECTED 2 localhost", records.get(5));
        assertEquals(1, counters.get(Counter.DISCONNECTS));
    }

    @Test
    void shouldKeepTheConnectionThroughBadFrames() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.sendText("Pong timeout");
        connection.sendText("{\"e\":\"trade\"");
        connection.sendText("\u0000\u00ff\u00fe");
        connection.sendText("x".repeat(FeedRig.FRAME_LENGTH_MAX + 1));
        connection.send(Connection.frame(0x82, "binary"));
        connection.sendText("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}");
        connection.sendText("{\"result\":null,\"id\":1}");
        connection.sendText(VenueServer.trade(1).replace("2.00000000", "0"));
        connection.send(Connection.frame(0x8A, "unasked"));
        connection.sendText(VenueServer.trade(2));
        recorder.await("the trade", all -> all.contains("TRADE 7 id 2 price 200000000 flags 0"));

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
        String first = connection.readControl();
        connection.send(Connection.frame(0x89, ""));
        String second = connection.readControl();

        assertEquals("8a:1770123456789", first);
        assertEquals("8a:", second);
    }

    @Test
    void shouldAnswerOnlyTheNewestOfManyPings() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();

        connection.send(Connection.frame(0x89, "1").repeat(50) + Connection.frame(0x89, "last"));

        String pong = connection.readControl();
        int pongs = 1;
        while (!"8a:last".equals(pong)) {
            pong = connection.readControl();
            pongs++;
        }
        assertTrue(pongs <= 2, "pongs: " + pongs);
    }

    @Test
    void shouldGiveUpAConnectionThatBringsPingsOnly() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        connection.sendText(VenueServer.trade(1));
        recorder.await("the trade", all -> all.size() == 6);

        connection.send(Connection.frame(0x89, "alive"));
        assertEquals("8a:alive", connection.readControl());
        rig.aheadNs.addAndGet(FeedRig.DATA_TIMEOUT_NS);

        assertTrue(connection.isClosedByClient());
        List<String> records = recorder.await("the loss", all -> all.size() >= 8);
        assertTrue(records.get(6).startsWith("STALLED 1 no data for 30"), records.get(6));
        assertTrue(records.get(7).startsWith("LOST 1 no data for 30"), records.get(7));
        assertEquals(1, counters.get(Counter.STALLS));
        venue.nextOpen();
    }

    @Test
    void shouldFlagTicksThatWaitedInTheSocketWhileTheRingWasFull() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 4);
        recorder.hold();
        int count = 1_100;
        sendTrades(connection, 1, count);
        FeedRig.await(() -> recorder.ring().depth() == recorder.ring().size());
        long fullSinceNs = System.nanoTime();
        FeedRig.await(() -> System.nanoTime() - fullSinceNs > 2 * TickPublisher.DELAY_NS);
        sendTrades(connection, count + 1, count);

        recorder.open();
        recorder.await("all trades", all -> all.size() == 5 + 2 * count);
        FeedRig.await(() -> {
            long next = recorder.records().size() - 4L;
            sendQuietly(connection, next);
            recorder.await("one more", all -> all.size() == 5 + next);
            return recorder.records().get((int) next + 4).endsWith("flags 0");
        });

        List<String> records = recorder.records();
        assertTrue(records.get(5).endsWith("flags 0"), records.get(5));
        assertTrue(records.get(4 + 2 * count).endsWith("flags " + RecordFlags.DELAYED), records.get(4 + 2 * count));
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
}
