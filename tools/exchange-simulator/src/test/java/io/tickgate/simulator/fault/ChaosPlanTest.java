package io.tickgate.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.ChaosPlan.Drawn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

    private static final long INTERVAL_NS = 4_000_000_000L;

    private static final List<ChaosPlan.Menu> MENUS = List.of(
            new ChaosPlan.Menu("binance", List.of("BTCUSDT", "ETHUSDT"), List.of("trade", "bookTicker")),
            new ChaosPlan.Menu("coinbase", List.of("BTC-USD"), List.of("matches", "ticker")));

    private static List<Drawn> drawn(long seed) {
        ChaosPlan plan = new ChaosPlan(seed, INTERVAL_NS, MENUS);
        return Stream.generate(plan::next).limit(5_000).toList();
    }

    @Test
    void shouldDrawEveryKindInRangeWhenItRunsLong() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);

        // A fault out of range cannot be made.
        drawn(1).forEach(one -> kinds.add(one.fault().kind()));

        assertEquals(EnumSet.allOf(FaultKind.class), kinds);
    }

    @Test
    void shouldLetAtMostTwoLastAtATime() {
        List<Long> ends = new ArrayList<>();
        for (Drawn one : drawn(2)) {
            ends.removeIf(end -> end <= one.atNs());
            if (one.fault().durationNs() > 0) {
                ends.add(one.atNs() + one.fault().durationNs());
            }
            assertTrue(ends.size() <= 2, "at " + one);
        }
    }

    @Test
    void shouldKeepTheIntervalOnAverage() {
        List<Drawn> drawn = drawn(3);

        double meanNs = (double) drawn.get(drawn.size() - 1).atNs() / drawn.size();

        assertEquals(1.0, meanNs / INTERVAL_NS, 0.02);
    }

    @Test
    void shouldReadEachFaultAgainWhenItIsWrittenAsAMessage() throws Exception {
        for (Drawn one : drawn(4)) {
            assertEquals(one.fault(), FaultParser.parse(one.fault().describe()));
        }
    }
}
