package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;
import static io.tickgate.market.MarketHarness.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Health of a stream at its exact edges: what it is at a time, since when, and what refreshes it. */
class HealthTest {
    @ParameterizedTest
    @CsvSource({
        "2999999999, nothing",
        "3000000000, nothing",
        "3000000001, health s1 HEALTHY->DEGRADED since 43s+1",
        "9999999999, health s1 HEALTHY->DEGRADED since 43s+1",
        "10000000000, health s1 HEALTHY->DEGRADED since 43s+1",
    })
    void shouldDegradeOneNanosecondAfterThreeSecondsWithoutTick(long ageNs, String last) {
        MarketHarness harness = MarketHarness.open();

        harness.at(40 * S + ageNs).clock();

        assertEquals(last, harness.takeLast());
    }

    @Test
    void shouldShowEachTransitionAtItsExactTimeWhenOneLateRecordRevealsThem() {
        MarketHarness harness = MarketHarness.open();

        harness.at(40 * S + 10 * S + 1).clock();

        assertEquals(
                List.of(
                        "health s1 HEALTHY->DEGRADED since 43s+1",
                        "health s1 DEGRADED->CRITICAL since 50s+1",
                        "gate m1 PRICE_FEED_STALE since 50s+1"),
                harness.take());
    }

    @Test
    void shouldRevealTransitionsOfSeveralStreamsInTheOrderOfTheirTimes() {
        MarketHarness harness = MarketHarness.open().defineStream(2, 2);
        for (int second = 40; second <= 80; second++) {
            harness.at(second * S).trade(second + 2);
            harness.at(second * S + 5).trade(second + 2, trade -> trade.streamId(2));
        }
        harness.take();

        harness.at(200 * S).clock();

        assertEquals(
                List.of(
                        "health s1 HEALTHY->DEGRADED since 83s+1",
                        "health s2 HEALTHY->DEGRADED since 83s+6",
                        "health s1 DEGRADED->CRITICAL since 90s+1",
                        "gate m1 PRICE_FEED_STALE since 90s+1",
                        "health s2 DEGRADED->CRITICAL since 90s+6"),
                harness.take());
    }

    @Test
    void shouldFindCriticalWhenTheFirstTickComesAfterAPause() {
        MarketHarness harness = MarketHarness.open();

        harness.at(52 * S).trade(42);

        assertEquals(
                List.of(
                        "health s1 HEALTHY->DEGRADED since 43s+1",
                        "health s1 DEGRADED->CRITICAL since 50s+1",
                        "gate m1 PRICE_FEED_STALE since 50s+1",
                        "health s1 CRITICAL->RECOVERING since 52s until 82s",
                        "gate m1 PRICE_FEED_STALE since 50s+1 opens 82s"),
                harness.take());
    }

    @Test
    void shouldRefuseTheBetWhenItIsTheFirstRecordAfterAPause() {
        MarketHarness harness = MarketHarness.open();

        harness.at(52 * S).bet();

        assertEquals("refused b1 GATE_CLOSED PRICE_FEED_STALE since 50s+1", harness.takeLast());
    }

    @ParameterizedTest
    @CsvSource({"29999999999, false", "30000000000, true"})
    void shouldOpenExactlyWhenRecoveryHasPassed(long afterNs, boolean isOpen) {
        MarketHarness harness = MarketHarness.started();
        for (long at = 0; at < afterNs; at += 2 * S) {
            harness.at(at).trade(at / (2 * S) + 1);
        }

        harness.at(afterNs).clock();

        assertEquals(
                isOpen ? "gate m1 OPEN since 30s" : "gate m1 PRICE_FEED_STALE since 0s opens 30s", harness.takeLast());
    }

