package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.publish.ChangeListener;
import io.tickgate.publish.FallbackView;
import io.tickgate.status.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Prices looked up in a real Redis for instruments without a live one. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedisPricesTest {
    private static final int ETH = 2;
    private static final int DOGE = 3;
    private static final int SHIB = 4;
    private static final long NOW = MirrorRig.START_EPOCH_NS + 60_000 * MirrorRig.MS;

    private final MirrorRig rig;
    private final FallbackView found = new FallbackView();
    private final ConcurrentLinkedQueue<Integer> told = new ConcurrentLinkedQueue<>();
    private final RedisPrices prices;

    RedisPricesTest(@TempDir Path folder) throws IOException {
        rig = new MirrorRig(folder);
        rig.state.instrument(ETH, "ETH/USD", "binance");
        rig.state.instrument(DOGE, "DOGE/USD", "binance");
        rig.state.instrument(SHIB, "SHIB/USD", "binance");
        rig.state.moved(10, NOW);
        rig.state.published().addListener(new ChangeListener() {
            @Override
            public void onPriceChanged(int instrumentId) {
                told.add(instrumentId);
            }

            @Override
            public void onStatusChanged() {}
        });
        MirrorSettings settings = new MirrorSettings(rig.redis().address(), 300, 500, 1_000, 1_000, 1_000, 128);
        prices = new RedisPrices(settings, rig.state.published(), rig.counters, rig.errors::add, 20);
    }

    @AfterEach
    void close() {
        prices.close();
        rig.close();
        assertEquals(List.of(), rig.errors);
    }

    private static String value(String symbol, String price, long ageMs) {
        return "{\"symbol\":\"" + symbol + "\",\"source\":\"other\",\"price\":\"" + price + "\",\"receivedTime\":"
                + (NOW / MirrorRig.MS - ageMs) + "}";
    }

    private boolean isFound(int instrumentId) {
        return rig.state.published().fallbacks().read(instrumentId, found);
    }

    @Test
    void shouldFindOnlyWhatIsNotLiveHereAndNewerThere() {
        rig.state.price(MirrorRig.BTC, 1, 100, NOW - 20_000 * MirrorRig.MS);
        rig.state.stalePrice(ETH, 2, 100, NOW - 20_000 * MirrorRig.MS);
        rig.state.stalePrice(DOGE, 3, 100, NOW - 5_000 * MirrorRig.MS);
        try (RedisClient client = rig.client()) {
            client.set("price:btc:usd", value("BTC/USD", "1", 10_000));
            client.set("price:eth:usd", value("ETH/USD", "2.5", 10_000));
            client.set("price:doge:usd", value("DOGE/USD", "3", 10_000));
            client.set("price:shib:usd", value("SHIB/USD", "0.00000123", 10_000));
        }

        prices.start();
        MirrorRig.await("SHIB is found", () -> isFound(SHIB));

        assertEquals(123, found.priceE8());
        assertTrue(isFound(ETH));
        assertEquals(250_000_000, found.priceE8());
        assertEquals(NOW - 10_000 * MirrorRig.MS, found.receivedEpochNs());
        assertFalse(isFound(MirrorRig.BTC), "live here");
        assertFalse(isFound(DOGE), "newer here");
        assertEquals(List.of(ETH, SHIB), List.copyOf(told));
    }

    @Test
    void shouldCountWhatIsNoPriceAndGoOn() {
        try (RedisClient client = rig.client()) {
            client.set("price:btc:usd", "rubbish");
            client.lpush("price:eth:usd", "a list");
            client.set("price:shib:usd", value("SHIB/USD", "1", 0));
        }

        prices.start();
        MirrorRig.await("SHIB is found", () -> isFound(SHIB));

        assertTrue(rig.count(Counter.REDIS_VALUES_REFUSED) > 0);
        assertFalse(isFound(MirrorRig.BTC));
        assertFalse(isFound(ETH));
    }

    @Test
    void shouldFindAgainWhenRedisWasGone() throws IOException {
        prices.start();
        rig.killRedis();
        MirrorRig.letPass(200);
        rig.restartRedis();
        try (RedisClient client = rig.client()) {
            client.set("price:shib:usd", value("SHIB/USD", "1", 0));
        }

        MirrorRig.await("SHIB is found", () -> isFound(SHIB));

        assertEquals(100_000_000, found.priceE8());
    }

    @Test
    void shouldNeverGoBackToAnOlderValue() {
        try (RedisClient client = rig.client()) {
            client.set("price:shib:usd", value("SHIB/USD", "2", 1_000));
            prices.start();
            MirrorRig.await("SHIB is found", () -> isFound(SHIB));
            client.set("price:shib:usd", value("SHIB/USD", "1", 2_000));
            client.set("price:eth:usd", value("ETH/USD", "1", 0));
            MirrorRig.await("ETH is found", () -> isFound(ETH));
        }

        assertTrue(isFound(SHIB));
        assertEquals(200_000_000, found.priceE8());
    }
}
