package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.TradeFlyweight;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in front of the real engine, without a venue. */
@Timeout(60)
@Tag("slow")
class EngineBetTest {
    @TempDir
    Path folder;

    @Test
    void shouldServeThePriceAndRefuseABetWithTheGatesReasonWhenTheFeedIsYoung() throws Exception {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "data.directory", folder.toString(),
                        "engine.threads", "shared",
                        "venues.binance.enabled", "false",
                        "venues.coinbase.enabled", "false",
                        "data.free-space-min", "64m"),
                Map.of());
        try (Engine engine = Engine.start(config, "test", () -> {});
                Gateway gateway = Gateway.start(
                        RunningGateway.settings(100),
                        new EngineAccess(
                                engine.published(),
                                engine.feeds(),
                                engine.pairs(),
                                engine.proofs(),
                                engine.history(),
                                engine::newPublisher,
                                engine.clock(),
                                engine.counters(),
                                engine.errorHandler()))) {
            trade(engine);
            HttpClient client = HttpClient.newHttpClient();
            URI root = URI.create("http://127.0.0.1:" + gateway.port());
            long fromMs = engine.clock().nowEpochNs() / 1_000_000 + 5_000;
            String symbol = engine.published().directory().instruments().get(0).symbol();

            HttpResponse<String> price = client.send(
                    HttpRequest.newBuilder(root.resolve("/api/prices/" + symbol))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> bet = client.send(
                    HttpRequest.newBuilder(root.resolve("/api/bets"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"symbol\":\"" + symbol
                                    + "\",\"min\":\"60100\",\"max\":\"60200\",\"from\":" + fromMs + ",\"to\":"
                                    + (fromMs + 5_000)
                                    + ",\"stake\":\"100\",\"idempotencyKey\":\"k\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, price.statusCode(), price.body());
            assertTrue(price.body().contains("\"price\":\"60000.00000001\""), price.body());
            assertEquals(503, bet.statusCode(), bet.body());
            assertTrue(bet.body().startsWith("{\"error\":\"PRICE_FEED_STALE\""), bet.body());
            assertTrue(bet.headers().firstValue("Retry-After").isPresent());
        }
    }

    private static void trade(Engine engine) {
        InputPublisher publisher = engine.newPublisher();
        TradeFlyweight trade = new TradeFlyweight();
        long now = engine.clock().nowEpochNs();
        trade.wrap(publisher.scratch())
                .begin(now)
                .streamId(1)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(1)
                .tradeTimeEpochNs(now)
                .eventTimeEpochNs(now)
                .priceE8(6_000_000_000_001L)
                .sizeE8(1);
        long sequence = publisher.publish();
        RunningGateway.await("the trade is published", () -> engine.published().sequence() >= sequence);
    }
}
