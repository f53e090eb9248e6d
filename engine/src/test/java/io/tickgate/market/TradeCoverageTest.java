package io.tickgate.market;

import static io.tickgate.market.TradeCoverage.Verdict.AFTER_GAP;
import static io.tickgate.market.TradeCoverage.Verdict.DUPLICATE;
import static io.tickgate.market.TradeCoverage.Verdict.FILLS_GAP;
import static io.tickgate.market.TradeCoverage.Verdict.NEXT;
import static io.tickgate.market.TradeCoverage.Verdict.QUARANTINED;
import static io.tickgate.market.TradeCoverage.Verdict.RESET;
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

    private record Case(String name, List<Long> ids, List<Verdict> verdicts, int intervals, long head) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("first ever", List.of(7L), List.of(NEXT), 1, 7),
                new Case("next", List.of(7L, 8L), List.of(NEXT, NEXT), 1, 8),
                new Case("same again", List.of(7L, 7L), List.of(NEXT, DUPLICATE), 1, 7),
                new Case("before the first", List.of(7L, 6L), List.of(NEXT, DUPLICATE), 1, 7),
                new Case("one missing", List.of(7L, 9L), List.of(NEXT, AFTER_GAP), 2, 9),
                new Case("gap of one filled", List.of(7L, 9L, 8L), List.of(NEXT, AFTER_GAP, FILLS_GAP), 1, 9),
                new Case("filled again", List.of(7L, 9L, 8L, 8L), List.of(NEXT, AFTER_GAP, FILLS_GAP, DUPLICATE), 1, 9),
                new Case("filled from below", List.of(1L, 5L, 2L), List.of(NEXT, AFTER_GAP, FILLS_GAP), 2, 5),
                new Case("filled from above", List.of(1L, 5L, 4L), List.of(NEXT, AFTER_GAP, FILLS_GAP), 2, 5),
                new Case("filled in the middle", List.of(1L, 5L, 3L), List.of(NEXT, AFTER_GAP, FILLS_GAP), 3, 5),
                new Case(
                        "filled in every order",
                        List.of(1L, 6L, 4L, 2L, 3L, 5L),
                        List.of(NEXT, AFTER_GAP, FILLS_GAP, FILLS_GAP, FILLS_GAP, FILLS_GAP),
                        1,
                        6),
                new Case(
                        "older gap filled",
                        List.of(1L, 3L, 5L, 2L),
                        List.of(NEXT, AFTER_GAP, AFTER_GAP, FILLS_GAP),
                        2,
                        5),
                new Case("as far as may be", List.of(7L, 7 + FAR), List.of(NEXT, AFTER_GAP), 2, 7 + FAR),
                new Case("one too far", List.of(7L, 8 + FAR), List.of(NEXT, QUARANTINED), 1, 7),
                new Case(
                        "too far, then dropped by the next",
                        List.of(7L, 8 + FAR, 8L, 9 + FAR + 1),
                        List.of(NEXT, QUARANTINED, NEXT, QUARANTINED),
                        1,
                        8),
                new Case(
                        "too far, then confirmed",
                        List.of(7L, 8 + FAR, 9 + FAR),
                        List.of(NEXT, QUARANTINED, AFTER_GAP),
                        2,
                        9 + FAR),
                new Case(
                        "too far, the same id confirms nothing",
                        List.of(7L, 8 + FAR, 8 + FAR),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        1,
                        7),
                new Case(
                        "too far twice, far from each other",
                        List.of(7L, 8 + FAR, 9 + 3 * FAR),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        1,
                        7),
                new Case(
                        "far back, then confirmed",
                        List.of(2 * FAR, 5L, 6L, 7L),
                        List.of(NEXT, QUARANTINED, RESET, NEXT),
                        1,
                        7),
                new Case(
                        "far back, then dropped",
                        List.of(2 * FAR, 5L, 2 * FAR + 1, 6L),
                        List.of(NEXT, QUARANTINED, NEXT, QUARANTINED),
                        1,
                        2 * FAR + 1),
                new Case(
                        "far back twice, falling",
                        List.of(2 * FAR, 6L, 5L),
                        List.of(NEXT, QUARANTINED, QUARANTINED),
                        1,
                        2 * FAR),
                new Case("below zero", List.of(7L, -1L, -2L), List.of(NEXT, QUARANTINED, QUARANTINED), 1, 7),
                new Case(
                        "least and greatest",
                        List.of(Long.MAX_VALUE, Long.MIN_VALUE, 7L, Long.MAX_VALUE, Long.MAX_VALUE - 1, 8L),
                        List.of(QUARANTINED, QUARANTINED, NEXT, QUARANTINED, QUARANTINED, NEXT),
                        1,
                        8),
                new Case("zero", List.of(0L, 1L), List.of(NEXT, NEXT), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldJudgeEachIdWhenItComes(Case each) {
        TradeCoverage coverage = new TradeCoverage();
        List<Verdict> verdicts = new ArrayList<>();

        each.ids().forEach(id -> verdicts.add(coverage.onTrade(id, false)));

        assertEquals(each.verdicts(), verdicts);
        assertEquals(each.intervals(), coverage.intervals());
        assertEquals(each.head(), coverage.head());
    }

    @Test
    void shouldNameTheMissingIdsWhenAGapIsFound() {
        TradeCoverage coverage = covered(7);

        coverage.onTrade(11, false);

        assertEquals(List.of(8L, 10L), List.of(coverage.gapFirst(), coverage.gapLast()));
    }

    @Test
    void shouldBeOpenUntilTheFirstTrade() {
        TradeCoverage coverage = new TradeCoverage();

        boolean wasOpen = coverage.isOpen();
        coverage.onTrade(7, false);

        assertTrue(wasOpen);
        assertFalse(coverage.isOpen());
    }

    @Test
    void shouldCloseWithoutLossWhenTheNextIdFollowsADisconnect() {
        TradeCoverage coverage = covered(7);
        coverage.open();

        Verdict verdict = coverage.onTrade(8, false);

        assertEquals(NEXT, verdict);
        assertFalse(coverage.isOpen());
    }

    @Test
    void shouldCloseWithAGapWhenALaterIdFollowsADisconnect() {
        TradeCoverage coverage = covered(7);
        coverage.open();

        Verdict verdict = coverage.onTrade(9, false);

        assertEquals(AFTER_GAP, verdict);
        assertFalse(coverage.isOpen());
    }

    @Test
    void shouldStayOpenWhenWhatFollowsADisconnectSaysNothingOfTheHead() {
        TradeCoverage coverage = covered(7);
        coverage.onTrade(9, false);
        coverage.open();

        List<Verdict> verdicts = List.of(
                coverage.onTrade(9, false),
                coverage.onTrade(3, false),
                coverage.onTrade(8, false),
                coverage.onTrade(20 + 2 * FAR, false));

        assertEquals(List.of(DUPLICATE, DUPLICATE, FILLS_GAP, QUARANTINED), verdicts);
        assertTrue(coverage.isOpen());
    }

    @Test
    void shouldForgetTheOldestIntervalWhenThereAreTooMany() {
        TradeCoverage coverage = new TradeCoverage();
        for (int i = 0; i <= TradeCoverage.INTERVALS_MAX; i++) {
            coverage.onTrade(2L * i, false);
        }

        List<Verdict> verdicts =
                List.of(coverage.onTrade(0, false), coverage.onTrade(1, false), coverage.onTrade(3, false));

        assertEquals(List.of(DUPLICATE, DUPLICATE, FILLS_GAP), verdicts);
        assertEquals(TradeCoverage.INTERVALS_MAX - 1, coverage.intervals());
    }

    @Test
    void shouldLeaveAHoleWhenThereIsNoRoomForAnotherInterval() {
        TradeCoverage coverage = new TradeCoverage();
        for (int i = 0; i < TradeCoverage.INTERVALS_MAX; i++) {
            coverage.onTrade(10L * i, false);
        }

        List<Verdict> verdicts =
                List.of(coverage.onTrade(15, false), coverage.onTrade(15, false), coverage.onTrade(11, false));

        assertEquals(List.of(DUPLICATE, DUPLICATE, FILLS_GAP), verdicts);
        assertEquals(TradeCoverage.INTERVALS_MAX, coverage.intervals());
    }

    @Test
    void shouldCountAnewWhenOldIdsComeWithNewerTrades() {
        TradeCoverage coverage = covered(1_000);
        coverage.onTrade(1_001, true);

        List<Verdict> verdicts =
                List.of(coverage.onTrade(1_000, true), coverage.onTrade(1_001, true), coverage.onTrade(1_002, true));

        assertEquals(List.of(QUARANTINED, RESET, NEXT), verdicts);
        assertEquals(1, coverage.intervals());
    }

    @Test
    void shouldCountAnewWhenIdsBeforeTheFirstComeWithNewerTrades() {
        TradeCoverage coverage = covered(1_000);

        List<Verdict> verdicts = List.of(coverage.onTrade(1, true), coverage.onTrade(2, true));

        assertEquals(List.of(QUARANTINED, RESET), verdicts);
        assertEquals(2, coverage.head());
    }

    @Test
    void shouldGoOnWhenOneOldIdCameWithANewerTrade() {
        TradeCoverage coverage = covered(1_000);

        List<Verdict> verdicts =
                List.of(coverage.onTrade(1, true), coverage.onTrade(1_001, true), coverage.onTrade(2, true));

        assertEquals(List.of(QUARANTINED, NEXT, QUARANTINED), verdicts);
        assertEquals(1_001, coverage.head());
    }

    @Test
    void shouldStayOpenWhenTradesAreFetched() {
        TradeCoverage coverage = covered(7);
        coverage.onTrade(10, true);
        coverage.open();

        List<Verdict> verdicts = List.of(coverage.onBackFilled(8), coverage.onBackFilled(9), coverage.onBackFilled(11));

        assertEquals(List.of(FILLS_GAP, FILLS_GAP, NEXT), verdicts);
        assertTrue(coverage.isOpen());
        assertEquals(1, coverage.intervals());
    }

    @Test
    void shouldStayClosedWhenAGapIsFilledByFetching() {
        TradeCoverage coverage = covered(7);
        coverage.onTrade(9, true);

        coverage.onBackFilled(8);

        assertFalse(coverage.isOpen());
    }

    private static TradeCoverage covered(long id) {
        TradeCoverage coverage = new TradeCoverage();
        coverage.onTrade(id, false);
        return coverage;
    }
}
