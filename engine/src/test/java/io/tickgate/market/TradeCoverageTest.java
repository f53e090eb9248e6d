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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.TradeCoverage.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trade's id says, one way of arriving after the other. */
class TradeCoverageTest {
    private static final long FAR = TradeCoverage.JUMP_MAX;

    private record Case(String name, List<Long> ids, List<Verdict> verdicts, int holes, long head) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("first ever", List.of(7L), List.of(NEXT), 0, 7),
                new Case("next", List.of(7L, 8L), List.of(NEXT, NEXT), 0, 8),
                new Case("same again", List.of(7L, 7L), List.of(NEXT, DUPLICATE), 0, 7),
                new Case("before the first", List.of(7L, 6L), List.of(NEXT, DUPLICATE), 0, 7),
                new Case("one missing", List.of(7L, 9L), List.of(NEXT, AFTER_HOLE), 1, 9),
                new Case("gap of one filled", List.of(7L, 9L, 8L), List.of(NEXT, AFTER_HOLE, FILLS_HOLE), 0, 9),
                new Case(
                        "filled again",
                        List.of(7L, 9L, 8L, 8L),
                        List.of(NEXT, AFTER_HOLE, FILLS_HOLE, DUPLICATE),
                        0,
                        9),
                new Case("filled from below", List.of(1L, 5L, 2L), List.of(NEXT, AFTER_HOLE, FILLS_HOLE), 1, 5),
                new Case("filled from above", List.of(1L, 5L, 4L), List.of(NEXT, AFTER_HOLE, FILLS_HOLE), 1, 5),
                new Case("filled in the middle", List.of(1L, 5L, 3L), List.of(NEXT, AFTER_HOLE, FILLS_HOLE), 2, 5),
                new Case(
                        "filled in every order",
                        List.of(1L, 6L, 4L, 2L, 3L, 5L),
                        List.of(NEXT, AFTER_HOLE, FILLS_HOLE, FILLS_HOLE, FILLS_HOLE, FILLS_HOLE),
                        0,
                        6),
                new Case(
                        "older gap filled",
                        List.of(1L, 3L, 5L, 2L),
                        List.of(NEXT, AFTER_HOLE, AFTER_HOLE, FILLS_HOLE),
                        1,
                        5),
                new Case("as far as may be", List.of(7L, 7 + FAR), List.of(NEXT, AFTER_HOLE), 1, 7 + FAR),
                new Case("one too far", List.of(7L, 8 + FAR), List.of(NEXT, QUARANTINED), 0, 7),
                new Case(
                        "too far, then dropped by the next",
                        List.of(7L, 8 + FAR, 8L, 9 + FAR + 1),
                        List.of(NEXT, QUARANTINED, NEXT, QUARANTINED),
                        0,
                        8),
                new Case(
                        "too far, then confirmed",
                        List.of(7L, 8 + FAR, 9 + FAR),
                        List.of(NEXT, QUARANTINED, AFTER_HOLE),
                        1,
                        9 + FAR),
                new Case(
                        "too far, the same id confirms nothing",
                        List.of(7L, 8 + FAR, 8 + FAR),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        0,
                        7),
                new Case(
                        "too far twice, far from each other",
                        List.of(7L, 8 + FAR, 9 + 3 * FAR),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        0,
                        7),
                new Case(
                        "far back, then confirmed",
                        List.of(2 * FAR, 5L, 6L, 7L),
                        List.of(NEXT, QUARANTINED, RESET, NEXT),
                        0,
                        7),
                new Case(
                        "far back, then dropped",
                        List.of(2 * FAR, 5L, 2 * FAR + 1, 6L),
                        List.of(NEXT, QUARANTINED, NEXT, QUARANTINED),
                        0,
                        2 * FAR + 1),
                new Case(
                        "far back twice, falling",
                        List.of(2 * FAR, 6L, 5L),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        0,
                        2 * FAR),
                new Case("below zero", List.of(7L, -1L, -2L), List.of(NEXT, QUARANTINED, QUARANTINED), 0, 7),
                new Case(
                        "least and greatest",
                        List.of(Long.MAX_VALUE, Long.MIN_VALUE, 7L, Long.MAX_VALUE, Long.MAX_VALUE - 1, 8L),
                        List.of(QUARANTINED, QUARANTINED, NEXT, QUARANTINED, QUARANTINED, NEXT),
                        0,
                        8),
                new Case("zero", List.of(0L, 1L), List.of(NEXT, NEXT), 0, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldJudgeEachIdWhenItComes(Case each) {
        CoverageRig rig = new CoverageRig();
        List<Verdict> verdicts = new ArrayList<>();

        each.ids().forEach(id -> verdicts.add(rig.trade(id)));

        assertEquals(each.verdicts(), verdicts);
        assertEquals(each.holes(), rig.coverage.holes());
        assertEquals(each.head(), rig.coverage.head());
    }

    @Test
    void shouldBeOpenUntilTheFirstTrade() {
        CoverageRig rig = new CoverageRig();

        boolean wasOpen = rig.coverage.isOpen();
        rig.trade(7);

        assertTrue(wasOpen);
        assertFalse(rig.coverage.isOpen());
    }

    @Test
    void shouldCloseWithoutLossWhenTheNextIdFollowsADisconnect() {
        CoverageRig rig = covered(7);
        rig.coverage.open();

        Verdict verdict = rig.trade(8);
        rig.pass(10 * S);

        assertEquals(NEXT, verdict);
        assertFalse(rig.coverage.isOpen());
        assertEquals(List.of(), rig.take());
    }

    @Test
    void shouldCloseWithAHoleWhenALaterIdFollowsADisconnect() {
        CoverageRig rig = covered(7);
        rig.coverage.open();
        rig.pass(60 * S);

        Verdict verdict = rig.trade(9);
        boolean isOpen = rig.coverage.isOpen();
        rig.pass(2 * S);

        assertEquals(AFTER_HOLE, verdict);
        assertFalse(isOpen);
        assertFalse(rig.coverage.isOpen());
        assertEquals(List.of("gap 8..8 0s 60s"), rig.take());
    }

    @Test
    void shouldStayOpenWhenNoConnectionDelivers() {
        CoverageRig rig = covered(7);
        rig.coverage.open();
        rig.isDelivered = false;

        Verdict verdict = rig.trade(8);

        assertEquals(NEXT, verdict);
        assertTrue(rig.coverage.isOpen());
        assertTrue(rig.coverage.isCovered(8));
    }

    @Test
    void shouldStayOpenWhenWhatFollowsADisconnectSaysNothingOfTheHead() {
        CoverageRig rig = covered(7, 9);
        rig.coverage.open();

        List<Verdict> verdicts = List.of(rig.trade(9), rig.trade(3), rig.trade(8), rig.trade(20 + 2 * FAR));

        assertEquals(List.of(DUPLICATE, DUPLICATE, FILLS_HOLE, QUARANTINED), verdicts);
        assertTrue(rig.coverage.isOpen());
    }

    @Test
    void shouldForgetTheOldestHoleWhenThereAreTooMany() {
        CoverageRig rig = new CoverageRig();
        for (int i = 0; i <= TradeHoles.HOLES_MAX; i++) {
            rig.trade(2L * i);
        }
        int before = rig.take().size();

        rig.trade(2L * TradeHoles.HOLES_MAX + 2);
        List<String> told = rig.take();
        List<Verdict> verdicts = List.of(rig.trade(0), rig.trade(1), rig.trade(3));

        assertEquals(0, before);
        assertEquals(List.of("gap 1..1 0s 0s"), told);
        assertEquals(List.of(DUPLICATE, DUPLICATE, FILLS_HOLE), verdicts);
        assertEquals(TradeHoles.HOLES_MAX - 1, rig.coverage.holes());
        assertEquals(1, rig.coverage.overflows());
        assertFalse(rig.coverage.isCovered(0));
        assertFalse(rig.coverage.isCovered(1));
        assertTrue(rig.coverage.isCovered(2));
    }

    @Test
    void shouldNotTellAgainWhenTheForgottenHoleWasConfirmed() {
        CoverageRig rig = new CoverageRig();
        for (int i = 0; i <= TradeHoles.HOLES_MAX; i++) {
            rig.trade(2L * i);
        }
        rig.pass(2 * S).take();

        rig.trade(2L * TradeHoles.HOLES_MAX + 2);
        List<String> told = rig.take();
        rig.pass(2 * S);

        assertEquals(List.of(), told);
        assertEquals(1, rig.take().size());
    }

    @Test
    void shouldLeaveTheIdMissingWhenThereIsNoRoomToSplitAHole() {
        CoverageRig rig = new CoverageRig();
        for (int i = 0; i <= TradeHoles.HOLES_MAX; i++) {
            rig.trade(10L * i);
        }

        List<Verdict> verdicts = List.of(rig.trade(15), rig.trade(15), rig.backFilled(14, 16), rig.trade(11));

        assertEquals(List.of(DUPLICATE, DUPLICATE, DUPLICATE, FILLS_HOLE), verdicts);
        assertEquals(TradeHoles.HOLES_MAX, rig.coverage.holes());
        assertEquals(3, rig.coverage.overflows());
        assertFalse(rig.coverage.isCovered(15));
    }

    @Test
    void shouldTakeTheNewestTradeWhenThereIsNoRoomToSplitTheHoleAtTheHead() {
        CoverageRig rig = new CoverageRig();
        for (int i = 0; i < TradeHoles.HOLES_MAX; i++) {
            rig.trade(10L * i);
        }
        long head = rig.coverage.head();
        rig.watermark(head + 9, HEARTBEAT);

        Verdict verdict = rig.trade(head + 5);

        assertEquals(AFTER_HOLE, verdict);
        assertTrue(rig.coverage.isCovered(head + 5));
        assertEquals(TradeHoles.HOLES_MAX, rig.coverage.holes());
        assertEquals(List.of("gap 1..9 0s 0s"), rig.take());
    }

    @Test
    void shouldCountAnewWhenOldIdsComeWithNewerTrades() {
        CoverageRig rig = covered(1_000);
        rig.trade(1_001, true);

        List<Verdict> verdicts = List.of(rig.trade(1_000, true), rig.trade(1_001, true), rig.trade(1_002, true));

        assertEquals(List.of(QUARANTINED, RESET, NEXT), verdicts);
        assertEquals(0, rig.coverage.holes());
        assertEquals(List.of("gap 1002..? 0s 0s"), rig.take());
    }

    @Test
    void shouldCountAnewWhenIdsBeforeTheFirstComeWithNewerTrades() {
        CoverageRig rig = covered(1_000);

        List<Verdict> verdicts = List.of(rig.trade(1, true), rig.trade(2, true));

        assertEquals(List.of(QUARANTINED, RESET), verdicts);
        assertEquals(2, rig.coverage.head());
    }

    @Test
    void shouldConfirmWhatIsSuspectedWhenTheVenueCountsAnew() {
        CoverageRig rig = covered(1_000, 1_005);
        rig.watermark(1_007, HEARTBEAT);

        rig.trade(1, true);
        rig.trade(2, true);

        assertEquals(List.of("gap 1001..1004 0s 0s", "gap 1006..1007 0s ?", "gap 1008..? ? 0s"), rig.take());
        assertEquals(DeadlineHeap.NONE, rig.coverage.nextDeadline());
    }

    @Test
    void shouldGoOnWhenOneOldIdCameWithANewerTrade() {
        CoverageRig rig = covered(1_000);

        List<Verdict> verdicts = List.of(rig.trade(1, true), rig.trade(1_001, true), rig.trade(2, true));

        assertEquals(List.of(QUARANTINED, NEXT, QUARANTINED), verdicts);
        assertEquals(1_001, rig.coverage.head());
    }

    @Test
    void shouldNotCountAnewWhenFetchedTradesComeOverTheConnectionTooWithFinerTimes() {
        // REST gives ms where the connection gives µs: what was fetched looks older than it is.
        CoverageRig rig = covered(7);
        rig.coverage.open();
        rig.trade(12);
        rig.coverage.open();
        rig.watermark(20, REST);
        rig.backFilled(13, 20);

        List<Verdict> verdicts =
                List.of(rig.trade(18, true), rig.trade(19, true), rig.trade(20, true), rig.trade(21, true));

        assertEquals(List.of(DUPLICATE, DUPLICATE, DUPLICATE, NEXT), verdicts);
        assertFalse(rig.coverage.isOpen());
    }

    @Test
    void shouldHaveNoDeadlineAtTheEndOfTime() {
        CoverageRig rig = covered(7);
        rig.nowEpochNs = Long.MAX_VALUE - 1;

        rig.trade(9);

        assertEquals(DeadlineHeap.NONE, rig.coverage.nextDeadline());
        assertEquals(1, rig.coverage.holes());
    }
}
