package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.config.Venue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Definitions of several venues over restarts. */
@Timeout(30)
class VenueDefinitionsTest {
    private static final String BTC =
            "{ symbol = \"BTC/USD\", binance = BTCUSDT, coinbase = \"BTC-USD\", coincap = bitcoin }";
    private static final String ETH = "{ symbol = \"ETH/USD\", binance = ETHUSDT }";
    private static final String BTC_MARKET =
            "{ name = btc, instrument = \"BTC/USD\", band-min = \"1\", band-max = \"20\" }";

    private final DefinitionFixture fixture;

    VenueDefinitionsTest(@TempDir Path folder) {
        fixture = new DefinitionFixture(folder);
    }

    @BeforeEach
    void shouldDefineTheFirstSourcesFirst() throws IOException {
        List<String> published = fixture.apply(file(BTC + ETH, BTC_MARKET));

        assertEquals(
                List.of(
                        "HEALTH_DEFINED",
                        "venue 1 binance",
                        "venue 2 coinbase",
                        "venue 3 coincap",
                        "instrument 1 BTC/USD",
                        "instrument 2 ETH/USD",
                        "stream 1 BTCUSDT of 1",
                        "stream 2 ETHUSDT of 2",
                        "stream 3 BTC-USD of 1 priority 1",
                        "stream 4 bitcoin of 1 priority 2 prices",
                        "source of 1 mode 1 silence 30 venues 1",
                        "market 1 v1 stream 1"),
                published);
    }

    private static String file(String instruments, String markets) {
        return "instruments = [" + instruments.replace("}{", "}\n{") + "]\nmarkets = [" + markets + "]\n";
    }

    @Test
    void shouldPublishNothingWhenNothingChanged() throws IOException {
        assertEquals(List.of(), fixture.apply(file(BTC + ETH, BTC_MARKET)));
    }

    @Test
    void shouldGiveEachFeedItsStreamsAndSayWhichSettle() throws IOException {
        DefinitionUpdate update = fixture.update(file(BTC + ETH, BTC_MARKET));

        assertEquals(
                List.of(new FeedStream(1, "BTCUSDT", true), new FeedStream(2, "ETHUSDT", false)),
                update.feedStreams(Venue.BINANCE));
        assertEquals(List.of(new FeedStream(3, "BTC-USD", false)), update.feedStreams(Venue.COINBASE));
        assertEquals(List.of(new FeedStream(4, "bitcoin", false)), update.feedStreams(Venue.COINCAP));
        assertEquals(List.of(), update.shownStreams(Venue.BINANCE));
    }

    @Test
    void shouldMoveTheMarketAndTheOrderWhenTheFileSaysSo() throws IOException {
        String coinbaseFirst = BTC.replace("}", ", venues = [coinbase, binance, coincap] }");
        DefinitionUpdate update =
                fixture.update(file(coinbaseFirst + ETH, BTC_MARKET.replace("}", ", venue = coinbase }")));

        assertEquals(List.of(new FeedStream(3, "BTC-USD", true)), update.feedStreams(Venue.COINBASE));
        assertEquals(
                List.of("stream 3 BTC-USD of 1", "stream 1 BTCUSDT of 1 priority 1", "market 1 v2 stream 3"),
                fixture.publish(update));
    }

    @Test
    void shouldRetireTheStreamOfAVenueThatTheFileNoLongerNamesAndRestateTheSource() throws IOException {
        String single = "{ symbol = \"BTC/USD\", binance = BTCUSDT, silence = 20s }";

        List<String> published = fixture.apply(file(single + ETH, BTC_MARKET));
        List<String> back = fixture.apply(file(BTC + ETH, BTC_MARKET));

        assertEquals(
                List.of(
                        "source of 1 mode 1 silence 20 venues 1",
                        "stream 3 BTC-USD of 1 priority 1 retired",
                        "stream 4 bitcoin of 1 priority 2 prices retired"),
                published);
        assertEquals(
                List.of(
                        "stream 3 BTC-USD of 1 priority 1",
                        "stream 4 bitcoin of 1 priority 2 prices",
                        "source of 1 mode 1 silence 30 venues 1"),
                back);
    }

