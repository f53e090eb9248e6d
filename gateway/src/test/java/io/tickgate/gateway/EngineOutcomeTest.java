package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.Engine;
import io.tickgate.input.InputPublisher;
import io.tickgate.publish.GateView;
import io.tickgate.publish.MarketView;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.TradeFlyweight;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bets from the request to the outcome on the bettor's socket, with the real engine; the test is the venue. */
@Timeout(120)
@Tag("slow")
class EngineOutcomeTest {
    private static final long PRICE_E8 = 6_000_000_000_000L;
    private static final long BAND_E8 = 6_010_000_000_000L;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong priceE8 = new AtomicLong(PRICE_E8);
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void shouldTellTheBettorOfAHitThatRevertedAndOfAMiss() throws Exception {
        try (RunningEngine running = new RunningEngine(folder, Map.of("health.recovery", "0s"))) {
            Engine engine = running.engine;
            Gateway gateway = running.gateway;
            MarketView market = engine.published().directory().markets().get(0);
            Thread venue = new Thread(() -> trade(engine, market), "venue");
            venue.start();
            try {
                play(engine, gateway, market);
            } finally {
                isOver.set(true);
                venue.join();
            }
        }
    }

    private void play(Engine engine, Gateway gateway, MarketView market) throws Exception {
        RunningGateway.await("the gate is open", () -> {
            GateView gate = new GateView();
            return engine.published().gates().read(market.id(), gate) && gate.isOpen();
        });
        URI root = URI.create("http://127.0.0.1:" + gateway.port());
        WsClient socket = WsClient.connect(client, gateway.port(), "/ws/prices");
        socket.send("{\"op\":\"subscribe\",\"outcomes\":true}");
        socket.await("\"type\":\"subscribed\"");
        long fromMs = engine.clock().nowEpochNs() / 1_000_000 + 3_000;
        HttpResponse<String> hit = post(root, bet(market, fromMs, "\"60050\",\"max\":\"60150\"", "hit"));
        HttpResponse<String> missed = post(root, bet(market, fromMs, "\"59000\",\"max\":\"59100\"", "missed"));
        assertEquals(201, hit.statusCode(), hit.body());
        assertEquals(201, missed.statusCode(), missed.body());

        RunningGateway.await(
                "the window has begun", () -> engine.published().marketTimeEpochNs() > (fromMs + 200) * 1_000_000);
        priceE8.set(BAND_E8);
        String hitMessage = socket.await("\"state\":\"HIT\"");
        priceE8.set(PRICE_E8);
        String missMessage = socket.await("\"state\":\"MISS\"");

        assertTrue(hitMessage.contains("\"idempotencyKey\":\"hit\""), hitMessage);
        assertTrue(hitMessage.contains("\"touch\":\"inside\",\"trade\":{"), hitMessage);
        assertTrue(hitMessage.contains("\"price\":\"60100\""), hitMessage);
        assertTrue(missMessage.contains("\"idempotencyKey\":\"missed\""), missMessage);
        assertTrue(missMessage.contains("\"watermark\":{\"source\":\"trade\""), missMessage);
        assertEquals(
                hitMessage,
                "{\"type\":\"bet\"," + get(root, "/api/bets/by-key/hit").substring(1));
        assertEquals(
                missMessage,
                "{\"type\":\"bet\"," + get(root, "/api/bets/by-key/missed").substring(1));
        HttpResponse<String> again = post(root, bet(market, fromMs, "\"60050\",\"max\":\"60150\"", "hit"));
        assertEquals(200, again.statusCode(), again.body());
        assertTrue(again.body().contains("\"state\":\"HIT\""), again.body());
        assertEquals(
                2,
                socket.messages.stream()
                        .filter(text -> text.startsWith("{\"type\":\"bet\","))
                        .count());
    }

    private static String bet(MarketView market, long fromMs, String band, String key) {
        return "{\"symbol\":\"BTC/USD\",\"market\":\"" + market.name() + "\",\"min\":" + band + ",\"from\":" + fromMs
                + ",\"to\":" + (fromMs + 2_000) + ",\"stake\":\"100\",\"idempotencyKey\":\"" + key + "\"}";
    }

    private HttpResponse<String> post(URI root, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(root.resolve("/api/bets"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(URI root, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The venue: a trade each 20 ms at the price that the test sets. */
    private void trade(Engine engine, MarketView market) {
        InputPublisher publisher = engine.newPublisher();
        FeedEventFlyweight event = new FeedEventFlyweight();
        event.wrap(publisher.scratch())
                .set(
                        engine.clock().nowEpochNs(),
                        1,
                        FeedEventFlyweight.DELIVERING,
                        1,
                        market.settlementStreamId(),
                        "test");
        long ignored = publisher.publish();
        TradeFlyweight trade = new TradeFlyweight();
        for (long id = 1; !isOver.get(); id++) {
            long now = engine.clock().nowEpochNs();
            trade.wrap(publisher.scratch())
                    .begin(now)
                    .streamId(market.settlementStreamId())
                    .takerSide(TradeFlyweight.SIDE_BUY)
                    .tradeId(id)
                    .tradeTimeEpochNs(now)
                    .eventTimeEpochNs(now)
                    .priceE8(priceE8.get())
                    .sizeE8(100_000_000);
            ignored = publisher.publish();
            LockSupport.parkNanos(20_000_000);
        }
    }
}
