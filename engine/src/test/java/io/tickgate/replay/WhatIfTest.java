package io.tickgate.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.ConfigurationException;
import io.tickgate.config.RuleChange;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.RecordKind;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two markets on one run of the hand-moved clock, one of them with other rules. */
class WhatIfTest {
    private static final long S = MarketHarness.S;

    /** A trade each second until 40 s, a bet; silence with a bet at 45 s; trades from 46 s to 100 s with a bet at 60 s and at 100 s. */
    private static MarketHarness run() {
        MarketHarness harness = MarketHarness.open().bet();
        for (int second = 41; second <= 45; second++) {
            harness.at(second * S).clock();
        }
        harness.bet();
        for (int second = 46; second <= 100; second++) {
            harness.at(second * S).trade(second - 4);
            if (second == 60 || second == 100) {
                harness.bet();
            }
        }
        return harness;
    }

    private static WhatIf whatIf(MarketHarness run, int keptMax, String... assignments) {
        WhatIfRun whatIf = new WhatIfRun(RuleChange.read(List.of(assignments)), keptMax, Market::new);
        for (byte[] record : run.records()) {
            whatIf.onRecord(new UnsafeBuffer(record), record.length);
        }
        return whatIf.finish(run.records().size(), 1);
    }

    @Test
    void shouldFindNothingWhenTheValuesAreThoseOfTheJournal() {
        WhatIf same = whatIf(run(), 10, "health.critical=10s", "markets.market-1.deadline=10m");

        assertEquals(0, same.total());
        assertEquals(List.of(), same.sums());
        assertEquals(same.decisionsWere(), same.decisionsWouldBe());
        assertTrue(same.decisionsWere().containsKey(RecordKind.BET_ACCEPTED));
    }

    @Test
    void shouldTellWhichGatesWouldCloseWhenAndWhichBetsWouldBeRefused() {
        WhatIf stricter = whatIf(run(), 10, "health.critical=4s");

        WhatIf.Sum gate = stricter.sums().get(0);
        assertEquals(new WhatIf.Sum(WhatIfKind.GATE, "market-1", "OPEN", "PRICE_FEED_STALE", 1, gate.lastsNs()), gate);
        // Critical from 4 s after the trade at 40 s until 30 s after the one at 46 s.
        assertTrue(Math.abs(gate.lastsNs() - 32 * S) <= 1, gate.toString());
        assertEquals(
                new WhatIf.Sum(WhatIfKind.BET, "", "accepted", "refused, PRICE_FEED_STALE", 2, 0),
                stricter.sums().get(1));
        assertEquals(4L, stricter.decisionsWere().get(RecordKind.BET_ACCEPTED));
        assertEquals(2L, stricter.decisionsWouldBe().get(RecordKind.BET_ACCEPTED));
        WhatIfDifference first = stricter.differences().get(0);
        assertEquals("market-1", first.subject());
        assertTrue(first.from().startsWith("2023-11-14T22:14:04"), first.from());
        assertTrue(String.valueOf(first.to()).startsWith("2023-11-14T22:14:36"), first.to());
        assertEquals(
                List.of("10s"),
                List.copyOf(stricter.replaced().values().iterator().next()));
    }

    @Test
    void shouldTellOfHealthByStateAndStream() {
        WhatIf stricter = whatIf(run(), 10, "health.critical=4s");

        List<WhatIf.Sum> health = stricter.sums().stream()
                .filter(sum -> sum.kind() == WhatIfKind.HEALTH)
                .toList();
        assertEquals(
                List.of("DEGRADED instead of CRITICAL", "HEALTHY instead of RECOVERING"),
                health.stream()
                        .map(sum -> sum.was() + " instead of " + sum.wouldBe())
                        .toList());
        assertTrue(stricter.differences().stream()
                .anyMatch(each ->
                        each.kind() == WhatIfKind.HEALTH && each.subject().endsWith("SYMBOL1")));
    }

    @Test
    void shouldTellWhichBetsARuleWouldRefuse() {
        WhatIf narrower = whatIf(run(), 1, "markets.market-1.band-max=50");

        assertEquals(
                List.of(new WhatIf.Sum(WhatIfKind.BET, "", "accepted", "refused, BAND_TOO_WIDE", 4, 0)),
                narrower.sums().stream()
                        .filter(sum -> sum.kind() == WhatIfKind.BET)
                        .toList());
        assertEquals(
                Map.of(WhatIfKind.BET, 4L).get(WhatIfKind.BET),
                narrower.totals().get(WhatIfKind.BET));
        assertEquals(
                1,
                narrower.differences().stream()
                        .filter(each -> each.kind() == WhatIfKind.BET)
                        .count(),
                "one of each kind is kept");
        assertEquals(
                new TreeSet<>(List.of("1000")),
                narrower.replaced().values().iterator().next());
    }

    @Test
    void shouldLetTheOtherThresholdFollowWhenOneIsNamed() {
        WhatIf stricter = whatIf(run(), 10, "health.critical=2s");
        WhatIf laxer = whatIf(run(), 10, "health.degraded=12s");

        assertEquals(
                List.of("health.critical = 2s instead of [10s]", "health.degraded = 2s instead of [3s]"),
                changesOf(stricter));
        assertEquals(
                List.of("health.degraded = 12s instead of [3s]", "health.critical = 12s instead of [10s]"),
                changesOf(laxer));
        assertTrue(stricter.total() > 0);
    }

    private static List<String> changesOf(WhatIf whatIf) {
        return whatIf.replaced().entrySet().stream()
                .map(change -> change.getKey().property() + " = "
                        + change.getKey().text() + " instead of " + change.getValue())
                .toList();
    }

    @Test
    void shouldNameTheMarketsWhenOneIsUnknown() {
        ConfigurationException unknown =
                assertThrows(ConfigurationException.class, () -> whatIf(run(), 10, "markets.market-2.deadline=5m"));

        assertEquals(
                List.of("markets.market-2.deadline: the journal has no such market; there are market-1"),
                unknown.problems());
    }

    @Test
    void shouldRefuseRulesThatContradictThemselves() {
        ConfigurationException health = assertThrows(
                ConfigurationException.class, () -> whatIf(run(), 10, "health.degraded=11s", "health.critical=4s"));
        ConfigurationException market =
                assertThrows(ConfigurationException.class, () -> whatIf(run(), 10, "markets.market-1.window-min=2h"));

        assertEquals(List.of("health.degraded would be above health.critical"), health.problems());
        assertEquals(
                List.of("window-min of market market-1 would be above its window-max; change both"), market.problems());
    }
}
