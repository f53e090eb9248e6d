package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;
import static io.tickgate.market.MarketHarness.STREAM;
import static io.tickgate.market.MarketHarness.VENUE;
import static io.tickgate.record.FeedEventFlyweight.ALL_STREAMS;
import static io.tickgate.record.FeedEventFlyweight.CONNECTED;
import static io.tickgate.record.FeedEventFlyweight.CONNECT_FAILED;
import static io.tickgate.record.FeedEventFlyweight.DELIVERING;
import static io.tickgate.record.FeedEventFlyweight.LOST;
import static io.tickgate.record.FeedEventFlyweight.STALLED;
import static io.tickgate.record.FeedEventFlyweight.SUBSCRIBED;
import static io.tickgate.record.FeedEventFlyweight.UNSUBSCRIBED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.WatermarkFlyweight;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections that come, go and overlap do to coverage and gates; and what a market makes of outages, restarts and back-fill. */
class ConnectionsTest {
    private static final String CLOSED = "gate m1 SETTLEMENT_COVERAGE since 40s";

    private record Case(String name, Consumer<MarketHarness> events, boolean isOpenAfter) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each begins with connection 1 delivering and the gate open. */
    static List<Case> cases() {
        return List.of(
                new Case("nothing", harness -> {}, true),
                new Case("lost", harness -> harness.feedEvent(LOST, 1, ALL_STREAMS), false),
                new Case("stalled", harness -> harness.feedEvent(STALLED, 1, ALL_STREAMS), false),
                new Case("stream stalled", harness -> harness.feedEvent(STALLED, 1, STREAM), false),
                new Case("unsubscribed", harness -> harness.feedEvent(UNSUBSCRIBED, 1, STREAM), false),
                new Case("another stream stalled", harness -> harness.feedEvent(STALLED, 1, 2), true),
                new Case("a stream that is unknown", harness -> harness.feedEvent(STALLED, 1, 99), true),
                new Case("a stream that cannot be", harness -> harness.feedEvent(DELIVERING, 1, -1), true),
                new Case("delivering what", harness -> harness.feedEvent(DELIVERING, 2, ALL_STREAMS), true),
                new Case("another connection lost", harness -> harness.feedEvent(LOST, 2, ALL_STREAMS), true),
                new Case("another venue's connection", harness -> harness.feedEvent(9, LOST, 1, ALL_STREAMS), true),
                new Case("another venue's stall", harness -> harness.feedEvent(9, STALLED, 1, STREAM), true),
                new Case("connected only", harness -> harness.feedEvent(CONNECTED, 2, ALL_STREAMS), true),
                new Case("not connected", harness -> harness.feedEvent(CONNECT_FAILED, 2, ALL_STREAMS), true),
                new Case("an event to come", harness -> harness.feedEvent(99, 1, ALL_STREAMS), true),
                new Case(
                        "rotation",
                        harness -> harness.feedEvent(CONNECTED, 2, ALL_STREAMS)
                                .feedEvent(SUBSCRIBED, 2, STREAM)
                                .feedEvent(DELIVERING, 2, STREAM)
                                .feedEvent(LOST, 1, ALL_STREAMS),
                        true),
                new Case(
                        "rotation to one that says nothing",
                        harness -> harness.feedEvent(CONNECTED, 2, ALL_STREAMS)
                                .feedEvent(SUBSCRIBED, 2, STREAM)
                                .feedEvent(LOST, 1, ALL_STREAMS),
                        false),
                new Case(
                        "rotation that failed",
                        harness -> harness.feedEvent(DELIVERING, 2, STREAM).feedEvent(LOST, 2, ALL_STREAMS),
                        true),
                new Case(
                        "both lost",
                        harness -> harness.feedEvent(DELIVERING, 2, STREAM)
                                .feedEvent(LOST, 1, ALL_STREAMS)
                                .feedEvent(LOST, 2, ALL_STREAMS),
                        false),
                new Case(
                        "the first of five is forgotten",
                        harness -> {
                            for (int id = 2; id <= 5; id++) {
                                harness.feedEvent(DELIVERING, id, STREAM);
                            }
                            for (int id = 2; id <= 5; id++) {
                                harness.feedEvent(LOST, id, ALL_STREAMS);
                            }
                        },
                        false),
                new Case(
                        "said twice is once",
                        harness -> harness.feedEvent(DELIVERING, 1, STREAM)
                                .feedEvent(DELIVERING, 1, STREAM)
                                .feedEvent(LOST, 1, ALL_STREAMS),
                        false),
                new Case(
                        "delivering another venue's stream",
                        harness -> harness.feedEvent(9, DELIVERING, 7, STREAM).feedEvent(LOST, 1, ALL_STREAMS),
                        false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeContinuousWhileOneConnectionDelivers(Case each) {
        MarketHarness harness = MarketHarness.open().mapStream(2, 1, false);
        harness.take();

        each.events().accept(harness);

        assertEquals(each.isOpenAfter() ? List.of() : List.of(CLOSED), harness.take());
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 45})
    void shouldOpenTheGateOnlyWithATradeOfAConnectionThatDelivers(long id) {
        MarketHarness harness = MarketHarness.open().feedEvent(STALLED);
        harness.take();

        harness.bareTrade(id);
        List<String> before = harness.take();
        harness.trade(id + 1);

        assertEquals(List.of(), before);
        assertEquals(List.of("gate m1 OPEN since 40s"), harness.take());
    }

    @Test
    void shouldTakeNoQuoteBackWhenOneConnectionTakesOverFromAnother() {
        MarketHarness harness = MarketHarness.open().quote(9);
        harness.feedEvent(DELIVERING, 2, STREAM);
        long before = harness.market().totals().quotes();

        harness.quote(12)
                .quote(11)
                .feedEvent(LOST, 1, ALL_STREAMS)
                .quote(11)
                .quote(12)
                .quote(13);

        assertEquals(before + 2, harness.market().totals().quotes());
    }

    @Test
    void shouldTakeAnyQuoteOfTheNextConnectionWhenTheLastOneIsLost() {
        MarketHarness harness = MarketHarness.open().quote(9);
        long before = harness.market().totals().quotes();

        harness.feedEvent(LOST).quote(3);

        assertEquals(before + 1, harness.market().totals().quotes());
    }

    @Test
    void shouldLeaveNoGapWhenNothingWasTradedDuringAnOutage() {
        MarketHarness harness = MarketHarness.open().feedEvent(LOST);

        for (int second = 100; second <= 140; second++) {
            harness.at(second * S).trade(second - 58);
        }

        assertEquals(0, harness.market().totals().gaps());
        assertEquals("gate m1 OPEN since 130s", lastGate(harness));
    }

    @Test
    void shouldLeaveNoGapWhenNothingWasTradedDuringARestart() {
        MarketHarness harness = MarketHarness.open().at(100 * S).start();

        for (int second = 100; second <= 140; second++) {
            harness.at(second * S).trade(second - 58);
        }

        assertEquals(0, harness.market().totals().gaps());
        assertEquals("gate m1 OPEN since 130s", lastGate(harness));
    }

    private static String lastGate(MarketHarness harness) {
        return harness.take().stream().filter(line -> line.startsWith("gate")).reduce("none", (older, newer) -> newer);
    }

    @Test
    void shouldLeaveNoGapWhenWhatAnOutageCostIsFetched() {
        MarketHarness harness = MarketHarness.open().feedEvent(LOST);
        harness.at(100 * S).trade(102).at(101 * S).trade(103);
        harness.take();
        harness.at(102 * S).clock();
        List<String> confirmed = harness.take();
        List<String> shownBefore = harness.prices();

        harness.at(102 * S + 1).backFilled(42, 42).backFilled(43, 80).backFilled(70, 102);

        assertEquals(List.of("gap s1 42..101 after 40s before 100s"), confirmed);
        assertEquals(List.of("coverage s1 continuous head 103 missing 0"), List.of(last(harness.coverages())));
        assertEquals(List.of("filled s1 42..42", "filled s1 43..80", "filled s1 81..101"), harness.take());
        assertEquals(shownBefore, harness.prices());
        MarketTotals totals = harness.market().totals();
        assertEquals(
                List.of(1L, 60L, 60L, 0L, 3L),
                List.of(
                        totals.gaps(),
                        totals.tradesLost(),
                        totals.tradesFilled(),
                        totals.tradesMissing(),
                        totals.backFilled()));
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    @Test
    void shouldCountTheTimeOfAFetchedTradeAsKnownWhenBetting() {
        MarketHarness harness = MarketHarness.open();

        harness.backFilled(42, 42, trade -> trade.tradeTimeEpochNs(harness.now() + 2 * S))
                .bet();

        assertEquals("refused b1 WINDOW_TOO_SOON", harness.takeLast());
    }

    @Test
    void shouldCloseTheGateWhenTradesThatTheVenueToldOfDoNotCome() {
        MarketHarness harness = MarketHarness.open();

        harness.watermark(43, WatermarkFlyweight.HEARTBEAT)
                .at(42 * S - 1)
                .bet()
                .at(42 * S)
                .bet()
                .trade(44)
                .bet();

        assertEquals(
                List.of(
                        "accepted b1 v1 ref t41",
                        "gap s1 42..43 after 40s",
                        "gate m1 SETTLEMENT_COVERAGE since 42s",
                        "refused b2 GATE_CLOSED SETTLEMENT_COVERAGE since 42s",
                        "gate m1 OPEN since 42s",
                        "accepted b3 v1 ref t44"),
                harness.take());
    }

    @Test
    void shouldConfirmInTheOrderOfTimeAmongStreamsAndHealth() {
        MarketHarness harness = MarketHarness.open().mapStream(2, 1, false);
        harness.at(40 * S + 1).trade(7, trade -> trade.streamId(2));
        harness.at(40 * S + 2).trade(9, trade -> trade.streamId(2)).trade(43);
        harness.at(41 * S).trade(45).take();

        harness.at(44 * S + 1).clock();

        assertEquals(
                List.of(
                        "gap s1 42..42 after 40s before 40s+2",
                        "gap s2 8..8 after 40s+1 before 40s+2",
                        "gap s1 44..44 after 40s+2 before 41s",
                        "health s2 RECOVERING->CRITICAL since 43s+3",
                        "health s1 HEALTHY->DEGRADED since 44s+1"),
                harness.take());
    }

    @ParameterizedTest
    @ValueSource(longs = {42 * S - 1, 42 * S, 42 * S + 1, 90 * S})
    void shouldDecideTheSameWhenTheEngineStopsInTheMidstOfASuspicion(long restartNs) {
        MarketHarness run = MarketHarness.open().trade(45);
        run.watermark(50, WatermarkFlyweight.TICKER);
        run.take();

        run.at(restartNs).start().at(restartNs + S).clock().backFilled(42, 44).trade(51);
        MarketHarness replayed = new MarketHarness();
        run.records().forEach(record -> replayed.feed(new UnsafeBuffer(record), record.length));

        assertEquals(
                List.of("gap s1 42..44 after 40s before 40s", "gap s1 46..50 after 40s"),
                run.take().stream().filter(line -> line.startsWith("gap")).toList());
        assertEquals(run.outputs().size(), replayed.outputs().size());
        for (int i = 0; i < run.outputs().size(); i++) {
            assertArrayEquals(run.outputs().get(i), replayed.outputs().get(i), "output " + i);
        }
        assertEquals(run.market().stateHash(), replayed.market().stateHash());
    }

    @Test
    void shouldTellOfCoverageOnlyWhenItChanges() {
        MarketHarness harness = MarketHarness.open();

        harness.trade(42)
                .trade(45)
                .at(42 * S)
                .trade(46)
                .noTrade(43)
                .feedEvent(VENUE, LOST, 1, ALL_STREAMS)
                .feedEvent(VENUE, LOST, 1, ALL_STREAMS)
                .trade(47);

        assertEquals(
                List.of(
                        "coverage s1 continuous head 45 missing 2",
                        "coverage s1 continuous head 46 missing 1",
                        "coverage s1 open head 46 missing 1"),
                harness.coverages());
    }
}
