package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start publishes when the file differs from the journal, one difference after the other. */
@Timeout(30)
class DefinitionUpdateTest {
    private static final String BTC = "{ symbol = \"BTC/USD\", aliases = [], binance = \"BTCUSDT\" }";
    private static final String ETH = "{ symbol = \"ETH/USD\", aliases = [], binance = \"ETHUSDT\" }";
    private static final String BTC_MARKET =
            "{ name = \"btc\", instrument = \"BTC/USD\", band-min = \"1\", band-max = \"20\" }";

    private final DefinitionFixture fixture;
    private final Market market;

    DefinitionUpdateTest(@TempDir Path folder) {
        fixture = new DefinitionFixture(folder);
        market = fixture.market();
    }

    @BeforeEach
    void shouldDefineEverythingAtTheFirstStart() throws IOException {
        List<String> published = apply(BTC, BTC_MARKET);

        assertEquals(
                List.of(
                        "HEALTH_DEFINED",
                        "venue 1 binance",
                        "venue 2 coinbase",
                        "venue 3 coincap",
                        "instrument 1 BTC/USD",
                        "stream 1 BTCUSDT of 1",
                        "market 1 v1 stream 1"),
                published);
    }

    private List<String> apply(String instruments, String markets, String... overrides) throws IOException {
        return fixture.apply("instruments = [" + instruments + "]\nmarkets = [" + markets + "]\n", overrides);
    }

    @Test
    void shouldPublishNothingWhenNothingChanged() throws IOException {
        String before = market.stateHash();

        List<String> published = apply(BTC, BTC_MARKET);

        assertEquals(List.of(), published);
        assertEquals(before, market.stateHash());
    }

    @Test
    void shouldGiveANewInstrumentTheNextIds() throws IOException {
        List<String> published = apply(ETH + ", " + BTC, BTC_MARKET);

        assertEquals(List.of("instrument 2 ETH/USD", "stream 2 ETHUSDT of 2"), published);
    }

    @Test
    void shouldGiveAChangedRuleTheNextVersion() throws IOException {
        List<String> first = apply(BTC, BTC_MARKET, "market-defaults.lead", "2s");
        List<String> second = apply(BTC, BTC_MARKET, "market-defaults.lead", "2s");
        List<String> third = apply(BTC, BTC_MARKET);

        assertEquals(List.of("market 1 v2 stream 1"), first);
        assertEquals(List.of(), second);
        assertEquals(List.of("market 1 v3 stream 1"), third);
    }

    @Test
    void shouldPublishChangedThresholdsAlone() throws IOException {
        List<String> published = apply(BTC, BTC_MARKET, "health.recovery", "31s");

        assertEquals(List.of("HEALTH_DEFINED"), published);
    }

    @Test
    void shouldRetireWhatTheFileNoLongerNamesAndTakeItBackUnderItsOldIds() throws IOException {
        List<String> removed = apply(ETH, "");
        List<String> still = apply(ETH, "");
        List<String> back = apply(ETH + ", " + BTC, BTC_MARKET);

        assertEquals(
                List.of(
                        "instrument 2 ETH/USD",
                        "stream 2 ETHUSDT of 2",
                        "market 1 v2 stream 1 retired",
                        "stream 1 BTCUSDT of 1 retired",
                        "instrument 1 BTC/USD retired"),
                removed);
        assertEquals(List.of(), still);
        assertEquals(List.of("instrument 1 BTC/USD", "stream 1 BTCUSDT of 1", "market 1 v3 stream 1"), back);
    }

    @Test
    void shouldMakeAnotherStreamWhenTheVenueSymbolChangesAndMoveTheMarket() throws IOException {
        List<String> published = apply(BTC.replace("BTCUSDT", "BTCUSDC"), BTC_MARKET);
        List<String> back = apply(BTC, BTC_MARKET);

        assertEquals(
                List.of("stream 2 BTCUSDC of 1", "market 1 v2 stream 2", "stream 1 BTCUSDT of 1 retired"), published);
        assertEquals(List.of("stream 1 BTCUSDT of 1", "market 1 v3 stream 1", "stream 2 BTCUSDC of 1 retired"), back);
    }

    @Test
    void shouldSayWhenTheIdsAreUsedUp() {
        define(EngineLimits.MARKET_ID_MAX, "last");

        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> apply(BTC, BTC_MARKET.replace("btc", "other")));

        assertTrue(refusal.getMessage().contains("all 4096 ids of markets"), refusal.getMessage());
    }

    /** Defines a market as an older journal did. */
    private void define(int marketId, String name) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
        MarketFlyweight rule = new MarketFlyweight()
                .wrap(buffer)
                .begin(MarketHarness.T0, name)
                .marketId(marketId)
                .version(1)
                .instrumentId(1)
                .settlementStreamId(1);
        rule.sequence(market.lastSequence() + 1);
        market.onRecord(buffer, rule.length());
    }
}