    @Test
    void shouldStartRecoveryAnewWhenOneInstantWasUnhealthyEvenIfNoRecordFellIntoIt() {
        MarketHarness harness = MarketHarness.started();
        harness.at(0).trade(1);
        harness.take();

        // Received 1 ns too late: the stream was unhealthy for that instant alone.
        harness.at(3 * S + 1).trade(2);

        assertEquals(
                List.of(
                        "health s1 RECOVERING->CRITICAL since 3s+1",
                        "gate m1 PRICE_FEED_STALE since 0s",
                        "health s1 CRITICAL->RECOVERING since 3s+1 until 33s+1",
                        "gate m1 PRICE_FEED_STALE since 0s opens 33s+1"),
                harness.take());
    }

    @Test
    void shouldKeepRecoveringWhenTicksAreExactlyThreeSecondsApart() {
        MarketHarness harness = MarketHarness.started();
        for (int i = 0; i <= 10; i++) {
            harness.at(i * 3L * S).trade(i + 1);
        }

        assertEquals(List.of("health s1 RECOVERING->HEALTHY since 30s", "gate m1 OPEN since 30s"), lastTwo(harness));
    }

    private static List<String> lastTwo(MarketHarness harness) {
        List<String> all = harness.take();
        return all.subList(all.size() - 2, all.size());
    }

    @Test
    void shouldBeCriticalWhenRecoveryEndsAtTheInstantThatIsTooOld() {
        MarketHarness harness = MarketHarness.started().defineHealth(3 * S, 10 * S, 3 * S + 1);
        harness.at(0).trade(1);
        harness.take();

        harness.at(3 * S + 1).clock();

        assertEquals("health s1 RECOVERING->CRITICAL since 3s+1", harness.take().get(0));
    }

    @Test
    void shouldBeHealthyWithTheNextInstantWhenThereIsNoRecovery() {
        MarketHarness harness = MarketHarness.started().defineHealth(3 * S, 10 * S, 0);

        harness.at(0).trade(1).bet().at(1).bet();

        assertEquals(
                List.of(
                        "health s1 CRITICAL->RECOVERING since 0s until 0s",
                        "gate m1 PRICE_FEED_STALE since 0s opens 0s",
                        "refused b1 GATE_CLOSED PRICE_FEED_STALE since 0s",
                        "health s1 RECOVERING->HEALTHY since 0s",
                        "gate m1 OPEN since 0s",
                        "accepted b2 v1 ref t1"),
                harness.take());
    }

    @Test
    void shouldCountAgeFromTheReceiveTimeWhenItLiesBeforeMarketTime() {
        MarketHarness harness = MarketHarness.open();
        harness.at(42 * S).clock().at(41 * S).trade(42);

        harness.at(44 * S).clock().at(44 * S + 1).clock();

        assertEquals(List.of("health s1 HEALTHY->DEGRADED since 44s+1"), harness.take());
    }

    @ParameterizedTest
    @CsvSource({"53000000000, health s1 CRITICAL->RECOVERING since 53s until 83s", "53000000001, none"})
    void shouldRecoverOnlyWhenTheLateTickIsYoungEnough(long nowNs, String health) {
        MarketHarness harness = MarketHarness.open();
        harness.at(nowNs).clock();
        harness.take();

        harness.at(50 * S).trade(42);

        assertEquals(health, harness.take().stream().findFirst().orElse("none"));
    }

