package io.tickgate.feed;

import static io.tickgate.feed.FeedHarness.BTC;
import static io.tickgate.feed.FeedHarness.ETH;
import static io.tickgate.feed.FeedHarness.SECOND;
import static io.tickgate.feed.FeedHarness.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.websocket.HandshakeException;
import io.tickgate.status.BreakerState;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a feed connects, fails, waits and is ended, on a clock moved by hand. */
class VenueFeedTest {
    private static final LinkEnd FAILURE = LinkEnd.failed("refused");

    @Test
    void shouldSayHowFarItIs() {
        FeedHarness harness = FeedHarness.binance(1);
        List<String> seen = new ArrayList<>();

        harness.run(STEP);
        seen.add(text(harness));
        harness.feed.connect(harness.nowNs());
        harness.run(SECOND);
        seen.add(text(harness));
        harness.last().open();
        harness.run(SECOND);
        seen.add(text(harness));
        harness.last().trade(1, 1);
        harness.run(SECOND);
        seen.add(text(harness));
        harness.last().end(LinkEnd.failed("reset"));
        harness.run(STEP);
        seen.add(text(harness));
        harness.feed.disconnect("role lost");
        harness.run(STEP);
        seen.add(text(harness));

        assertEquals(
                List.of(
                        "DISCONNECTED not started",
                        "CONNECTING connecting",
                        "CONNECTED open, waiting for first data",
                        "CONNECTED delivering",
                        "RECONNECTING reset",
                        "DISCONNECTED role lost"),
                seen);
    }

