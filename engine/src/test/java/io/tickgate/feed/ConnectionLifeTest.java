package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.websocket.Handshake;
import io.tickgate.feed.websocket.VenueServer;
import io.tickgate.feed.websocket.VenueServer.Connection;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection fails to begin, and how the feed ends. */
@Timeout(60)
class ConnectionLifeTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK", "HTTP/1.1 500 Oops", "SSH-2.0-OpenSSH", "HTTP/1.1 101 False key"})
    void shouldTryAgainWhenTheHandshakeFails(String statusLine) throws Exception {
        feed.start();
        Connection first = venue.next();
        first.readRequest();
        first.send(statusLine + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n");

        venue.nextOpen();

        List<String> records = recorder.await("the second", all -> all.size() >= 2);
        assertTrue(records.get(0).startsWith("CONNECT_FAILED 1 "), records.get(0));
        assertEquals("CONNECTED 2 localhost", records.get(1));
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
        FeedRig.await(() -> feed.status().reason().startsWith("NOT_SERVED: "));
        assertTrue(
                feed.status().reason().contains("name another host"),
                feed.status().reason());
        rig.aheadNs.addAndGet(TimeUnit.SECONDS.toNanos(30));
        assertEquals(0, venue.waiting());
        rig.aheadNs.addAndGet(TimeUnit.SECONDS.toNanos(31));
        venue.nextOpen();
    }

    @Test
    void shouldGiveUpAHandshakeThatNeverComes() throws Exception {
        try (LiveFeed impatient = rig.newFeed(TimeUnit.MILLISECONDS.toNanos(300))) {
            impatient.start();
            Connection first = venue.next();
            first.readRequest();

            assertTrue(first.isClosedByClient());
            venue.nextOpen();
        }
    }

    @Test
    void shouldGiveUpAHandshakeThatDrips() throws Exception {
        try (LiveFeed impatient = rig.newFeed(TimeUnit.MINUTES.toNanos(1))) {
            impatient.start();
            Connection first = venue.next();
            first.readRequest();
            first.send("HTTP/1.1 101");

            rig.aheadNs.addAndGet(TimeUnit.MINUTES.toNanos(1));
            first.send(" ");

            assertTrue(first.isClosedByClient());
            venue.nextOpen();
        }
    }

    @Test
    void shouldEndWithinASecondWhenClosed() throws Exception {
        feed.start();
        venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 4);

        feed.close();

        assertFalse(FeedRig.isFeedAlive());
        assertEquals(
                "LOST 1 closed by us",
                recorder.await("the end", all -> all.size() == 5).get(4));
        assertEquals(List.of(), List.copyOf(rig.errors));
    }

    @Test
    void shouldEndWithinASecondWhenClosedWithinTheHandshake() throws Exception {
        feed.start();
        venue.next().readRequest();

        feed.close();

        assertFalse(FeedRig.isFeedAlive());
        assertEquals(0, counters.get(Counter.CONNECT_FAILURES));
    }

    @Test
    void shouldEndWhenTheRingIsClosed() throws Exception {
        feed.start();
        Connection connection = venue.nextOpen();
        recorder.await("the connection", all -> all.size() == 4);

        recorder.ring().close();
        connection.sendText(VenueServer.TRADE_1);

        assertTrue(connection.isClosedByClient());
    }

    @Test
    void shouldReportAnExceptionAndConnectAnew() throws Exception {
        try (LiveFeed faulty =
                rig.newFeed(TimeUnit.SECONDS.toNanos(10), new FaultyRandom(new IllegalStateException("x")))) {
            faulty.start();

            venue.next();
            venue.nextOpen();

            recorder.await("the connection", all -> all.contains("CONNECTED 2 localhost"));
            assertEquals(1, rig.errors.size());
            assertEquals(0, rig.halts.size());
        }
    }

    @Test
    void shouldHaltOnAnError() throws Exception {
        try (LiveFeed faulty = rig.newFeed(TimeUnit.SECONDS.toNanos(10), new FaultyRandom(new AssertionError("x")))) {
            faulty.start();

            FeedRig.await(() -> rig.halts.size() == 1);

            assertEquals(0, rig.errors.size());
        }
    }

    /** Throws at the first key of a handshake. */
    private static final class FaultyRandom extends Random {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Throwable fault;

        FaultyRandom(Throwable fault) {
            super(5);
            this.fault = fault;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Throwable thrown = fault;
            fault = null;
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            super.nextBytes(bytes);
        }
    }
}