    /** Ticks that must never refresh, whatever else they do. */
    static List<Consumer<MarketHarness>> refreshNothing() {
        return List.of(
                harness -> harness.trade(41),
                harness -> harness.trade(7),
                harness -> harness.backFilled(42, 42),
                harness -> harness.noTrade(42),
                harness -> harness.watermark(42, WatermarkFlyweight.HEARTBEAT),
                harness -> harness.trade(42, trade -> trade.flags(RecordFlags.DELAYED)),
                harness -> harness.trade(42, trade -> trade.flags(RecordFlags.DELAYED | RecordFlags.ROUNDED)),
                harness -> harness.trade(42, event(-5 * S - 1)),
                harness -> harness.trade(42, event(5 * S + 1)),
                harness -> harness.trade(42, trade -> trade.eventTimeEpochNs(0)),
                harness -> harness.trade(42, trade -> trade.eventTimeEpochNs(Long.MIN_VALUE)),
                harness -> harness.trade(42, trade -> trade.eventTimeEpochNs(Long.MAX_VALUE)),
                harness -> harness.trade(42 + 1_000_001),
                harness -> harness.trade(Long.MAX_VALUE),
                harness -> harness.trade(Long.MIN_VALUE),
                harness -> harness.trade(-1),
                harness -> harness.quote(9),
                harness -> harness.quote(8),
                harness -> harness.quote(10, quote -> quote.flags(RecordFlags.DELAYED)),
                harness -> harness.quote(10, quote -> quote.eventTimeEpochNs(harness.now() - 5 * S - 1)),
                harness -> harness.trade(42, event(5 * S + 1)).quote(10),
                harness -> harness.trade(42, trade -> trade.flags(RecordFlags.DELAYED))
                        .quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.LOST).quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.STALLED).quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.LOST)
                        .backFilled(42, 42)
                        .quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.UNSUBSCRIBED, 1, MarketHarness.STREAM)
                        .quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 2, MarketHarness.STREAM)
                        .feedEvent(FeedEventFlyweight.LOST, 1, 0)
                        .quote(9),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 2, MarketHarness.STREAM),
                harness -> harness.feedEvent(FeedEventFlyweight.CONNECT_FAILED),
                harness -> harness.feedEvent(FeedEventFlyweight.CONNECTED),
                harness -> harness.feedEvent(FeedEventFlyweight.SUBSCRIBED));
    }

    private static Consumer<TradeFlyweight> event(long aheadNs) {
        return trade -> trade.eventTimeEpochNs(trade.engineTimeEpochNs() + aheadNs);
    }

    @ParameterizedTest
    @MethodSource("refreshNothing")
    void shouldNotRefreshWhenTheTickIsOldRepeatedOrInvalid(Consumer<MarketHarness> tick) {
        MarketHarness harness = MarketHarness.open().quote(9);
        harness.at(42 * S);
        tick.accept(harness);

        harness.at(43 * S + 1).clock();

        assertEquals("health s1 HEALTHY->DEGRADED since 43s+1", harness.takeLast());
    }

    /** Ticks that refresh. */
    static List<Consumer<MarketHarness>> refresh() {
        return List.of(
                harness -> harness.trade(42),
                harness -> harness.trade(50),
                harness -> harness.trade(42, event(-5 * S)),
                harness -> harness.trade(42, event(5 * S)),
                harness -> harness.trade(42, trade -> trade.flags(RecordFlags.ROUNDED | RecordFlags.SIZE_SATURATED)),
                harness -> harness.trade(42, trade -> trade.tradeTimeEpochNs(0)),
                harness -> harness.trade(41 + 1_000_000),
                harness -> harness.quote(10),
                harness -> harness.quote(RecordFlyweight.ABSENT),
                harness -> harness.quote(10, quote -> quote.eventTimeEpochNs(harness.now() - 5 * S)),
                harness -> harness.quote(10, quote -> quote.eventTimeEpochNs(harness.now() + 5 * S)),
                harness -> harness.trade(41).quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.CONNECTED).quote(10),
                harness -> harness.backFilled(42, 42).quote(10),
                harness -> harness.backFilled(40, 40, trade -> trade.engineTimeEpochNs(1))
                        .quote(10),
                harness -> harness.backFilled(42, 42).trade(43),
                harness -> harness.feedEvent(FeedEventFlyweight.LOST, 9, 0).quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 2, MarketHarness.STREAM)
                        .feedEvent(FeedEventFlyweight.LOST, 1, 0)
                        .quote(10),
                harness -> harness.feedEvent(FeedEventFlyweight.LOST).trade(42).quote(3));
    }

    @ParameterizedTest
    @MethodSource("refresh")
    void shouldRefreshWhenTheTickIsNewAndNear(Consumer<MarketHarness> tick) {
        MarketHarness harness = MarketHarness.open().quote(9);
        harness.at(42 * S);
        tick.accept(harness);

        harness.at(45 * S).clock();
        long before = harness.take().stream()
                .filter(line -> line.startsWith("health"))
                .count();
        harness.at(45 * S + 1).clock();

        assertEquals(0, before);
        assertEquals("health s1 HEALTHY->DEGRADED since 45s+1", harness.takeLast());
    }

    @Test
    void shouldReturnFromDegradedWithTheFirstFreshTick() {
        MarketHarness harness = MarketHarness.open();

        harness.at(47 * S).trade(42).bet();

        assertEquals(
                List.of(
                        "health s1 HEALTHY->DEGRADED since 43s+1",
                        "health s1 DEGRADED->HEALTHY since 47s",
                        "accepted b1 v1 ref t42"),
                harness.take());
    }

    @Test
    void shouldStayDegradedWhenTheTickIsItselfOlderThanThreeSeconds() {
        MarketHarness harness = MarketHarness.open();
        harness.at(47 * S).clock();
        harness.take();

        harness.at(43 * S).trade(42).at(53 * S).clock().at(53 * S + 1).clock();

        assertEquals(
                List.of("health s1 DEGRADED->CRITICAL since 53s+1", "gate m1 PRICE_FEED_STALE since 53s+1"),
                harness.take());
    }

    @Test
    void shouldBeCriticalWithCoverageOpenWhenTheEngineStartsAgain() {
        MarketHarness harness = MarketHarness.open();
        harness.take();

        harness.at(41 * S).start().bet();
        for (int i = 0; i <= 15; i++) {
            // Dated quotes alone bring health back; without a trade nobody knows what was missed.
            harness.at((41 + 2L * i) * S).quote(10 + i, quote -> quote.eventTimeEpochNs(harness.now()));
        }
        harness.bet().trade(42).bet();

        assertEquals(
                List.of(
                        "health s1 HEALTHY->CRITICAL since 41s",
                        "gate m1 PRICE_FEED_STALE since 41s",
                        "refused b1 GATE_CLOSED PRICE_FEED_STALE since 41s",
                        "health s1 CRITICAL->RECOVERING since 41s until 71s",
                        "gate m1 PRICE_FEED_STALE since 41s opens 71s",
                        "health s1 RECOVERING->HEALTHY since 71s",
                        "gate m1 SETTLEMENT_COVERAGE since 71s",
                        "refused b2 GATE_CLOSED SETTLEMENT_COVERAGE since 71s",
                        "gate m1 OPEN since 71s",
                        "accepted b3 v1 ref t42"),
                harness.take());
    }

    /** The first tick after a start may have waited: what came before the start must not lend it its youth. */
    @ParameterizedTest
    @CsvSource({"38000000000, health s1 CRITICAL->RECOVERING since 41s until 71s", "37999999999, none"})
    void shouldJudgeTheFirstTickAfterAStartByItsOwnAge(long receivedNs, String health) {
        MarketHarness harness = MarketHarness.open();
        harness.at(41 * S).start();
        harness.take();

        harness.at(receivedNs).trade(42);

        assertEquals(
                health,
                harness.take().stream()
                        .filter(said -> said.startsWith("health"))
                        .findFirst()
                        .orElse("none"));
    }

    @Test
    void shouldNotTrustQuotesWithoutTimeUntilADatedTickWhenTheEngineStartedAgain() {
        MarketHarness harness = MarketHarness.open().quote(9);
        harness.at(41 * S).start();
        harness.take();

        harness.quote(10).quote(11);

        assertEquals(List.of(), harness.take());
    }

    @Test
    void shouldLeaveTimeAloneWhenARecordIsOlder() {
        MarketHarness harness = MarketHarness.open();

        harness.at(20 * S).clock();

        assertEquals(T0 + 40 * S, harness.market().marketTimeEpochNs());
    }

    @Test
    void shouldSurviveTheEndOfTime() {
        MarketHarness harness = MarketHarness.open();

        harness.at(Long.MAX_VALUE - T0).clock().bet();

        assertEquals("refused b1 GATE_CLOSED PRICE_FEED_STALE since 50s+1", harness.takeLast());
    }
}
