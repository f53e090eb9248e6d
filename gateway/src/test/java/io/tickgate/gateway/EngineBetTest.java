package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.Engine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
        try (RunningEngine running = new RunningEngine(folder)) {
            Engine engine = running.engine;
            Gateway gateway = running.gateway;
            running.trade(6_000_000_000_001L);
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
}
