package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Venue;
import io.tickgate.simulator.recording.ReplayPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("slow")
class SimulatorLifecycleTest {

    private static final SimulatorOptions DEFAULTS = SimulatorOptions.defaults();

    private static boolean isSourceAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sim-source"));
    }

    @Test
    void shouldTradeOnItsOwnThreadWhenStarted() throws Exception {
        try (ExchangeSimulator simulator = ExchangeSimulator.start(DEFAULTS.withEventsPerSecond(2_000));
                SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            long beforeMs = System.currentTimeMillis() - 10_000;

            List<String> trades = client.next(20);

            for (int i = 1; i < trades.size(); i++) {
                assertEquals(Json.longOf(trades.get(i - 1), "t") + 1, Json.longOf(trades.get(i), "t"));
            }
            assertTrue(Json.longOf(trades.get(0), "E") > beforeMs);
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenClosed() throws Exception {
        ExchangeSimulator simulator = ExchangeSimulator.start(DEFAULTS);
        URI uri = simulator.uri();
        SocketClient client = SocketClient.connect(uri, "/ws/btcusdt@trade");

        simulator.close();

        assertEquals(1001, client.closeCode());
        assertThrows(Exception.class, () -> SocketClient.connect(uri, "/ws"));
        Await.until(() -> !isSourceAlive());
    }

    @Test
    void shouldCloseInTimeWhenAClientDoesNotRead() throws Exception {
        ExchangeSimulator simulator = ExchangeSimulator.start(DEFAULTS.withEventsPerSecond(20_000));
        try (RawClient stalled = new RawClient(simulator.port(), 8_192)) {
            stalled.upgrade("/ws/btcusdt@trade/ethusdt@trade/btcusdt@bookTicker");
            Await.until(() -> simulator.state().framesSentCount() > 1_000);

            simulator.close();

            Await.until(() -> simulator.state().connections().isEmpty());
        }
    }

    @Test
    void shouldSayWhyWhenThePortIsTaken() throws Exception {
        try (ExchangeSimulator first = ExchangeSimulator.start(DEFAULTS)) {
            SimulatorOptions same = DEFAULTS.withPort(first.port());

            assertThrows(RuntimeException.class, () -> ExchangeSimulator.start(same));
        }
    }

    @Test
    void shouldSayWhyWhenTheRecordingIsMissing() {
        SimulatorOptions options = DEFAULTS.withReplay(ReplayPlan.of(Path.of("/no/such/file.gz")));

        assertThrows(NoSuchFileException.class, () -> ExchangeSimulator.start(options));
    }

    @Test
    void shouldNameTheOptionWhenAValueIsOutOfRange() {
        assertMessage("port must be", () -> DEFAULTS.withPort(65_536));
        assertMessage("instruments must not", () -> DEFAULTS.withInstruments(List.of()));
        assertMessage(
                "each symbol once",
                () -> DEFAULTS.withInstruments(List.of(Instrument.named("btcusdt"), Instrument.named("BTCUSDT"))));
        assertMessage("eventsPerSecond must", () -> DEFAULTS.withEventsPerSecond(Double.NaN));
        assertMessage("eventsPerSecond must", () -> DEFAULTS.withEventsPerSecond(200_001));
        assertMessage("initialTradeId must", () -> DEFAULTS.withInitialTradeId(0));
        assertMessage("windowBytes must", () -> DEFAULTS.withWindowBytes(1));
        assertMessage("pingInterval must", () -> DEFAULTS.withPing(Duration.ZERO, Duration.ofSeconds(1)));
        assertMessage("pongTimeout must", () -> DEFAULTS.withPing(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
        assertMessage("connectionsMax must", () -> DEFAULTS.withConnectionsMax(0));
        assertMessage(
                "manual is not",
                () -> DEFAULTS.withReplay(ReplayPlan.of(Path.of("x"))).withManual(true));
        assertMessage("venues must not", () -> DEFAULTS.withVenues());
        assertMessage("each venue's port", () -> DEFAULTS.withVenue(Venue.COINBASE, -1));
        assertMessage(
                "for binance alone",
                () -> DEFAULTS.withReplay(ReplayPlan.of(Path.of("x"))).withVenues(Venue.BINANCE, Venue.COINBASE));
        assertMessage("historyTrades must", () -> VenueRules.defaults().withHistoryTrades(999));
        assertMessage("allMarketSymbols must", () -> VenueRules.defaults().withAllMarketSymbols(20_001));
        assertMessage("coincapKey must", () -> VenueRules.defaults().withCoincapKey(""));
        assertMessage("unknown venue", () -> Venue.named("kraken"));
        assertMessage("unknown symbol", () -> Instrument.named("NOSUCH"));
        assertMessage("speed must", () -> ReplayPlan.parseSpeed("0"));
    }

    private static void assertMessage(String part, Runnable action) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown.getMessage());
    }

    @Test
    void shouldKeepEveryOtherValueWhenOneIsChanged() {
        SimulatorOptions changed = DEFAULTS.withHost("::1")
                .withPort(9_443)
                .withInstruments(List.of(Instrument.named("ETHUSDT")))
                .withSeed(3)
                .withEventsPerSecond(4)
                .withInitialTradeId(5)
                .withStartTime(Instant.EPOCH)
                .withManual(true)
                .withWindowBytes(65_536)
                .withPing(Duration.ofSeconds(6), Duration.ofSeconds(7))
                .withConnectionsMax(8)
                .withVenues(Venue.COINBASE, Venue.COINCAP)
                .withVenue(Venue.COINCAP, 9)
                .withRules(VenueRules.defaults().withCoincapKey("k"));

        assertEquals(
                new SimulatorOptions(
                        "::1",
                        9_443,
                        List.of(Instrument.named("ETHUSDT")),
                        3,
                        4,
                        5,
                        Instant.EPOCH,
                        true,
                        null,
                        65_536,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        8,
                        Map.of(Venue.COINBASE, 0, Venue.COINCAP, 9),
                        VenueRules.defaults().withCoincapKey("k"),
                        null),
                changed);
        assertEquals(ReplayPlan.SPEED_MAX, ReplayPlan.parseSpeed("max"));
        assertEquals(10, ReplayPlan.parseSpeed("10"));
    }

    @Test
    void shouldRefuseToAdvanceWhenTheMarketMovesItself() throws IOException {
        try (ExchangeSimulator simulator = ExchangeSimulator.start(DEFAULTS)) {

            assertThrows(IllegalStateException.class, () -> simulator.advance(Duration.ofSeconds(1)));
        }
    }
}
