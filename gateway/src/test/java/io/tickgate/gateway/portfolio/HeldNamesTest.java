package io.tickgate.gateway.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.RecordFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of what is held. */
class HeldNamesTest {
    private final PublishedWriter writer = new PublishedWriter();

    HeldNamesTest() {
        writer.instrument("BTC/EUR", List.of(), "coinbase");
        writer.instrument("BTC/USDC", List.of(), "binance");
        writer.instrument("BTC/USDT", List.of(), "binance");
        writer.instrument("BTC/USD", List.of("bitcoin", "xbt"), "coinbase");
        writer.instrument("ETH/EUR", List.of("ether"), "coinbase");
        writer.instrument("ETH/BTC", List.of(), "binance");
        writer.instrument("USDT/USD", List.of(), "coinbase");
        writer.instrument("BTCX/USD", List.of("sol"), "coinbase");
        writer.instrument("SOL/USD", List.of(), "coinbase");
    }

    private int find(String name) {
        return HeldNames.find(
                writer.published().directory(), writer.published().holdings().of("t", "u"), name);
    }

    private void hold(int instrumentId) {
        byte[] tenant = "t".getBytes(StandardCharsets.US_ASCII);
        byte[] user = "u".getBytes(StandardCharsets.US_ASCII);
        RecordFlyweight cause = new RecordFlyweight().wrap(new UnsafeBuffer(new byte[RecordFlyweight.HEADER_LENGTH]));
        writer.holding(new HoldingDecidedFlyweight()
                .wrap(new UnsafeBuffer(new byte[RecordFlyweight.DECISION_LENGTH_MAX]))
                .begin(cause, 1, 1, 0, tenant, user)
                .instrumentId(instrumentId)
                .amountE8(1)
                .result(HoldingResult.SET.code()));
    }

    @ParameterizedTest
    @CsvSource({
        "BTC/USD, 4",
        "btc-usd, 4",
        "BTCUSD, 4",
        "bitcoin, 4",
        "XBT, 4",
        "btc/eur, 1",
        "BTC, 4",
        "btc, 4",
        "Btc, 4",
        "ETH, 5",
        "ether, 5",
        "USDT, 7",
        "BTCX, 8",
        "SOL, 8",
        "USD, -1",
        "BT, -1",
        "BTC/, -1",
        "BTC/GBP, -1",
        "'', -1",
        "/, -1",
        "/USD, -1"
    })
    void shouldTakeAnySpellingAndThenTheAsset(String name, int id) {
        int found = find(name);

        assertEquals(id, found);
    }

    @Test
    void shouldMeanTheOneThatIsHeldWhenAnAssetIsHeldOnce() {
        hold(1);
        assertEquals(1, find("BTC"));

        hold(5);
        assertEquals(1, find("BTC"));
        assertEquals(5, find("ETH"));

        hold(3);
        assertEquals(4, find("BTC"), "held twice: the one that is preferred");
    }

    @Test
    void shouldFindWhatWasWithdrawnOnlyWhileItIsHeld() {
        writer.withdraw(9);
        assertEquals(8, find("sol"), "an alias");
        assertEquals(HeldNames.UNKNOWN, find("sol/usd"));

        hold(9);

        assertEquals(9, find("sol-usd"));
        assertEquals(8, find("SOL"), "an alias still wins over what is gone");
        writer.withdraw(8);
        assertEquals(9, find("SOL"));
    }
}
