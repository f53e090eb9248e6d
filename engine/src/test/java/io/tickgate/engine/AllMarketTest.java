package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.Venue;
import io.tickgate.pairs.PairRefusal;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instruments of all symbols of a venue. */
@Timeout(60)
class AllMarketTest {
    private final PairRig rig;

    AllMarketTest(@TempDir Path folder) throws IOException {
        rig = new PairRig(
                folder,
                PairDeskTest.FILE,
                "venues.binance.all-market",
                "true",
                "venues.binance.all-market-max",
                "120",
                "venues.coincap.assets",
                "all");
        rig.taken();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldShowSymbolsThatNobodyNamedAndNoneOfThoseThatAre() {
        rig.unlisted(Venue.BINANCE, "LTCBTC", "BTCUSDT", "LTCBTC", "这是测试币456", "USDT", "XYZ");
        rig.unlisted(Venue.COINCAP, "usd-coin", "bitcoin");
        rig.unlisted(Venue.COINBASE, "LTC-USD");

        rig.settle();

        assertEquals(
                List.of(
                        "instrument 3 LTC/BTC all-market",
                        "stream 4 LTCBTC of 3 prices",
                        "instrument 4 USDCOIN/USD all-market",
                        "stream 5 usd-coin of 4 prices",
                        "instrument 5 BITCOIN/USD all-market",
                        "stream 6 bitcoin of 5 prices",
                        "show 1:4 LTCBTC",
                        "show 3:5 usd-coin",
                        "show 3:6 bitcoin"),
                rig.taken());
        assertEquals(List.of("usd-coin"), rig.desk.list().get(3).aliases());
    }

    @Test
    void shouldDefineInSmallStepsUpToTheBound() {
        for (int i = 0; i < 130; i++) {
            rig.unlisted(Venue.BINANCE, "A" + i + "USDT");
        }

        rig.desk.doWork();
        int afterOneStep = rig.desk.list().size();
        rig.settle();

        assertTrue(afterOneStep <= 2 + PairDesk.ALL_MARKET_PER_STEP, "at once: " + afterOneStep);
        assertEquals(2 + 120, rig.desk.list().size());
    }

    @Test
    void shouldGiveWayToWhatAnOperatorAdds() throws Exception {
        rig.unlisted(Venue.BINANCE, "LTCUSDT", "DOTUSDT");
        rig.settle();
        rig.taken();

        rig.add(new PairRequest("LTC/USD", List.of(), "LTCUSDT", "", "", ""));
        List<String> otherName = rig.taken();
        rig.add(new PairRequest("DOT/USDT", List.of(), "DOTUSDT", "", "", ""));
        List<String> sameName = rig.taken();

        assertEquals(
                List.of(
                        "unwant 1:4",
                        "stream 4 LTCUSDT of 3 prices retired",
                        "instrument 3 LTC/USDT all-market retired",
                        "instrument 5 LTC/USD admin",
                        "stream 6 LTCUSDT of 5",
                        "want 1:6 LTCUSDT"),
                otherName);
        assertEquals(
                List.of(
                        "unwant 1:5",
                        "stream 5 DOTUSDT of 4 prices retired",
                        "instrument 4 DOT/USDT all-market retired",
                        "instrument 4 DOT/USDT admin",
                        "stream 7 DOTUSDT of 4",
                        "want 1:7 DOTUSDT"),
                sameName);
    }

    @Test
    void shouldNotRemoveWhatWouldComeAgain() {
        rig.unlisted(Venue.BINANCE, "LTCBTC");
        rig.settle();

        PairRefusedException refusal = assertThrows(PairRefusedException.class, () -> rig.remove("LTC/BTC"));

        assertEquals(PairRefusal.OF_ALL_MARKET, refusal.refusal());
    }

    @Test
    void shouldShowASymbolAgainWhoseAddedPairWasRemoved() throws Exception {
        rig.unlisted(Venue.BINANCE, "LTCUSDT");
        rig.settle();
        rig.add(new PairRequest("LTC/USD", List.of(), "LTCUSDT", "", "", ""));
        rig.remove("LTC/USD");
        rig.taken();

        rig.unlisted(Venue.BINANCE, "LTCUSDT");
        rig.settle();

        assertEquals(
                List.of("instrument 3 LTC/USDT all-market", "stream 4 LTCUSDT of 3 prices", "show 1:4 LTCUSDT"),
                rig.taken());
    }

    @ParameterizedTest
    @CsvSource({
        "BINANCE, BTCUSDT, BTC/USDT",
        "BINANCE, USDCUSDT, USDC/USDT",
        "BINANCE, BTCFDUSD, BTC/FDUSD",
        "BINANCE, 1000SATSUSDC, 1000SATS/USDC",
        "BINANCE, ETHBTC, ETH/BTC",
        "BINANCE, BNBTRY, BNB/TRY",
        "BINANCE, BTC,",
        "BINANCE, FOOBAR,",
        "BINANCE, 这是测试币USDT,",
        "BINANCE, ABCDEFGHIJKLMNOPQRSTUUSDT,",
        "COINCAP, usd-coin, USDCOIN/USD",
        "COINCAP, bitcoin-cash, BITCOINCASH/USD",
        "COINCAP, a-slug-that-is-far-too-long-for-a-name,",
        "COINBASE, LTC-EUR, LTC/EUR",
    })
    void shouldNameInstrumentsAfterSymbols(Venue venue, String venueSymbol, String expected) {
        assertEquals(expected, MarketNames.symbol(venue, venueSymbol));
    }
}
