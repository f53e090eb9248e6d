package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.publish.FallbackView;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of latest-price keys, whoever wrote them. */
class LatestValueTest {
    private static final long NOW = 1_790_000_000_000_000_000L;

    private final LatestValue value = new LatestValue();
    private final FallbackView found = new FallbackView();

    private boolean read(String text) {
        return value.read(text.getBytes(StandardCharsets.UTF_8), "BTC/USD", NOW, found);
    }

    @Test
    void shouldReadWhatTheMirrorWrites() {
        TradeValues trade = new TradeValues();
        trade.priceE8 = 6_712_345_000_001L;
        trade.receivedEpochNs = NOW - 1_500_999_999L;

        boolean isGood = value.read(new PriceJson("BTC/USD", "binance").encode(trade), "BTC/USD", NOW, found);

        assertTrue(isGood);
        assertEquals(6_712_345_000_001L, found.priceE8());
        assertEquals(NOW - 1_501_000_000L, found.receivedEpochNs());
    }

    @ParameterizedTest
    @CsvSource({"1790000000000, 0", "1790000000001, 0", "1790000002000, 0", "1789999999999, 1000000"})
    void shouldNeverTakeItForNewerThanNow(long receivedMs, long ageNs) {
        boolean isGood = read("{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":" + receivedMs + "}");

        assertTrue(isGood);
        assertEquals(ageNs, NOW - found.receivedEpochNs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "67123.45",
                "\"67123.45\"",
                "[]",
                "{}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\"}",
                "{\"symbol\":\"BTC/USD\",\"receivedTime\":1790000000000}",
                "{\"price\":\"1\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"ETH/USD\",\"price\":\"1\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":1,\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"0\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"-1\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"NaN\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"99999999999999999999\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":\"1790000000000\"}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000002001}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":9223372036854775807}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":99999999999999999999}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":0}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":-5}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"price\":\"2\",\"receivedTime\":1790000000000}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000000000,\"x\":{}}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000000000",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000000000}}",
                "{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000000000} 1",
                "{\"symbol\":null,\"price\":null,\"receivedTime\":null}",
            })
    void shouldRefuseWhatIsNoPrice(String text) {
        assertFalse(read(text));
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        String padding = " ".repeat(LatestValue.LENGTH_MAX);

        boolean isGood = read("{\"symbol\":\"BTC/USD\",\"price\":\"1\",\"receivedTime\":1790000000000}" + padding);

        assertFalse(isGood);
    }
}
