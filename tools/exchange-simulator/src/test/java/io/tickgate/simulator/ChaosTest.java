package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults at random, by a clock that the test moves. */
@Timeout(60)
@Tag("slow")
class ChaosTest {

    private static List<String> report(long seed, Duration step, int steps) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ExchangeSimulator simulator =
                ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true))) {
            simulator.startChaos(ChaosOptions.of(seed)
                    .withInterval(Duration.ofSeconds(2))
                    .withLasting(Duration.ofMinutes(4))
                    .withReport(lines::add));
            for (int i = 0; i < steps; i++) {
                simulator.advance(step);
            }
            assertTrue(simulator.state().faults().isEmpty(), "ends without faults");
            assertFalse(simulator.state().chaos().running());
        }
        return lines;
    }

    @Test
    void shouldDrawTheSameFaultsWhenTheSeedIsTheSame() throws Exception {
        List<String> once = report(7, Duration.ofMinutes(5), 1);
        List<String> again = report(7, Duration.ofMillis(700), 429);

        assertEquals(once, again);
        assertNotEquals(once, report(8, Duration.ofMinutes(5), 1));
        assertEquals("chaos: seed 7, a fault every 2.000 s on average", once.get(0));
        assertTrue(once.size() > 80 && once.get(once.size() - 1).startsWith("chaos: over after "), once.toString());
    }

    @Test
    void shouldLeaveAServingSimulatorWhenItIsEndedInTheMiddle() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            try (ExchangeSimulator simulator =
                    ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true))) {
                simulator.startChaos(ChaosOptions.of(seed).withInterval(Duration.ofSeconds(2)));
                simulator.advance(Duration.ofMinutes(5));

                simulator.endChaos();

                assertTrue(simulator.state().faults().isEmpty(), "seed " + seed);
                try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
                    Await.subscriptions(simulator, 1);
                    simulator.advance(Duration.ofMinutes(1));
                    long first = Json.longOf(client.next(), "t");
                    assertEquals(first + 1, Json.longOf(client.next(), "t"), "seed " + seed);
                }
            }
        }
    }

    @Test
    void shouldRunOnItsOwnThreadWhenTheMarketDoes() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorOptions.defaults())) {
            simulator.startChaos(
                    ChaosOptions.of(3).withInterval(Duration.ofMillis(100)).withReport(lines::add));

            Await.until(() -> simulator.state().chaos().drawnCount() >= 5);
        }
        assertTrue(lines.size() >= 5);
    }

    @Test
    void shouldNameTheRangeWhenTheIntervalIsOutOfIt() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> ChaosOptions.of(1).withInterval(Duration.ofMillis(99)));

        assertTrue(String.valueOf(thrown.getMessage()).contains("0.1 to 3600"));
    }
}
