package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickgateConfigTest {
    private static final int FEW_CORES = 2;
    private static final SourceConfig FAILOVER =
            new SourceConfig(SourceMode.FAILOVER, 30_000_000_000L, 30_000_000_000L, 3, 1_000_000, 1);

    private final Path folder;

    TickgateConfigTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldHaveTheShippedValuesWhenNothingElseIsGiven() {
        TickgateConfig config = load("");

        assertEquals(
                new HealthConfig(3_000_000_000L, 10_000_000_000L, 30_000_000_000L, 5_000_000_000L, 5_000_000_000L),
                config.health());
        assertEquals(new EngineConfig(EngineThreads.SHARED, EngineWait.BLOCKING, 8_192, 50_000_000L), config.engine());
        assertEquals(RedisMode.OFF, config.redis().mode());
        assertEquals(8, config.instruments().size());
        assertEquals(8, config.markets().size());
        assertEquals(
                new InstrumentConfig(
                        "BTC/USD",
                        List.of("bitcoin"),
                        List.of(
                                new VenueSymbol(Venue.BINANCE, "BTCUSDT"),
                                new VenueSymbol(Venue.COINBASE, "BTC-USD"),
                                new VenueSymbol(Venue.COINCAP, "bitcoin")),
                        FAILOVER,
                        false),
                config.instruments().get(0));
    }

    @Test
    void shouldCompleteMarketsByTheDefaults() {
        MarketConfig market = load("market-defaults.grace = 3s").markets().get(0);

        assertEquals(
                new MarketConfig(
                        "btc-usd-touch",
                        "BTC/USD",
                        Venue.BINANCE,
                        MarketTouch.INSIDE,
                        MarketBounds.CLOSED,
                        1_000_000_000L,
                        1_000_000_000L,
                        3_600_000_000_000L,
                        7_200_000_000_000L,
                        100_000_000L,
                        2_000_000_000_000L,
                        1,
                        100_000,
                        100_000_000,
                        100_000,
                        0,
                        3_000_000_000L,
                        600_000_000_000L,
                        0,
                        0),
                market);
    }

    @Test
    void shouldReplaceListsAsAWhole() {
        TickgateConfig config = load("""
                instruments = [{ symbol = "BTC/USDT", binance = BTCUSDT }]
                markets = [{ name = one, instrument = "BTC/USDT", band-min = 0.00000001, band-max = 5, lead = 250ms }]
                """);

        assertEquals(
                List.of(new InstrumentConfig(
                        "BTC/USDT", List.of(), List.of(new VenueSymbol(Venue.BINANCE, "BTCUSDT")), FAILOVER, false)),
                config.instruments());
        assertEquals(1, config.markets().size());
        assertEquals(1, config.markets().get(0).bandMinE8());
        assertEquals(250_000_000L, config.markets().get(0).leadNs());
    }

    @Test
    void shouldPreferOverridesOverEnvironmentOverFile() {
        Path file = write("health { degraded = 1s, critical = 11s, recovery = 31s }");

        HealthConfig health = TickgateConfig.load(
                        Optional.of(file),
                        Map.of("health.degraded", "1500ms"),
                        Map.of("TICKGATE_HEALTH_DEGRADED", "2s", "TICKGATE_HEALTH_CRITICAL", "12s", "PATH", "/bin"))
                .health();

        assertEquals(
                new HealthConfig(1_500_000_000L, 12_000_000_000L, 31_000_000_000L, 5_000_000_000L, 5_000_000_000L),
                health);
    }

    @Test
    void shouldConcludeThreadsAndWaitByCores() {
        EngineConfig many =
                TickgateConfig.load(Optional.empty(), Map.of(), Map.of(), 8).engine();
        EngineConfig chosen =
                load("engine { threads = dedicated, wait = spinning }").engine();

        assertEquals(EngineThreads.DEDICATED, many.threads());
        assertEquals(EngineWait.YIELDING, many.waiting());
        assertEquals(new EngineConfig(EngineThreads.DEDICATED, EngineWait.SPINNING, 8_192, 50_000_000L), chosen);
    }

    @Test
    void shouldTakeARedisUrlAsTheWishToUseIt() {
        RedisConfig url = load("redis.url = \"redis://a:6379\"").redis();
        RedisConfig off = load("redis { url = \"redis://a:6379\", mode = off }").redis();

        assertEquals(RedisMode.URL, url.mode());
        assertEquals("redis://a:6379", url.url());
        assertEquals(RedisMode.OFF, off.mode());
    }

    @Test
    void shouldIgnoreTheEnvironmentOfLauncherAndContainers() {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "TICKGATE_JAVA_OPTS", "-Xmx1g",
                        "TICKGATE_SERVICE_HOST", "10.0.0.1",
                        "TICKGATE_PORT", "tcp://10.0.0.1:8080",
                        "TICKGATE_PORT_8080_TCP_ADDR", "10.0.0.1"));

        assertEquals(8_080, config.gateway().port());
    }

    @Test
    void shouldReportAllProblemsAtOnceWithTheirPlaces() {
        Path file = write("""
                health {
                  degrade = 3s
                  critical = 10
                }
                venues.binance.ws-url = "http://x"
                engine.ring-size = 5000
                colour = red
                """);

        ConfigurationException e = assertThrows(
                ConfigurationException.class,
                () -> TickgateConfig.load(
                        Optional.of(file),
                        Map.of("gateway.prot", "1"),
                        Map.of("TICKGATE_HEALTH_RECOVER", "1s", "TICKGATE_GATEWAY_PORT", "70000")));

        assertEquals(
                List.of(
                        "gateway.prot (command line): is unknown; nearest is gateway.port",
                        "TICKGATE_HEALTH_RECOVER (environment): is unknown; nearest is TICKGATE_HEALTH_RECOVERY",
                        "colour (" + file + ":7): is unknown; nearest is redis.url",
                        "health.degrade (" + file + ":2): is unknown; nearest is health.degraded",
                        "engine.ring-size = 5000 (" + file + ":6): allowed is a power of two, 1024 .. 65536",
                        "health.critical = 10 (" + file + ":3): allowed is 100ms .. 1h",
                        "venues.binance.ws-url = http://x (" + file
                                + ":5): allowed is URL with ws or wss, or up to 4 of" + " them separated by commas",
                        "gateway.port = 70000 (environment TICKGATE_GATEWAY_PORT): allowed is 0 .. 65535"),
                e.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health.degraded = 11s|health.critical = 10s (built-in tickgate.conf",
                "health = 5|health (FILE:1): is a section",
                "health.degraded = [1s]|health.degraded = … (FILE:1): allowed is 100ms .. 1h",
                "health.degraded = null|health.degraded (FILE:1): has no value",
                "venues.binance.reconnect-max = 1s, venues.binance.reconnect-min = 2s|reconnect-max = 1s",
                "redis.mode = url|redis.mode = url (FILE:1): needs redis.url",
                "gateway.host = \"0.0.0.0\"|gateway.host = 0.0.0.0 (FILE:1): others can reach it",
                "gateway.host = \"tickgate.example\"|set gateway.allow-public = true",
                "engine.ring-size = 1024|gateway.bets-in-flight-max = 1024",
                "data.directory = \"\"|data.directory = \"\" (FILE:1): allowed is text, 1 to 1024 bytes",
                "instruments = 5|instruments (FILE:1): must be a list",
                "instruments = [5]|instruments (FILE:1): must be a list",
                "instruments = []|is not in instruments; a file that sets one list sets both",
                "instruments += { symbol = \"btc/usd\" }|instruments[8].symbol = btc/usd (FILE:1): allowed is BASE/QUOTE",
                "instruments += { symbol = \"BTC/USD\" }|instruments[8].symbol: is taken by the instrument BTC/USD",
                "instruments += { symbol = \"X/USD\", aliases = [bitcoin] }|aliases bitcoin: is taken by the",
                "instruments += { symbol = \"X/USD\", aliases = bitcoin }|aliases = bitcoin (FILE:1): allowed is a list",
                "instruments += { symbol = \"X/USD\", binance = BTCUSDT }|binance BTCUSDT: is taken by the instrument",
                "instruments += { symbol = \"X/USD\", binance = btcusdt }|instruments[8].binance = btcusdt (FILE:1)",
                "instruments += { aliases = [x] }|instruments[8].symbol (FILE:1): is missing",
                "markets += { name = a, instrument = \"Y/USD\", band-min = 1, band-max = 2 }|is not in instruments",
                "markets += { name = btc-usd-touch, instrument = \"BTC/USD\", band-min = 1, band-max = 2 }|another market",
                "markets += { name = a, instrument = \"BTC/USD\", band-min = 3, band-max = 2 }|band-max = 2 (FILE:1)",
                "markets += { name = a, instrument = \"BTC/USD\", band-min = 3 }|markets[8].band-max (FILE:1): is missing",
                "markets += { name = a, instrument = \"BTC/USD\", band-min = 1, band-max = 2, leed = 1s }|nearest is lead",
                "markets += { name = a, instrument = \"BTC/USD\", band-min = 0.000000001, band-max = 2 }|allowed is 0.0",
                "market-defaults.lead = 249ms|market-defaults.lead = 249ms (FILE:1): allowed is 250ms .. 1h",
                "market-defaults.ahead-max = 1s|must leave room for lead",
            })
    void shouldRefuseWhatCannotBe(String text, String expected) {
        Path file = write(text);

        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(file), Map.of(), Map.of()));

        String wanted = expected.replace("FILE", file.toString());
        assertTrue(e.problems().stream().anyMatch(problem -> problem.contains(wanted)), e.getMessage());
    }

    @Test
    void shouldNameTheLineOfASyntaxError() {
        Path file = write("health {\n degraded = 3s\n");

        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(file), Map.of(), Map.of()));

        assertEquals(1, e.problems().size(), e.getMessage());
        assertTrue(e.problems().get(0).contains(file.toString()), e.getMessage());
    }

    @Test
    void shouldRefuseAMissingFileAndAnUnresolvedSubstitution() {
        Path missing = folder.resolve("none.conf");
        Path unresolved = write("data.directory = ${HOME}");

        ConfigurationException noFile = assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(missing), Map.of(), Map.of()));
        ConfigurationException noValue = assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(unresolved), Map.of(), Map.of()));

        assertEquals(List.of(missing + ": does not exist"), noFile.problems());
        assertTrue(
                noValue.problems().toString().contains("${HOME}"),
                noValue.problems().toString());
    }

    @Test
    void shouldPrintWhatHoldsAndWhereItComesFromWithoutSecrets() {
        Path file = write("redis.url = \"redis://user:hun/t@er2@host:6379/0?token=abc\"");
        ConfigurationException refused = assertThrows(
                ConfigurationException.class, () -> TickgateConfig.load(Optional.of(file), Map.of(), Map.of()));
        TickgateConfig config = load("redis.url = \"redis://user:hunter2@host:6379/0\"");

        List<String> lines = config.effectiveLines();

        assertFalse(
                refused.problems().toString().contains("hun"),
                refused.problems().toString());
        assertFalse(
                refused.problems().toString().contains("abc"),
                refused.problems().toString());
        assertTrue(lines.contains("redis.url = redis://***@host:6379/0 (" + folder.resolve("my.conf") + ":1)"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("health.degraded = 3s (built-in tickgate.conf:")));
        assertTrue(
                lines.contains(
                        "concluded: engine.threads = shared, engine.wait = blocking, redis.mode = url, venues = binance coinbase"));
        assertTrue(
                lines.contains("instrument BTC/USD, binance = BTCUSDT, coinbase = BTC-USD, coincap = bitcoin,"
                        + " aliases = bitcoin, source = failover, silence = 30s, stable = 30s,"
                        + " connect-failures-max = 3, deviation-max = 1%, venues-min = 1"),
                lines.toString());
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.startsWith(
                                        "market btc-usd-touch: instrument = BTC/USD, venue = binance,")
                                && line.contains(" lead = 1s, window-min = 1s, window-max = 1h, ahead-max = 2h,")
                                && line.contains(" band-min = 1, band-max = 20000,")
                                && line.endsWith(" quote-max-age = 0s, quote-max-move = 0")),
                lines.toString());
        assertFalse(String.join("", lines).contains("hunter2"));
        assertFalse(config.toString().contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "127.0.0.1, true",
        "127.8.8.8, true",
        "::1, true",
        "[::1], true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "example.org, false",
        "127.0.0.1.example.org, false",
        "1.2.3.4.5, false",
    })
    void shouldKnowAddressesThatOnlyThisMachineReaches(String host, boolean expected) {
        assertEquals(expected, SectionRules.isLoopback(host));
    }

    private TickgateConfig load(String text) {
        return TickgateConfig.load(Optional.of(write(text)), Map.of(), Map.of(), FEW_CORES);
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("my.conf"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
