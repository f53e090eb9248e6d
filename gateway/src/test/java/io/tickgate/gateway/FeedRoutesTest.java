package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.GateReason;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.BreakerState;
import io.tickgate.status.ConnectionStatus;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.SnapshotStatus;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health of feeds and back-fill, and metrics. */
@Timeout(30)
class FeedRoutesTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final RunningGateway running = new RunningGateway();
    private final long nowEpochNs = running.clock.nowEpochNs();

    /** One of the two markets is closed otherwise. */
    @BeforeEach
    void open() {
        running.writer.gate(2, GateReason.OPEN, nowEpochNs, 0);
    }

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private FeedStatus feed(FeedState state, BreakerState breaker, String reason, List<String> silent) {
        boolean isOpen = state == FeedState.CONNECTED;
        return new FeedStatus(
                "binance",
                state,
                nowEpochNs - 7 * SECOND_NS,
                reason,
                "data-stream.binance.vision",
                breaker,
                isOpen ? 0 : 5,
                isOpen ? 0 : nowEpochNs + 4 * SECOND_NS,
                isOpen ? 0 : 6,
                6,
                250,
                nowEpochNs - (isOpen ? 2 : 20) * SECOND_NS,
                8,
                8,
                isOpen ? 8 : 0,
                silent,
                isOpen
                        ? List.of(new ConnectionStatus(
                                "binance-1",
                                17,
                                "wss://data-stream.binance.vision/stream?streams=btcusdt@trade",
                                true,
                                false,
                                nowEpochNs - 60 * SECOND_NS,
                                nowEpochNs + 3_600 * SECOND_NS,
                                nowEpochNs - SECOND_NS,
                                8,
                                8))
                        : List.of());
    }

    @Test
    void shouldSayNothingIsWrongWhenAFeedDelivers() throws Exception {
        running.feeds.feeds = List.of(feed(FeedState.CONNECTED, BreakerState.CLOSED, "delivering", List.of()));

        HttpResponse<String> response = running.get("/api/market-data/health");

        assertEquals(200, response.statusCode());
        assertTrue(
                response.body()
                        .contains(
                                "\"websocket\":{\"state\":\"CONNECTED\",\"isLeader\":true,\"uptime\":60,"
                                        + "\"consecutiveErrors\":0,\"circuitBreaker\":{\"state\":\"CLOSED\",\"failureCount\":0}}"),
                response.body());
        assertTrue(response.body().endsWith("\"backfill\":[],\"alerts\":[]}"), response.body());
    }

    @Test
    void shouldNameVenueStateAndReasonWhenAFeedIsDown() throws Exception {
        running.feeds.feeds = List.of(feed(FeedState.RECONNECTING, BreakerState.OPEN, "HTTP status 451", List.of()));
        running.feeds.backFills =
                List.of(new BackFillStatus("binance", 3, 40, 1, 9, nowEpochNs + SECOND_NS, "HTTP status 429"));

        String body = running.get("/api/market-data/health").body();

        assertTrue(body.contains("\"next_attempt_ms\":4000,\"last_data_age_ms\":20000"), body);
        assertTrue(
                body.contains("\"alerts\":[\"binance is RECONNECTING for 7 s: HTTP status 451\","
                        + "\"binance: the connection breaker is open after 5 failures\","
                        + "\"binance: back-fill of 3 gaps waits: HTTP status 429\","
                        + "\"binance: 1 gaps could not be filled: HTTP status 429\"]"),
                body);
    }

    @Test
    void shouldSayOfEachMarketWhyBetsAreRefusedAndWhenTheyWillBeTaken() throws Exception {
        running.writer.gate(1, GateReason.PRICE_FEED_STALE, nowEpochNs, nowEpochNs + 30 * SECOND_NS);

        String recovering = running.get("/api/market-data/health").body();
        running.writer.gate(1, GateReason.DISK, nowEpochNs, 0);
        String full = running.get("/api/market-data/health").body();
        running.writer.gate(1, GateReason.MARKET_RETIRED, nowEpochNs, 0);
        String retired = running.get("/api/market-data/health").body();

        assertTrue(
                recovering.endsWith("\"alerts\":[\"BTC/USD: bets refused, PRICE_FEED_STALE, opens in 30 s\"]}"),
                recovering);
        assertTrue(full.endsWith("\"alerts\":[\"BTC/USD: bets refused, DISK\"]}"), full);
        assertTrue(retired.endsWith("\"alerts\":[]}"), retired);
    }

    @Test
    void shouldTellOfSomeClosedMarketsAndCountTheOthers() throws Exception {
        int[] marketIds = IntStream.rangeClosed(101, 125).toArray();
        int instrumentId = running.writer.instrument("LTC/USD", List.of(), "binance", marketIds);
        for (int marketId : marketIds) {
            running.writer.market(marketId, "more-" + marketId, instrumentId);
        }

        String body = running.get("/api/market-data/health").body();

        assertTrue(body.contains("\"alerts\":[\"LTC/USD (more-101): bets refused, PRICE_FEED_STALE\","), body);
        assertTrue(
                body.endsWith(
                        "\"LTC/USD (more-120): bets refused, PRICE_FEED_STALE\",\"5 more markets: bets refused\"]}"),
                body);
    }

    @Test
    void shouldAlertWhenAConnectedFeedHasSilentSymbols() throws Exception {
        running.feeds.feeds =
                List.of(feed(FeedState.CONNECTED, BreakerState.CLOSED, "delivering", List.of("BTCUSDT", "ÄPFEL\"")));

        String body = running.get("/api/market-data/health").body();

        assertTrue(body.contains("\"silent\":[\"BTCUSDT\",\"ÄPFEL\\\"\"]"), body);
        assertTrue(body.contains("binance is connected but silent for BTCUSDT, ÄPFEL\\\""), body);
    }

    @Test
    void shouldTellHowFarTheSecondMarketIsAndOfTheNewestSnapshot() throws Exception {
        running.snapshots = new SnapshotStatus(900, 12, 850, nowEpochNs - 61 * SECOND_NS, 4_096, 8_000_000);

        String body = running.get("/api/market-data/health").body();
        List<String> metrics = running.get("/metrics").body().lines().toList();

        long time = nowEpochNs / 1_000_000 - 61_000;
        assertTrue(
                body.contains("\"secondMarket\":{\"sequence\":900,\"lagRecords\":12,\"snapshot\":{\"sequence\":850,"
                        + "\"time\":" + time + ",\"age_ms\":61000,\"bytes\":4096}}"),
                body);
        assertTrue(body.endsWith("\"alerts\":[]}"), body);
        assertTrue(metrics.contains("tickgate_second_market_sequence 900"), metrics::toString);
        assertTrue(metrics.contains("tickgate_second_market_lag_records 12"), metrics::toString);
        assertTrue(metrics.contains("tickgate_snapshot_sequence 850"), metrics::toString);
        assertTrue(metrics.contains("tickgate_snapshot_age_seconds 61.0"), metrics::toString);
    }

    @Test
    void shouldTellOfNoSnapshotBeforeTheFirst() throws Exception {
        running.snapshots = new SnapshotStatus(5, 0, 0, 0, 0, 0);

        String body = running.get("/api/market-data/health").body();
        List<String> metrics = running.get("/metrics").body().lines().toList();

        assertTrue(body.contains("\"secondMarket\":{\"sequence\":5,\"lagRecords\":0},"), body);
        assertTrue(body.endsWith("\"alerts\":[]}"), body);
        assertTrue(metrics.contains("tickgate_snapshot_age_seconds -1.0"), metrics::toString);
    }

    @Test
    void shouldAlertWhenNoSnapshotWasWrittenForLong() throws Exception {
        running.snapshots = new SnapshotStatus(900, 7_000, 850, nowEpochNs - 1_000 * SECOND_NS, 4_096, 0);

        String body = running.get("/api/market-data/health").body();

        assertTrue(
                body.endsWith("\"alerts\":[\"the newest snapshot is 1000 s old; the second market is at sequence 900, "
                        + "7000 records behind\"]}"),
                body);
    }

    @Test
    void shouldServeEveryCounterAndStateAsMetrics() throws Exception {
        running.counters.add(Counter.CONNECTS, 3);
        running.feeds.feeds = List.of(feed(FeedState.CONNECTED, BreakerState.CLOSED, "delivering", List.of()));

        HttpResponse<String> response = running.get("/metrics");

        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                response.headers().firstValue("content-type").orElse(""));
        List<String> lines = response.body().lines().toList();
        assertTrue(lines.contains("tickgate_connects_total 3"), response.body());
        assertTrue(lines.contains("tickgate_feed_state{venue=\"binance\",state=\"CONNECTED\"} 1"), response.body());
        assertTrue(lines.contains("tickgate_feed_state{venue=\"binance\",state=\"RECONNECTING\"} 0"), response.body());
        assertTrue(lines.contains("tickgate_feed_data_age_seconds{venue=\"binance\"} 2.0"), response.body());
        assertEquals(
                Counter.values().length,
                lines.stream()
                        .filter(line -> line.matches("tickgate_\\w+_total \\d+"))
                        .count());
    }
}
