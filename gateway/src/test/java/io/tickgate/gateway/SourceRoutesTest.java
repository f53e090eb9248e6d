package io.tickgate.gateway;

import static io.tickgate.gateway.RunningGateway.BTC;
import static io.tickgate.gateway.RunningGateway.SHIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.StreamStanding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where prices come from, over REST and WebSocket: venues, composites, polled, Redis. */
@Timeout(30)
class SourceRoutesTest {
    private static final long S = 1_000_000_000L;

    private final RunningGateway running = new RunningGateway();
    private final long now = running.clock.nowEpochNs();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private String get(String path) throws Exception {
        return running.get(path).body();
    }

    private void twoVenues() {
        running.writer.venues(BTC, "binance", "coinbase");
        running.writer.stream(101, 300, HealthState.HEALTHY, StreamStanding.USED, now);
        running.writer.stream(102, 400, HealthState.CRITICAL, StreamStanding.STALE, now - 12 * S);
    }

    private static final String TWO = "[{\"source\":\"binance\",\"price\":\"0.000003\",\"receivedTime\":1800000000000,"
            + "\"bid\":{\"price\":\"0.00000299\",\"size\":\"1\"},\"ask\":{\"price\":\"0.00000301\",\"size\":\"2\"},"
            + "\"age_ms\":0,\"weight\":1,\"health\":\"healthy\",\"reason\":\"USED\"},"
            + "{\"source\":\"coinbase\",\"price\":\"0.000004\",\"receivedTime\":1799999988000,"
            + "\"bid\":{\"price\":\"0.00000399\",\"size\":\"1\"},\"ask\":{\"price\":\"0.00000401\",\"size\":\"2\"},"
            + "\"age_ms\":12000,\"weight\":0,\"health\":\"critical\",\"reason\":\"STALE\"}]";

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USD", "BTC-USD", "bitcoin", "BTC%2FUSD"})
    void shouldListWhatEachVenueSays(String spelling) throws Exception {
        twoVenues();
        running.writer.source(BTC, PriceChangedFlyweight.INDEX, 0, 101, 102);

        String body = get("/api/prices/" + spelling + "/sources");

        assertEquals("{\"symbol\":\"BTC/USD\",\"mode\":\"index\",\"source\":\"index\",\"sources\":" + TWO + "}", body);
    }

    @Test
    void shouldListTheOneVenueOfAnInstrumentWithOne() throws Exception {
        String body = get("/api/prices/btcusd/sources");

        assertTrue(
                body.startsWith("{\"symbol\":\"BTC/USD\",\"mode\":\"failover\",\"source\":\"binance\",\"sources\":["
                        + "{\"source\":\"binance\",\"price\":\"67123.45\","),
                body);
        assertTrue(body.endsWith("\"age_ms\":0,\"weight\":1,\"health\":\"healthy\",\"reason\":\"USED\"}]}"), body);
    }

    @Test
    void shouldListVenuesThatHaveSaidNothingYet() throws Exception {
        String body = get("/api/prices/shiba/sources");

        assertEquals(
                "{\"symbol\":\"SHIB/USD\",\"mode\":\"failover\",\"sources\":[{\"source\":\"binance\",\"weight\":0,"
                        + "\"health\":\"critical\",\"reason\":\"NO_PRICE\"}]}",
                body);
        assertEquals(404, running.get("/api/prices/nosuch/sources").statusCode());
    }

    @Test
    void shouldNameTheCompositeAndTheVenueOfEachSide() throws Exception {
        twoVenues();
        running.writer.source(BTC, PriceChangedFlyweight.BEST, 0, 102, 101);

        String body = get("/api/prices/btcusd");

        assertTrue(body.contains("\"bestBid\":{\"price\":\"67123\",\"size\":\"1.5\",\"source\":\"coinbase\"}"), body);
        assertTrue(body.contains("\"size\":\"2.5\",\"source\":\"binance\"}"), body);
        assertTrue(body.contains("\"source\":\"best\",\"sequence\""), body);
        assertTrue(body.endsWith(",\"sources\":" + TWO + "}"), body);
    }

    @Test
    void shouldSayCrossedAndGiveNoMiddleWhenTheBidIsNotBelowTheOffer() throws Exception {
        running.writer.write(BTC, 100, 200, 200, HealthState.HEALTHY, now, 0);

        String body = get("/api/prices/btcusd");

        assertTrue(body.contains("\"crossed\":true"), body);
        assertFalse(body.contains("midPrice") || body.contains("spread"), body);
    }

    @Test
    void shouldMarkAPolledPriceAndCountItsAgeFromItsReceipt() throws Exception {
        running.writer.write(BTC, 100, 0, 0, HealthState.CRITICAL, now, 0);
        running.writer.source(BTC, PriceChangedFlyweight.POLLED, 1, 1, 1);
        running.clock.advanceMs(2_000);
        running.alive();
        String polled = get("/api/prices/btcusd");

        running.clock.advanceMs(58_001);
        running.alive();
        String kept = get("/api/prices/btcusd");

        assertTrue(
                polled.endsWith("\"health\":\"critical\",\"stale\":true,\"cached\":false,\"polled\":true,"
                        + "\"age_ms\":2000,\"freshness\":\"fresh\"}"),
                polled);
        assertTrue(kept.endsWith("\"cached\":true,\"polled\":true,\"age_ms\":60001,\"freshness\":\"stale\"}"), kept);
    }

    @Test
    void shouldServeThePriceOfRedisWhenThereIsNoNewerOneHere() throws Exception {
        running.writer.fallback(SHIB, 123, now - 7 * S);

        String body = get("/api/prices/shiba");
        String all = get("/api/prices");

        String members = "\"price\":\"0.00000123\",\"source\":\"redis\",\"receivedTime\":1799999993000,"
                + "\"health\":\"critical\",\"stale\":true,\"cached\":true,\"age_ms\":7000,\"freshness\":\"acceptable\"}";
        assertEquals("{\"symbol\":\"SHIB/USD\"," + members, body);
        assertTrue(all.contains(members), all);
    }

    @Test
    void shouldNotServeThePriceOfRedisWhenTheOwnOneLives() throws Exception {
        running.writer.fallback(BTC, 123, now + S);

        String body = get("/api/prices/btcusd");

        assertTrue(body.contains("\"price\":\"67123.45\"") && body.contains("\"source\":\"binance\""), body);
    }

    @Test
    void shouldStreamThePriceOfRedisOnceForEachThatIsFound() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices?symbols=shiba");
        client.await("system:status");

        running.writer.fallback(SHIB, 123, now - 7 * S);
        String price = client.await("\"type\":\"price\"");
        running.writer.fallback(SHIB, 124, now - 6 * S);
        String next = client.await("0.00000124");

        assertTrue(price.contains("\"price\":\"0.00000123\",\"source\":\"redis\""), price);
        assertTrue(next.contains("\"cached\":true"), next);
    }
}
