package io.tickgate.market;

import static io.tickgate.market.CoverageRig.S;
import static io.tickgate.market.CoverageRig.covered;
import static io.tickgate.market.TradeCoverage.Verdict.AFTER_HOLE;
import static io.tickgate.market.TradeCoverage.Verdict.DUPLICATE;
import static io.tickgate.market.TradeCoverage.Verdict.FILLS_HOLE;
import static io.tickgate.market.TradeCoverage.Verdict.NEXT;
import static io.tickgate.market.TradeCoverage.Verdict.QUARANTINED;
import static io.tickgate.market.TradeCoverage.Verdict.RESET;
import static io.tickgate.record.WatermarkFlyweight.HEARTBEAT;
import static io.tickgate.record.WatermarkFlyweight.REST;
import static io.tickgate.record.WatermarkFlyweight.TICKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.TradeCoverage.Verdict;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Missing ids: when they are given up, what brings them back, and what the venue's own word does to them. */
class CoverageHolesTest {
    private static final long FAR = TradeCoverage.JUMP_MAX;

    private record Case(String name, Consumer<CoverageRig> steps, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each begins with trade 7 at 0s; what is told within a minute of its end. */
    static List<Case> cases() {
        return List.of(
                new Case("nothing missing", rig -> rig.trade(8), List.of()),
                new Case("out of order", rig -> ids(rig, 9, 10, 8), List.of()),
                new Case("two holes at once", rig -> ids(rig, 9, 12), List.of("gap 8..8 0s 0s", "gap 10..11 0s 0s")),
                new Case(
                        "split while suspected",
                        rig -> ids(rig.pass(S), 12, 10),
                        List.of("gap 8..9 0s 1s", "gap 11..11 1s 1s")),
                new Case(
                        "each at its own time",
                        rig -> {
                            rig.trade(9);
                            rig.pass(S).trade(11);
                        },
                        List.of("gap 8..8 0s 0s", "gap 10..10 0s 1s")),
                new Case(
                        "late after it was confirmed",
                        rig -> {
                            rig.trade(11);
                            ids(rig.pass(3 * S), 9, 9, 10, 8);
                        },
                        List.of("gap 8..10 0s 0s", "filled 9..9", "filled 10..10", "filled 8..8")),
                new Case(
                        "no trade at an id",
                        rig -> {
                            rig.trade(11);
                            rig.noTrade(9);
                            rig.pass(3 * S).noTrade(8);
                        },
                        List.of("gap 8..8 0s ?", "gap 10..10 ? 0s", "filled 8..8")),
                new Case(
                        "no trade at the next id, and beyond",
                        rig -> {
                            rig.noTrade(8);
                            rig.noTrade(10);
                        },
                        List.of("gap 9..9 ? ?")),
                new Case(
                        "no trade at an absurd id",
                        rig -> {
                            rig.noTrade(9 + FAR);
                            rig.noTrade(-1);
                            rig.trade(8);
                        },
                        List.of()),
                new Case(
                        "one range over two gaps and what lies between",
                        rig -> {
                            ids(rig, 10, 13);
                            rig.pass(3 * S).backFilled(9, 11);
                        },
                        List.of("gap 8..9 0s 0s", "gap 11..12 0s 0s", "filled 9..9", "filled 11..11")),
                new Case(
                        "a range over a confirmed gap and a suspected hole",
                        rig -> {
                            rig.trade(9);
                            rig.pass(3 * S).trade(11);
                            rig.backFilled(1, 11);
                        },
                        List.of("gap 8..8 0s 0s", "filled 8..8")),
                new Case(
                        "a range within a gap",
                        rig -> {
                            rig.trade(12);
                            rig.pass(3 * S).backFilled(9, 10);
                            rig.backFilled(8, 11);
                        },
                        List.of("gap 8..11 0s 0s", "filled 9..10", "filled 8..8", "filled 11..11")),
                new Case(
                        "ranges that are none",
                        rig -> {
                            rig.trade(12);
                            rig.pass(3 * S).backFilled(9, 8);
                            rig.backFilled(-3, 9);
                            rig.backFilled(8, Long.MAX_VALUE);
                            rig.backFilled(8, 8 + TradeCoverage.RANGE_MAX);
                            rig.backFilled(Long.MIN_VALUE, Long.MAX_VALUE);
                        },
                        List.of("gap 8..11 0s 0s")),
                new Case(
                        "before the first trade",
                        rig -> {
                            rig.backFilled(1, 6);
                            rig.noTrade(6);
                        },
                        List.of()),
                new Case(
                        "fetched ahead without a hole between",
                        rig -> {
                            rig.backFilled(6, 9);
                            rig.trade(10);
                        },
                        List.of()),
                new Case(
                        "fetched ahead with a hole between",
                        rig -> {
                            rig.backFilled(9, 9);
                            rig.trade(10);
                        },
                        List.of("gap 8..9 0s 0s")),
                new Case(
                        "watermark ahead of its trade",
                        rig -> {
                            rig.watermark(9, HEARTBEAT);
                            ids(rig, 8, 9);
                        },
                        List.of()),
                new Case("watermark, and silence", rig -> rig.watermark(9, HEARTBEAT), List.of("gap 8..9 0s ?")),
                new Case(
                        "watermark, then a later trade",
                        rig -> {
                            rig.watermark(9, HEARTBEAT);
                            rig.pass(S).trade(10);
                        },
                        List.of("gap 8..9 0s 1s")),
                new Case(
                        "watermark, then its trade only",
                        rig -> {
                            rig.watermark(9, HEARTBEAT);
                            rig.pass(S).trade(9);
                        },
                        List.of("gap 8..8 0s 1s")),
                new Case(
                        "watermarks that count on, each given its time",
                        rig -> {
                            rig.watermark(9, HEARTBEAT);
                            rig.pass(S).watermark(9, TICKER);
                            rig.watermark(11, TICKER);
                            rig.pass(S + 1).trade(10);
                        },
                        List.of("gap 8..9 0s ?", "gap 11..11 2s ?")),
                new Case(
                        "one range over gaps that touch",
                        rig -> {
                            rig.watermark(9, HEARTBEAT);
                            rig.pass(S).watermark(11, HEARTBEAT);
                            rig.pass(3 * S).backFilled(8, 11);
                        },
                        List.of("gap 8..9 0s ?", "gap 10..11 ? ?", "filled 8..11")),
                new Case(
                        "old and equal watermarks",
                        rig -> {
                            rig.watermark(7, HEARTBEAT);
                            rig.watermark(5, TICKER);
                            rig.watermark(0, REST);
                            rig.watermark(-1, REST);
                        },
                        List.of()),
                new Case(
                        "the same absurd watermark of one source again",
                        rig -> {
                            rig.watermark(8 + FAR, HEARTBEAT);
                            rig.watermark(8 + FAR, HEARTBEAT);
                        },
                        List.of()),
                new Case(
                        "an absurd watermark of two sources",
                        rig -> {
                            rig.watermark(8 + FAR, HEARTBEAT);
                            rig.watermark(8 + FAR, REST);
                        },
                        List.of("gap 8..1000008 0s ?")),
                new Case(
                        "an absurd watermark that counts on",
                        rig -> {
                            rig.watermark(8 + FAR, HEARTBEAT);
                            rig.watermark(9 + FAR, HEARTBEAT);
                        },
                        List.of("gap 8..1000009 0s ?")),
                new Case(
                        "an absurd watermark, then its trade",
                        rig -> {
                            rig.watermark(8 + FAR, HEARTBEAT);
                            rig.trade(8 + FAR);
                        },
                        List.of("gap 8..1000007 0s 0s")),
                new Case(
                        "an absurd watermark, then the next trade",
                        rig -> {
                            rig.watermark(8 + 2 * FAR, HEARTBEAT);
                            rig.trade(8);
                            rig.watermark(9 + 2 * FAR, HEARTBEAT);
                            rig.trade(9);
                        },
                        List.of()),
                new Case(
                        "an absurd trade, then a watermark that says so",
                        rig -> {
                            rig.trade(8 + FAR);
                            rig.watermark(8 + FAR, REST);
                            rig.trade(9 + FAR);
                        },
                        List.of("gap 8..1000008 0s 0s")),
                new Case(
                        "an absurd trade, then a watermark that says otherwise",
                        rig -> {
                            rig.trade(8 + 3 * FAR);
                            rig.watermark(9 + FAR, REST);
                            rig.trade(8);
                        },
                        List.of()));
    }

    private static void ids(CoverageRig rig, long... ids) {
        for (long id : ids) {
            rig.trade(id);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTellExactlyWhatWasLostAndCameBack(Case each) {
        CoverageRig rig = covered(7);

        each.steps().accept(rig);
        rig.pass(60 * S);

        assertEquals(each.told(), rig.take());
    }

    @ParameterizedTest
    @CsvSource({"1999999999, 0", "2000000000, 1", "2000000001, 1"})
    void shouldConfirmAHoleExactlyAfterTwoSeconds(long afterNs, int gaps) {
        CoverageRig rig = covered(7, 9);

        rig.pass(afterNs);

        assertEquals(gaps, rig.take().size());
    }

    @ParameterizedTest
    @CsvSource({"1999999999, false", "2000000000, true", "2000000001, true"})
    void shouldOpenWhenAGapAtTheHeadIsConfirmed(long afterNs, boolean isOpen) {
        CoverageRig rig = covered(7);
        rig.watermark(9, HEARTBEAT);

        rig.pass(afterNs);

        assertEquals(isOpen, rig.coverage.isOpen());
    }

    @Test
    void shouldCloseWithTheNextTradeWhenAGapAtTheHeadHadOpened() {
        CoverageRig rig = covered(7);
        rig.watermark(9, HEARTBEAT);
        rig.pass(2 * S);

        Verdict verdict = rig.trade(8);

        assertEquals(NEXT, verdict);
        assertFalse(rig.coverage.isOpen());
        assertEquals(List.of("gap 8..9 0s ?", "filled 8..8"), rig.take());
    }

    @Test
    void shouldCloseNothingByAWatermarkANoTradeOrAFetchedTrade() {
        CoverageRig rig = covered(7, 9);
        rig.coverage.open();

        rig.watermark(9, HEARTBEAT);
        rig.noTrade(10);
        List<Verdict> verdicts = List.of(rig.backFilled(8, 8), rig.backFilled(11, 12), rig.backFilled(7, 12));

        assertEquals(List.of(FILLS_HOLE, NEXT, DUPLICATE), verdicts);
        assertTrue(rig.coverage.isOpen());
        assertEquals(12, rig.coverage.head());
    }

    @Test
    void shouldStayContinuousWhenAHoleBelowTheHeadIsConfirmed() {
        CoverageRig rig = covered(7, 9);

        rig.pass(2 * S);

        assertFalse(rig.coverage.isOpen());
        assertFalse(rig.coverage.isCovered(8));
    }

    @Test
    void shouldTakeTheHighestTradeAsTheNewestWhenTheVenueToldOfALaterOne() {
        CoverageRig rig = covered(7);
        rig.watermark(12, HEARTBEAT);

        List<Verdict> verdicts = List.of(rig.trade(9), rig.trade(8), rig.trade(10), rig.trade(13), rig.trade(14));

        assertEquals(List.of(AFTER_HOLE, FILLS_HOLE, NEXT, AFTER_HOLE, NEXT), verdicts);
        rig.pass(2 * S);
        assertEquals(List.of("gap 11..12 0s 0s"), rig.take());
    }

    @Test
    void shouldCountAnewWhenTwoWatermarksSaySoAndBeginWithTheNextTrade() {
        CoverageRig rig = covered(5 * FAR);

        List<Boolean> believed = List.of(rig.watermark(10, REST), rig.watermark(10, REST), rig.watermark(11, REST));
        boolean isOpen = rig.coverage.isOpen();
        Verdict verdict = rig.trade(12, true);

        assertEquals(List.of(false, false, true), believed);
        assertTrue(isOpen);
        assertEquals(NEXT, verdict);
        assertFalse(rig.coverage.isOpen());
        assertEquals(List.of("gap 5000001..? 0s ?"), rig.take());
    }

    @Test
    void shouldCountAnewWhenAWatermarkAndATradeSaySo() {
        CoverageRig rig = covered(5 * FAR);

        boolean isBelieved = rig.watermark(10, REST);
        Verdict verdict = rig.trade(9, true);

        assertFalse(isBelieved);
        assertEquals(RESET, verdict);
        assertEquals(9, rig.coverage.head());
    }

    @Test
    void shouldNotCountAnewWhenALateWatermarkFollowsAnOddTrade() {
        CoverageRig rig = covered(1_000, 1_001, 1_002);

        Verdict odd = rig.trade(1_001, true);
        boolean isBelieved = rig.watermark(1_001, HEARTBEAT);
        Verdict next = rig.trade(1_003, true);

        assertEquals(List.of(QUARANTINED, NEXT), List.of(odd, next));
        assertTrue(isBelieved);
        assertEquals(List.of(), rig.take());
    }

    @Test
    void shouldTakeNothingBeforeTheFirstTrade() {
        CoverageRig rig = new CoverageRig();

        List<Verdict> verdicts = List.of(rig.noTrade(5), rig.backFilled(5, 9));
        boolean isBelieved = rig.watermark(20, REST);
        Verdict first = rig.trade(7);

        assertEquals(List.of(DUPLICATE, DUPLICATE), verdicts);
        assertTrue(isBelieved);
        assertEquals(NEXT, first);
        assertEquals(0, rig.coverage.holes());
    }
}
