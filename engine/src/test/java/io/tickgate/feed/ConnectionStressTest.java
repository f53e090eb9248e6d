package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.websocket.VenueServer;
import io.tickgate.feed.websocket.VenueServer.Connection;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections over loopback: many of them, and what a venue may do to one. */
@Tag("slow")
@Timeout(120)
class ConnectionStressTest {
    private static final Path HANDLES = Path.of("/proc/self/fd");

    private final FeedRig rig = new FeedRig();
    private final VenueServer venue = rig.venue;
    private final RingRecorder recorder = rig.recorder;
    private final LiveFeed feed = rig.newFeed(TimeUnit.SECONDS.toNanos(10));

    @AfterEach
    void close() throws IOException {
        feed.close();
        rig.close();
    }

    @Test
    void shouldLeaveNothingBehindAfterAThousandConnections() throws Exception {
        feed.start();
        reconnect(100, 0);
        long handles = handles();
        int threads = Thread.activeCount();
        long heap = heap();

        reconnect(1_000, 100);

        assertTrue(handles() <= handles + 5, handles() + " file handles after " + handles);
        assertTrue(Thread.activeCount() <= threads + 1, Thread.activeCount() + " threads after " + threads);
        assertTrue(heap() <= heap + (4 << 20), heap() + " bytes after " + heap);
        List<String> records = recorder.records();
        assertEquals(
                1_100, records.stream().filter(each -> each.startsWith("LOST ")).count());
        assertEquals(List.of(), List.copyOf(rig.errors));
    }

    /** Lets the venue end connections in different ways; each one delivers a trade before. */
    private void reconnect(int count, int from) throws Exception {
        for (int i = from; i < from + count; i++) {
            Connection connection = venue.next();
            connection.upgrade(Connection.frame(0x81, VenueServer.trade(i)));
            String trade = "TRADE 7 id " + i + " ";
            recorder.await(trade, all -> all.size() > 4 && contains(all, trade));
            switch (i % 3) {
                case 0 -> connection.close();
                case 1 -> connection.reset();
                default -> {
                    connection.send(Connection.frame(0x88, "\u0003\u00f0policy"));
                    connection.isClosedByClient();
                    connection.close();
                }
            }
        }
        int lost = from + count;
        recorder.await(
                "the last loss",
                all -> all.stream().filter(each -> each.startsWith("LOST ")).count() == lost);
    }

    /** From the end, as the list gets long. */
    private static boolean contains(List<String> records, String start) {
        for (int i = records.size() - 1; i >= Math.max(0, records.size() - 10); i--) {
            if (records.get(i).startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static long handles() throws IOException {
        try (Stream<Path> files = Files.list(HANDLES)) {
            return files.count();
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void shouldSkipAFrameOfFiveMegabytes() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        int length = 5 << 20;
        connection.send("\u0081\u007f\u0000\u0000\u0000\u0000" + (char) (length >>> 24 & 0xFF)
                + (char) (length >>> 16 & 0xFF) + (char) (length >>> 8 & 0xFF) + (char) (length & 0xFF));

        connection.send("x".repeat(length));
        connection.sendText(VenueServer.trade(1));

        recorder.await("the trade", all -> all.contains("TRADE 7 id 1 price 200000000 flags 0"));
        assertEquals(1, rig.counters.get(Counter.FRAMES_OVERSIZED));
        assertEquals(0, venue.waiting());
    }

    @Test
    void shouldPaceWhatItSends() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        List<Long> timesNs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FeedStream stream = new FeedStream(20 + i, "S" + i, false);
            feed.execute(each -> each.want(stream));
        }

        while (timesNs.size() < 6) {
            connection.send(Connection.frame(0x89, "ping"));
            String frame = connection.readFrame();
            timesNs.add(System.nanoTime());
            if (frame != null && frame.startsWith("81:") && frame.contains("\"id\":")) {
                String id = frame.substring(frame.indexOf("\"id\":") + 5, frame.length() - 1);
                connection.sendText("{\"result\":null,\"id\":" + id + "}");
            }
        }

        for (int i = 1; i < timesNs.size(); i++) {
            long pauseNs = timesNs.get(i) - timesNs.get(i - 1);
            assertTrue(pauseNs >= TimeUnit.MILLISECONDS.toNanos(300), "pause of " + pauseNs);
        }
    }

    @Test
    void shouldCloseAConnectionThatIsIntendedToEndWithAGoodbye() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 4);

        feed.execute(each -> each.disconnect("role lost"));

        assertEquals("88:\u0003\u00e8", connection.readControl());
        assertTrue(connection.isClosedByClient());
        recorder.await("the end", all -> all.contains("LOST 1 role lost"));
        FeedRig.await(() -> !FeedRig.isFeedAlive());
        assertEquals(FeedState.DISCONNECTED, feed.status().state());
        assertEquals(0, venue.waiting());
    }

    @Test
    void shouldRotateWithoutAGapWhenTheVenueAnnouncesItsShutdown() throws Exception {
        feed.start();
        Connection old = venue.nextOpen();
        old.sendText(VenueServer.trade(1));
        old.sendText("{\"e\":\"serverShutdown\",\"E\":1770123456789}");
        Connection next = venue.nextOpen();
        old.sendText(VenueServer.trade(2));
        recorder.await("both", all -> all.contains("TRADE 7 id 2 price 200000000 flags 0"));

        next.sendText(VenueServer.trade(2));
        next.sendText(VenueServer.trade(3));

        List<String> records = recorder.await(
                "the end of the old one",
                all -> all.stream().anyMatch(each -> each.startsWith("LOST 1 rotated: the venue announced")));
        int delivering = records.indexOf("DELIVERING 2/7 first trade");
        int lost = records.indexOf("LOST 1 rotated: the venue announced its shutdown");
        assertTrue(delivering >= 0 && delivering < lost, records.toString());
        assertTrue(records.contains("TRADE 7 id 3 price 200000000 flags 0"));
        assertFalse(records.stream().anyMatch(each -> each.startsWith("LOST 2")));
    }
}