    private static String text(FeedHarness harness) {
        return harness.feed.status().state() + " " + harness.feed.status().reason();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldWaitWithinTheDoublingLimitAndOpenTheBreaker(long seed) {
        FeedHarness harness = FeedHarness.binance(seed);
        harness.feed.connect(harness.nowNs());
        harness.run(STEP);

        for (int failures = 1; failures <= 4; failures++) {
            harness.last().end(FAILURE);
            long waitedNs = harness.runUntilLinks(failures + 1, 100 * SECOND);
            assertTrue(waitedNs <= (SECOND << (failures - 1)) + 2 * STEP, failures + ": " + waitedNs);
        }
        harness.last().end(FAILURE);
        harness.run(STEP);
        FeedStatus open = harness.feed.status();
        long openNs = harness.runUntilLinks(6, 100 * SECOND);
        harness.last().end(FAILURE);
        long openAgainNs = harness.runUntilLinks(7, 100 * SECOND);

        assertEquals(BreakerState.OPEN, open.breaker());
        assertEquals(5, open.breakerFailures());
        assertTrue(openNs >= 60 * SECOND - 2 * STEP && openNs <= 60 * SECOND + 2 * STEP, "open for " + openNs);
        assertTrue(openAgainNs >= 60 * SECOND - 2 * STEP, "open again for " + openAgainNs);
        assertEquals(BreakerState.HALF_OPEN, harness.feed.status().breaker());
    }

    @Test
    void shouldCloseTheBreakerAfterThreeSpansOfSteadyData() {
        FeedHarness harness = broken(FeedHarness.binance(1), 5);
        harness.runUntilLinks(6, 100 * SECOND);
        FakeLink link = harness.last();
        link.open();
        harness.run(STEP);
        harness.everyStep(() -> link.data(1));

        harness.run(29 * SECOND);
        BreakerState before = harness.feed.status().breaker();
        harness.run(2 * SECOND);

        assertEquals(BreakerState.HALF_OPEN, before);
        assertEquals(BreakerState.CLOSED, harness.feed.status().breaker());
        assertEquals(0, harness.feed.status().consecutiveFailures());
    }

    /** Connects and lets so many attempts fail. */
    private static FeedHarness broken(FeedHarness harness, int failures) {
        harness.feed.connect(harness.nowNs());
        for (int i = 1; i <= failures; i++) {
            harness.runUntilLinks(i, 100 * SECOND);
            harness.last().end(FAILURE);
        }
        harness.run(STEP);
        return harness;
    }

    @Test
    void shouldGiveUpForNowAfterThreeFailuresAndBeBackWithTheFirstData() {
        FeedHarness harness = broken(FeedHarness.binance(1), 2);
        FeedState afterTwo = harness.state();
        harness.runUntilLinks(3, 100 * SECOND);
        harness.last().end(FAILURE);
        harness.run(STEP);
        FeedState afterThree = harness.state();

        harness.runUntilLinks(4, 100 * SECOND);
        harness.last().open();
        harness.run(SECOND);
        FeedState open = harness.state();
        harness.last().data(2);
        harness.run(SECOND);

        assertEquals(
                List.of(FeedState.CONNECTING, FeedState.SWITCHING_SOURCE, FeedState.SWITCHING_SOURCE),
                List.of(afterTwo, afterThree, open));
        assertEquals(FeedState.CONNECTED, harness.state());
    }

    @Test
    void shouldGiveUpForNowAfterHalfAMinuteWithoutData() {
        FeedHarness harness = FeedHarness.binance(1);
        harness.feed.connect(harness.nowNs());

        harness.run(29 * SECOND);
        FeedState before = harness.state();
        harness.run(2 * SECOND);

        assertEquals(FeedState.CONNECTING, before);
        assertEquals(FeedState.SWITCHING_SOURCE, harness.state());
    }

    @Test
    void shouldStartTheDelayAgainOnlyAfterTenSecondsOfData() {
        FeedHarness harness = broken(FeedHarness.binance(9), 3);
        harness.runUntilLinks(4, 100 * SECOND);
        FakeLink link = harness.last();
        link.open();
        harness.run(STEP);
        harness.everyStep(() -> link.data(1));

        harness.run(9 * SECOND);
        int before = harness.feed.status().consecutiveFailures();
        harness.run(2 * SECOND);

        assertEquals(3, before);
        assertEquals(0, harness.feed.status().consecutiveFailures());
    }

    @Test
    void shouldLetTheAttemptBeyondTheBudgetWait() {
        ConnectSettings usual = FeedSettings.binance(3).connect();
        FeedSettings settings = FeedSettings.binance(3)
                .with(new ConnectSettings(
                        usual.connectTimeoutNs(),
                        usual.handshakeTimeoutNs(),
                        1,
                        1,
                        usual.refusedMinNs(),
                        usual.stableNs(),
                        1_000_000,
                        usual.breakerOpenNs(),
                        usual.breakerSuccesses(),
                        300));
        Dialogue dialogue = FeedHarness.binance(1).dialogue;
        ConnectBudget shared = new ConnectBudget(300);
        FeedHarness first = new FeedHarness(settings, dialogue, shared, 1);
        FeedHarness second = new FeedHarness(settings, dialogue, shared, 2);
        first.feed.want(BTC);
        second.feed.want(BTC);
        first.everyStep(() -> first.links.forEach(link -> link.end(FAILURE)));
        second.everyStep(() -> second.links.forEach(link -> link.end(FAILURE)));
        first.feed.connect(first.nowNs());
        second.feed.connect(second.nowNs());

        long tookNs = first.runUntilLinks(300, ConnectBudget.WINDOW_NS);
        first.run(SECOND);
        second.run(tookNs + SECOND);
        FeedStatus status = second.feed.status();
        long leftNs = ConnectBudget.WINDOW_NS - tookNs - SECOND;
        first.run(leftNs - SECOND);
        int before = first.links.size();
        first.run(2 * SECOND);

        assertEquals(0, second.links.size());
        assertEquals(300, status.connectsInWindow());
        assertTrue(status.reason().contains("300 of 300 attempts at this host in 5 min"), status.reason());
        assertTrue(status.nextAttemptEpochNs() > 0);
        assertEquals(300, before);
        assertTrue(first.links.size() > 300);
    }

    @ParameterizedTest
    @CsvSource({
        "403, 0, FORBIDDEN, 60, 62",
        "418, 7200, BANNED, 7200, 7202",
        "429, 300, TOO_MANY, 300, 302",
        "429, 5, TOO_MANY, 60, 62",
        "451, 0, NOT_SERVED, 60, 62",
        "503, 30, HTTP status 503, 30, 32",
        "500, 0, HTTP status 500, 0, 2"
    })
    void shouldWaitAsTheRefusalAsksFor(int status, long retryAfterS, String name, long atLeastS, long atMostS) {
        FeedHarness harness = FeedHarness.binance(5);
        harness.feed.connect(harness.nowNs());
        harness.run(STEP);

        harness.last()
                .end(LinkEnd.refused(new HandshakeException("HTTP status " + status, status, retryAfterS * SECOND)));
        harness.run(STEP);
        String reason = harness.feed.status().reason();
        long waitedNs = harness.runUntilLinks(2, 8_000 * SECOND);

        assertTrue(reason.startsWith(name), reason);
        assertTrue(waitedNs >= atLeastS * SECOND - 2 * STEP && waitedNs <= atMostS * SECOND, "waited " + waitedNs);
    }

    @Test
    void shouldTryAnUnacceptedKeyOnceAnHour() {
        FeedHarness harness = FeedHarness.binance(1);
        harness.feed.connect(harness.nowNs());
        harness.run(STEP);

        harness.last().end(LinkEnd.unauthorized("Unauthorized: no credits"));
        harness.run(3_590 * SECOND);
        FeedStatus status = harness.feed.status();
        int before = harness.links.size();
        harness.run(20 * SECOND);

        assertEquals(FeedState.DISCONNECTED, status.state());
        assertTrue(status.reason().startsWith("Unauthorized: no credits"), status.reason());
        assertEquals(1, before);
        assertEquals(2, harness.links.size());
    }

    @Test
    void shouldRestoreTheDesiredStreamsAfterEndsOfBothSorts() {
        FeedHarness harness = FeedHarness.binance(1);
        harness.connect();
        harness.feed.disconnect("role lost");
        harness.run(STEP);
        harness.feed.unwant(ETH.streamId());
        harness.feed.want(new FeedStream(3, "SOLUSDT", false));
        harness.run(100 * SECOND);
        int whileOff = harness.links.size();

        FakeLink second = harness.connect();
        second.end(LinkEnd.failed("reset"));
        harness.runUntilLinks(3, 10 * SECOND);

        assertEquals(1, whileOff);
        assertEquals(LinkEnd.intended("role lost"), harness.links.get(0).end());
        for (FakeLink link : harness.links.subList(1, 3)) {
            assertEquals(
                    "[btcusdt@trade, btcusdt@bookTicker, btcusdt@ticker, solusdt@trade, solusdt@bookTicker]",
                    link.subscribed.toString());
        }
    }

    @Test
    void shouldRefuseWhatOneConnectionCannotCarry() {
        FeedHarness harness = FeedHarness.binance(1);
        int id = 10;
        while (harness.feed.want(new FeedStream(id, "S" + id, false))) {
            id++;
        }

        // Of 1,024 channels, BTC takes three and each of the others two.
        assertEquals((1_024 - 3) / 2 + 1, harness.feed.desired().size());
        assertThrows(IllegalArgumentException.class, () -> harness.feed.want(new FeedStream(5_000, "BTCUSDT", false)));
    }

    @Test
    void shouldConnectToNothingWithoutStreams() {
        FeedHarness harness = FeedHarness.binance(FeedSettings.binance(3), SubscribeForm.AUTO, 1);
        harness.feed.unwant(1);
        harness.feed.unwant(2);

        harness.feed.connect(harness.nowNs());
        harness.run(100 * SECOND);

        assertEquals(0, harness.links.size());
        assertEquals("CONNECTING no streams are wanted", text(harness));
    }
}
