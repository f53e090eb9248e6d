package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BetOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** How bets end, against an oracle that holds each against each trade and each missing id, after every record. */
class OutcomeOracleTest {
    private static final int SCENARIOS = 10_000;
    private static final int STEPS = 120;

    /** Runs a scenario; the lines on bets are those of the oracle, after each step. */
    private static OutcomeScenario run(long seed, OutcomeOracle oracle, Map<String, Integer> seen) {
        OutcomeScenario scenario = new OutcomeScenario(new Random(seed), seed % 3 == 0, seed % 50 == 1);
        for (int i = 0; i < STEPS; i++) {
            scenario.next();
            List<String> lines = outcomes(scenario.harness().take());
            assertEquals(oracle.follow(scenario.harness()), lines, "seed " + seed + ", step " + i);
            lines.forEach(line -> seen.merge(line.replaceAll("[0-9]+", "").replaceAll(" at .*", ""), 1, Integer::sum));
        }
        return scenario;
    }

    private static List<String> outcomes(List<String> decisions) {
        return decisions.stream()
                .filter(line -> line.matches("(hit|miss|void|pending|contradicted) .*"))
                .toList();
    }

    @Test
    void shouldEndEveryBetAsTheOracleSays() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 0; seed < SCENARIOS; seed++) {
            run(seed, new OutcomeOracle(), seen);
        }

        System.out.println("Lines seen in " + SCENARIOS + " scenarios: " + seen);
        for (String line : List.of(
                "hit b inside t",
                "hit b crossed t with t",
                "miss b by  t",
                "contradicted b inside t",
                "contradicted b crossed t",
                "pending b GAP",
                "pending b SUSPECTED_GAP",
                "pending b DOUBTFUL_TRADE",
                "pending b VENUE_RESET",
                "void b GAP",
                "void b SUSPECTED_GAP",
                "void b NO_WATERMARK",
                "void b DOUBTFUL_TRADE",
                "void b VENUE_RESET")) {
            assertTrue(seen.getOrDefault(line, 0) >= 5, line + " was seen in " + seen);
        }
    }

    @Test
    void shouldDecideEachBetOnceAndNotChangeIt() {
        for (long seed = 0; seed < 500; seed++) {
            OutcomeScenario scenario = new OutcomeScenario(new Random(seed), true, false);
            Set<String> decided = new HashSet<>();
            Set<String> accepted = new HashSet<>();
            for (int i = 0; i < STEPS; i++) {
                scenario.next();
                for (String line : scenario.harness().take()) {
                    String bet = line.replaceAll("[a-z]+ (b[0-9]+).*", "$1");
                    if (line.startsWith("accepted")) {
                        accepted.add(bet);
                    } else if (line.matches("(hit|miss|void) .*")) {
                        assertTrue(decided.add(bet), line + ", decided before, seed " + seed);
                    }
                    assertTrue(!line.matches("(hit|miss|void|pending) .*") || accepted.contains(bet), line);
                }
            }
            MarketTotals totals = scenario.harness().market().totals();
            assertEquals(accepted.size() - decided.size(), totals.betsOpen());
            assertEquals(decided.size(), totals.betsHit() + totals.betsMissed() + totals.betsVoid());
        }
    }

    @Test
    void shouldDecideTheSameWhenReplayedOrRestoredAnywhere() {
        for (long seed = 0; seed < 300; seed++) {
            OutcomeScenario scenario = run(seed, new OutcomeOracle(), new HashMap<>());
            List<byte[]> records = scenario.harness().records();
            int cut = new Random(seed).nextInt(records.size());
            MarketHarness replayed = new MarketHarness();
            records.subList(0, cut).forEach(record -> replayed.feed(new UnsafeBuffer(record), record.length));
            SavedMarket restored = SavedMarket.of(replayed.market());

            for (byte[] record : records.subList(cut, records.size())) {
                restored.market().onRecord(new UnsafeBuffer(record), record.length);
            }

            List<byte[]> outputs = new ArrayList<>(replayed.outputs());
            outputs.addAll(restored.outputs());
            assertEquals(scenario.harness().outputs().size(), outputs.size(), "seed " + seed);
            for (int i = 0; i < outputs.size(); i++) {
                assertArrayEquals(scenario.harness().outputs().get(i), outputs.get(i), "seed " + seed);
            }
            assertEquals(
                    scenario.harness().market().stateHash(), restored.market().stateHash());
        }
    }

    @Test
    void shouldLeaveNoBetOpenWhenTimeHasPassed() {
        for (long seed = 0; seed < 200; seed++) {
            OutcomeOracle oracle = new OutcomeOracle();
            OutcomeScenario scenario = run(seed, oracle, new HashMap<>());

            scenario.harness().at(1_000 * MarketHarness.S).clock();

            assertEquals(
                    oracle.follow(scenario.harness()),
                    outcomes(scenario.harness().take()));
            assertEquals(0, oracle.open());
            assertEquals(0, scenario.harness().market().totals().betsOpen());
            assertEquals(
                    oracle.counts().getOrDefault(BetOutcome.HIT, 0).longValue(),
                    scenario.harness().market().totals().betsHit());
        }
    }
}
