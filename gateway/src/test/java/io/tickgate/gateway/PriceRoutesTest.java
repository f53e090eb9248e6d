package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.HealthState;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices, markets and health over REST. */
@Timeout(30)
class PriceRoutesTest {
    private static final String BTC = "{\"symbol\":\"BTC/USD\",\"price\":\"67123.45\","
            + "\"bestBid\":{\"price\":\"67123\",\"size\":\"1.5\",\"source\":\"binance\"},"
            + "\"bestAsk\":{\"price\":\"67124.00000001\",\"size\":\"2.5\",\"source\":\"binance\"},"
            + "\"midPrice\":\"67123.500000005\",\"spread\":\"1.00000001\",\"spreadBps\":0.15,"
            + "\"source\":\"binance\",\"sequence\":1,\"eventTime\":1800000000000,\"receivedTime\":1800000000000,"
            + "\"health\":\"healthy\",\"stale\":false,\"cached\":false,\"age_ms\":0}";

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BTC/USD", "BTC-USD", "btcusd", "BTC%2FUSD", "btc%2fusd", "bitcoin", "BTC_USD", "%42TC-USD"})
    void shouldServeTheExactPriceWhenAskedByAnySpelling(String spelling) throws Exception {
        HttpResponse<String> response = running.get("/api/prices/" + spelling);

        assertEquals(200, response.statusCode());
        assertEquals(BTC, response.body());
    }

    @Test
    void shouldServeAllPricesAndTheStatus() throws Exception {
        HttpResponse<String> response = running.get("/api/prices");

        assertEquals(
                "{\"prices\":{\"BTC/USD\":" + BTC + "},\"status\":{\"price_health\":\"critical\",\"recovering\":false,"
                        + "\"gate\":\"closed\",\"reason\":\"PRICE_FEED_STALE\",\"timestamp\":1800000000000}}",
                response.body());
    }

    @Test
    void shouldNameTheNearestSymbolsWhenOneIsUnknown() throws Exception {
        HttpResponse<String> response = running.get("/api/prices/BTC-USDT");

        assertEquals(404, response.statusCode());
        assertEquals(
                "{\"error\":\"UNKNOWN_SYMBOL\",\"message\":\"There is no such instrument.\",\"retryable\":false,"
                        + "\"field\":\"symbol\",\"nearest\":[\"BTC/USD\",\"ETH/USD\"]}",
                response.body());
    }

    @Test
    void shouldServeWhatItHasAndErrorsForTheRestWhenAskedInBulk() throws Exception {
        HttpResponse<String> response = running.get("/api/prices/bulk/bitcoin,BTC/USD,ETH/USD,nosuchthing");

        assertEquals(200, response.statusCode());
        assertEquals(
                "{\"prices\":{\"bitcoin\":" + BTC + ",\"BTC/USD\":" + BTC + "},\"errors\":{"
                        + "\"ETH/USD\":{\"error\":\"NO_PRICE_YET\",\"message\":\"No trade of this instrument was received"
                        + " yet.\",\"retryable\":true},"
                        + "\"nosuchthing\":{\"error\":\"UNKNOWN_SYMBOL\",\"message\":\"There is no such instrument.\","
                        + "\"retryable\":false}}}",
                response.body());
    }

    @Test
    void shouldRefuseABulkOfMoreThanAHundred() throws Exception {
        String names = String.join(
                ",",
                java.util.stream.IntStream.range(0, 101).mapToObj(i -> "s" + i).toList());

        HttpResponse<String> response = running.get("/api/prices/bulk/" + names);

        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("TOO_MANY_SYMBOLS"), response.body());
    }

    @Test
    void shouldKeepServingTheLastPriceMarkedWhenTheFeedIsDead() throws Exception {
        running.writer.write(RunningGateway.BTC, 100, 0, 200, HealthState.CRITICAL, running.clock.nowEpochNs(), 0);
        running.clock.advanceMs(2_500);

        HttpResponse<String> response = running.get("/api/prices/btcusd");

        assertEquals(
                "{\"symbol\":\"BTC/USD\",\"price\":\"0.000001\","
                        + "\"bestAsk\":{\"price\":\"0.000002\",\"size\":\"2.5\",\"source\":\"binance\"},"
                        + "\"source\":\"binance\",\"sequence\":5,"
                        + "\"eventTime\":1800000000000,\"receivedTime\":1800000000000,"
                        + "\"health\":\"critical\",\"stale\":true,\"cached\":true,\"age_ms\":2500,\"freshness\":\"fresh\"}",
                response.body());
    }

    @Test
    void shouldSayCriticalAndTheSecondsLeftWhenRecovering() throws Exception {
        long nowEpochNs = running.clock.nowEpochNs();
        running.writer.write(
                RunningGateway.BTC, 300, 200, 100, HealthState.RECOVERING, nowEpochNs, nowEpochNs + 12_000_000_001L);

        String body = running.get("/api/prices/btcusd").body();

        assertTrue(
                body.contains(
                        "\"health\":\"critical\",\"recovering\":true,\"recovering_seconds_left\":13,\"stale\":true,"
                                + "\"cached\":false"),
                body);
        assertTrue(!body.contains("midPrice") && !body.contains("spread"), "crossed: " + body);
    }

    @Test
    void shouldCallEverythingCriticalWhenTheEngineStandsStill() throws Exception {
        running.clock.advanceMs(3_001);

        String price = running.get("/api/prices/btcusd").body();
        String health = running.get("/api/prices/status/health").body();
        int live = running.get("/healthz").statusCode();
        int ready = running.get("/readyz").statusCode();

        assertTrue(price.contains("\"health\":\"critical\",\"stale\":true"), price);
        assertTrue(health.contains("\"healthy\":false"), health);
        assertTrue(health.contains("\"reason\":\"DEAD_MAN\""), health);
        assertEquals(503, live);
        assertEquals(200, ready);
    }

    @Test
    void shouldTellMarketsWithTheirRulesAndGates() throws Exception {
        String body = running.get("/api/markets").body();

        assertTrue(
                body.startsWith("{\"markets\":[{\"market\":\"btc-touch\",\"marketVersion\":1,\"symbol\":\"BTC/USD\","
                        + "\"settlementSource\":\"binance\",\"touch\":\"inside\",\"bounds\":\"closed\",\"leadMs\":1000,"
                        + "\"windowMinMs\":1000,\"windowMaxMs\":60000,\"aheadMaxMs\":600000,\"bandMin\":\"0.01\","
                        + "\"bandMax\":\"1000\",\"stakeMin\":\"1\",\"stakeMax\":\"1000000\",\"gate\":\"open\","),
                body);
        assertTrue(body.contains("\"gate\":\"closed\",\"reason\":\"PRICE_FEED_STALE\",\"retry_after\":30"), body);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/nothing, 404",
        "/api/prices/, 400",
        "/api//prices, 400",
        "/api/prices/a%00b, 400",
        "/api/prices/%ff, 400",
        "/api/prices/..%2f, 404",
        "/api/bets/xyz, 404",
        "/api/bets/00000000000000000000000000000000, 404",
        "/api/bets/by-key/none, 404",
        "/healthz, 200",
        "/readyz, 200",
        "/favicon.svg, 200",
    })
    void shouldAnswerEachPathWithItsStatus(String path, int status) throws Exception {
        HttpResponse<String> response = running.get(path);

        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "nosniff",
                response.headers().firstValue("X-Content-Type-Options").orElse("none"));
    }
}
