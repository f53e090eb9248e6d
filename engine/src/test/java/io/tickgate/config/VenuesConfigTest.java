package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Venues, the sources of an instrument's price, back-fill and pairs. */
class VenuesConfigTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Path folder;

    VenuesConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldConnectToBinanceAndCoinbaseAndLeaveCoinCapOffWithoutAKey() {
        TickgateConfig config = load("");

        List<Venue> enabled = Arrays.stream(Venue.values())
                .filter(venue -> config.venues().connection(venue).isEnabled())
                .toList();
        assertEquals(List.of(Venue.BINANCE, Venue.COINBASE), enabled);
        assertTrue(config.effectiveLines().contains("venues.coincap.api-key is empty: CoinCap is off"));
    }

    @Test
    void shouldHaveTheShippedLimitsOfEachVenue() {
        VenuesConfig venues = load("").venues();

        assertEquals(
                new VenueConfig(
                        Venue.BINANCE,
                        true,
                        List.of(
                                URI.create("wss://data-stream.binance.vision"),
                                URI.create("wss://stream.binance.com:9443"),
                                URI.create("wss://stream.binance.com:443")),
                        URI.create("https://data-api.binance.vision"),
                        5 * SECOND_NS,
                        10 * SECOND_NS,
                        SECOND_NS,
                        60 * SECOND_NS,
                        30 * SECOND_NS,
                        20 * SECOND_NS,
                        1 << 20,
                        23 * 3_600 * SECOND_NS,
                        250,
                        5,
                        60 * SECOND_NS),
                venues.binance().connection());
        assertEquals(60 * SECOND_NS, venues.coinbase().reconnectMaxNs());
        assertEquals(0, venues.coinbase().lifeNs());
        assertEquals(30 * SECOND_NS, venues.coincap().connection().reconnectMaxNs());
        assertEquals(SubscribeForm.AUTO, venues.binance().subscribeForm());
        assertFalse(venues.binance().isAllMarket());
        assertEquals(5_000, venues.binance().allMarketMax());
        assertEquals(CoinCapAssets.LISTED, venues.coincap().assets());
    }

    @Test
    void shouldMaskTheKeyEverywhere() {
        TickgateConfig config = load("venues.coincap.api-key = \"hunter2\"");
        ConfigurationException refused = refusal("venues.coincap.api-key = \"hunter2 \"");

        assertTrue(config.venues().coincap().connection().isEnabled());
        assertEquals("hunter2", config.venues().coincap().apiKey());
        assertFalse(config.toString().contains("hunter2"));
        assertFalse(config.effectiveLines().toString().contains("hunter2"));
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        assertTrue(refused.getMessage().contains("venues.coincap.api-key = ***"), refused.getMessage());
    }

    @Test
    void shouldTakeSeveralUrlsFromTheEnvironment() {
        VenueConfig coinbase = TickgateConfig.load(
                        Optional.empty(), Map.of(), Map.of("TICKGATE_VENUES_COINBASE_WS_URL", "ws://a:1, ws://b:2"))
                .venues()
                .coinbase();

        assertEquals(List.of(URI.create("ws://a:1"), URI.create("ws://b:2")), coinbase.webSocketUrls());
    }

    @Test
    void shouldOrderVenuesAsTheInstrumentSays() {
        InstrumentConfig instrument = instruments("""
                { symbol = "BTC/USD", coinbase = "BTC-USD", coincap = bitcoin, binance = BTCUSDT
                  venues = [coinbase, coincap, binance] }""").get(0);

        assertEquals(
                List.of(
                        new VenueSymbol(Venue.COINBASE, "BTC-USD"),
                        new VenueSymbol(Venue.COINCAP, "bitcoin"),
                        new VenueSymbol(Venue.BINANCE, "BTCUSDT")),
                instrument.venueSymbols());
        assertEquals(Optional.of("BTCUSDT"), instrument.symbolAt(Venue.BINANCE));
    }

    @Test
    void shouldCompleteTheSourceByItsModeAndTheSection() {
        List<InstrumentConfig> instruments = instruments("""
                { symbol = "A/USD", binance = AUSDT, coinbase = "A-USD", source = index, deviation-max = "0.25%" }
                { symbol = "B/USD", binance = BUSDT, coinbase = "B-USD", source = best, silence = 10s, stable = 0s
                  venues-min = 2, on-demand = true }
                { symbol = "C/USD", binance = CUSDT, connect-failures-max = 7 }
                """);

        assertEquals(
                List.of(
                        new SourceConfig(SourceMode.INDEX, 30 * SECOND_NS, 30 * SECOND_NS, 3, 250_000, 2),
                        new SourceConfig(SourceMode.BEST, 10 * SECOND_NS, 0, 3, 1_000_000, 2),
                        new SourceConfig(SourceMode.FAILOVER, 30 * SECOND_NS, 30 * SECOND_NS, 7, 1_000_000, 1)),
                instruments.stream().map(InstrumentConfig::source).toList());
        assertEquals(
                List.of(false, true, false),
                instruments.stream().map(InstrumentConfig::isOnDemand).toList());
    }

    @Test
    void shouldSettleAMarketByCoinbaseWhenItSaysSo() {
        TickgateConfig config = load("""
                instruments = [{ symbol = "BTC/USD", coinbase = "BTC-USD" }]
                markets = [{ name = a, instrument = "BTC/USD", venue = coinbase, band-min = 1, band-max = 2 }]
                """);

        assertEquals(Venue.COINBASE, config.markets().get(0).venue());
    }

    @Test
    void shouldTakeAMarketWithAShortDeadlineWhenNothingIsBackFilled() {
        TickgateConfig config = load("backfill.enabled = false, market-defaults.deadline = 1m");

        assertEquals(60 * SECOND_NS, config.markets().get(0).deadlineNs());
        assertEquals(
                new BackfillConfig(false, 480 * SECOND_NS, 86_400 * SECOND_NS, 10 * SECOND_NS, 5 * SECOND_NS, 1_200, 5),
                config.backfill());
        assertEquals(new PairsConfig(30 * SECOND_NS), config.pairs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "venues.binance.ws-url = \"wss://a,\"|ws-url = wss://a, (FILE:1): allowed is URL with ws or wss, or up",
                "venues.binance.ws-url = \"wss://a,http://b\"|venues.binance.ws-url",
                "venues.binance.ws-url = \"ws://a,ws://b,ws://c,ws://d,ws://e\"|venues.binance.ws-url",
                "venues.coinbase.rest-url = \"ws://a\"|allowed is URL with http or https",
                "venues.coinbase.reconnect-max = 1s, venues.coinbase.reconnect-min = 2s|venues.coinbase.reconnect-max",
                "venues.binance.connects-max = 301|connects-max = 301 (FILE:1): allowed is 1 .. 300",
                "venues.binance.life = 25h|life = 25h (FILE:1): allowed is 1m .. 24h",
                "venues.coinbase.life = 23h|venues.coinbase.life (FILE:1): is unknown",
                "venues.binance.subscribe-form = post|allowed is auto | url | message",
                "venues.binance.all-market-max = 0|allowed is 1 .. 6000",
                "venues.binance.breaker-failures = 0|allowed is 1 .. 100",
                "venues.coincap.assets = some|allowed is listed | all",
                "venues.kraken.enabled = true|venues.kraken (FILE:1): is unknown",
                "sources.mode = average|allowed is failover | best | index",
                "sources.deviation-max = 1|sources.deviation-max = 1 (FILE:1): allowed is 0.0001% .. 100%",
                "sources.deviation-max = \"101%\"|allowed is 0.0001% .. 100%",
                "sources.deviation-max = \"0.00000001%\"|allowed is 0.0001% .. 100%",
                "sources.deviation-max = \"0.123456789%\"|allowed is 0.0001% .. 100%",
                "sources.index-venues-min = 4|allowed is 1 .. 3",
                "sources.silence = 0s|allowed is 1s .. 1h",
                "sources { mode = index, index-venues-min = 3 }|instruments[3].source = index",
                "pairs.idle-after = 0s|allowed is 1s .. 1h",
                "backfill.retry-for = 11m|deadline = 10m (built-in tickgate.conf",
                "backfill.horizon = 5m|backfill.horizon = 5m (FILE:1): must be at least backfill.retry-for = 8m",
                "backfill.weight-per-minute = 6001|allowed is 50 .. 6000",
                "backfill.coinbase-requests-per-second = 11|allowed is 1 .. 10",
                "market-defaults.deadline = 7m|deadline = 7m (FILE:1): must be at least backfill.retry-for = 8m",
                "market-defaults.venue = coincap|venue = coincap (FILE:1): allowed is binance | coinbase; coincap has no",
                "market-defaults.venue = coinbase|instrument = BNB/USD",
                "markets += { name = a, instrument = \"BNB/USD\", venue = coinbase, band-min = 1, band-max = 2 }"
                        + "|has no symbol at coinbase, the venue that settles",
                "instruments += { symbol = \"X/USD\", coinbase = BTCUSD }|allowed is BASE-QUOTE",
                "instruments += { symbol = \"X/USD\", coinbase = \"BTC-USD\" }|coinbase BTC-USD: is taken by",
                "instruments += { symbol = \"X/USD\", coincap = \"Bitcoin\" }|allowed is a slug",
                "instruments += { symbol = \"X/USD\", binance = X, venues = [coinbase] }|[8].venues (FILE:1): must name",
                "instruments += { symbol = \"X/USD\", binance = X, venues = [binance, binance] }|each once",
                "instruments += { symbol = \"X/USD\", binance = X, venues = [kraken] }|allowed is a list of binance",
                "instruments += { symbol = \"X/USD\", binance = X, coinbase = \"X-USD\", venues = [binance] }|must name",
                "instruments += { symbol = \"X/USD\", binance = X, source = index }|needs 2 venues, and the instrument",
                "instruments += { symbol = \"X/USD\", binance = X, source = best, venues-min = 2 }|needs 2 venues",
                "instruments += { symbol = \"X/USD\", binance = X, source = first }|allowed is failover | best | index",
                "instruments += { symbol = \"X/USD\", on-demand = yes }|on-demand = yes (FILE:1): allowed is true | false",
                "instruments += { symbol = \"X/USD\", aliases = [a,b,c,d,e,f,g,h,i,j,k,l,m] }|allowed are 12",
                "instruments += { symbol = \"X/USD\", aliases = [a, a] }|each once",
            })
    void shouldRefuseWhatCannotBe(String text, String expected) {
        ConfigurationException e = refusal(text);

        String wanted = expected.replace("FILE", folder.resolve("my.conf").toString());
        assertTrue(e.problems().stream().anyMatch(problem -> problem.contains(wanted)), e.getMessage());
    }

    @Test
    void shouldRefuseMoreSymbolsThanAConnectionCarries() {
        String slugs = IntStream.range(0, 301)
                .mapToObj(i -> "{ symbol = \"S" + i + "/USD\", coincap = s" + i + " }")
                .collect(Collectors.joining("\n"));
        String settled = IntStream.range(0, 400)
                .mapToObj(i -> "{ symbol = \"S" + i + "/USD\", binance = S" + i + " }")
                .collect(Collectors.joining("\n"));
        String markets = IntStream.range(0, 224)
                .mapToObj(i -> "{ name = m" + i + ", instrument = \"S" + i + "/USD\", band-min = 1, band-max = 2 }")
                .collect(Collectors.joining("\n"));

        ConfigurationException tooManySlugs = refusal("instruments = [" + slugs + "], markets = []");
        ConfigurationException tooManyStreams = refusal("instruments = [" + settled + "], markets = [" + markets + "]");

        assertEquals(List.of("instruments: 301 have a symbol at coincap, allowed are 300"), tooManySlugs.problems());
        assertEquals(
                List.of("instruments: with their markets they need 1025 streams of binance (2 an instrument, 3 with a"
                        + " market, 1 for all), allowed are 1024"),
                tooManyStreams.problems());
    }

    private ConfigurationException refusal(String text) {
        Path file = write(text);
        return assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(file), Map.of(), Map.of()));
    }

    private List<InstrumentConfig> instruments(String elements) {
        return load("instruments = [" + elements + "]\nmarkets = []").instruments();
    }

    private TickgateConfig load(String text) {
        return TickgateConfig.load(Optional.of(write(text)), Map.of(), Map.of());
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("my.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