    @Test
    void shouldNotSubscribeToAnOnDemandInstrumentUnlessAMarketNeedsIt() throws IOException {
        String onDemand = "on-demand = true }";
        DefinitionUpdate update =
                fixture.update(file(BTC.replace("}", ", " + onDemand) + ETH.replace("}", ", " + onDemand), BTC_MARKET));

        assertEquals(List.of(new FeedStream(1, "BTCUSDT", true)), update.feedStreams(Venue.BINANCE));
        assertEquals(Set.of(2), update.onDemandIds());
        assertEquals(List.of(), fixture.publish(update));
    }

    @Test
    void shouldKeepAddedInstrumentsAndLetTheFileTakeThemOver() throws IOException {
        define(InstrumentFlyweight.ADMIN, "LTC/USD", "litecoin", "LTCUSDT", StreamFlyweight.TRADES);

        List<String> kept = fixture.apply(file(BTC + ETH, BTC_MARKET));
        List<FeedStream> streams = fixture.update(file(BTC + ETH, BTC_MARKET)).feedStreams(Venue.BINANCE);
        List<String> taken = fixture.apply(
                file(BTC + ETH + "{ symbol = \"LTC/USD\", binance = LTCUSDC, aliases = [litecoin] }", BTC_MARKET));

        assertEquals(List.of(), kept);
        assertEquals(new FeedStream(5, "LTCUSDT", false), streams.get(2));
        assertEquals(List.of("instrument 3 LTC/USD", "stream 6 LTCUSDC of 3", "stream 5 LTCUSDT of 3 retired"), taken);
    }

    @Test
    void shouldRetireAnAddedInstrumentWhoseNameOrSymbolTheFileClaims() throws IOException {
        define(InstrumentFlyweight.ADMIN, "LTC/USD", "litecoin", "LTCUSDT", StreamFlyweight.TRADES);
        define(InstrumentFlyweight.ADMIN, "DOT/USD", "polkadot", "DOTUSDT", StreamFlyweight.TRADES);

        List<String> published = fixture.apply(file(
                BTC + ETH.replace("}", ", aliases = [polkadot] }") + "{ symbol = \"LTC/USDT\", binance = LTCUSDT }",
                BTC_MARKET));

        assertEquals(
                List.of(
                        "instrument 2 ETH/USD",
                        "instrument 5 LTC/USDT",
                        "stream 7 LTCUSDT of 5",
                        "stream 5 LTCUSDT of 3 retired",
                        "stream 6 DOTUSDT of 4 retired",
                        "instrument 3 LTC/USD admin retired",
                        "instrument 4 DOT/USD admin retired"),
                published);
    }

    @Test
    void shouldKeepInstrumentsOfAllSymbolsWhileTheFileWantsThem() throws IOException {
        define(InstrumentFlyweight.ALL_MARKET, "LTC/USDT", "", "LTCUSDT", StreamFlyweight.PRICES);
        String file = file(BTC + ETH, BTC_MARKET);

        DefinitionUpdate on = fixture.update(file, "venues.binance.all-market", "true");
        List<FeedStream> shown = on.shownStreams(Venue.BINANCE);
        List<FeedStream> subscribed = on.feedStreams(Venue.BINANCE);
        List<String> kept = fixture.publish(on);
        List<String> off = fixture.apply(file);

        assertEquals(List.of(new FeedStream(5, "LTCUSDT", false)), shown);
        assertEquals(2, subscribed.size());
        assertEquals(List.of(), kept);
        assertEquals(List.of("stream 5 LTCUSDT of 3 prices retired", "instrument 3 LTC/USDT all-market retired"), off);
    }

    /** Defines an instrument of Binance as it is at run time. */
    private void define(int origin, String symbol, String alias, String venueSymbol, int content) throws IOException {
        DefinitionUpdate start = fixture.update(file(BTC + ETH, BTC_MARKET), "venues.binance.all-market", "true");
        DefinitionWriter writer = start.writer();
        List<String> aliases = alias.isEmpty() ? List.of() : List.of(alias);
        int instrumentId = writer.instrument(MarketHarness.T0, origin, symbol, aliases);
        writer.stream(MarketHarness.T0, start.venueId(Venue.BINANCE), venueSymbol, instrumentId, 0, content);
        fixture.publish(start);
    }
}
