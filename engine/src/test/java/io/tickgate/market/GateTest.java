package io.tickgate.market;

import static io.tickgate.market.MarketHarness.INSTRUMENT;
import static io.tickgate.market.MarketHarness.MARKET;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a gate opens and closes, for which reason, since when. */
class GateTest {
    @Test
    void shouldSayWhyItIsClosedAsSoonAsTheMarketIsDefined() {
        MarketHarness harness = new MarketHarness().start().defineHealth(3 * S, 10 * S, 30 * S);
        harness.defineStream(1, INSTRUMENT);

        harness.at(5 * S).defineMarket(MARKET, rule -> {});

        assertEquals(List.of("gate m1 PRICE_FEED_STALE since 5s"), harness.take());
    }

    @ParameterizedTest
    @EnumSource(
            value = GateReason.class,
            names = {"JOURNAL", "DISK", "DEAD_MAN", "CLOCK", "FOLLOWER", "REPLICATION"})
    void shouldCloseAndOpenWithACondition(GateReason reason) {
        MarketHarness harness = MarketHarness.open();

        harness.at(41 * S)
                .condition(reason, true)
                .bet()
                .at(42 * S)
                .condition(reason, false)
                .bet();

        assertEquals(
                List.of(
                        "gate m1 " + reason + " since 41s",
                        "refused b1 GATE_CLOSED " + reason + " since 41s",
                        "gate m1 OPEN since 42s",
                        "accepted b2 v1 ref t41"),
                harness.take());
    }

    @Test
    void shouldShowTheWorstReasonWhenSeveralHold() {
        MarketHarness harness = MarketHarness.open();

        harness.feedEvent(FeedEventFlyweight.LOST)
                .at(41 * S)
                .condition(GateReason.REPLICATION, true)
                .at(42 * S)
                .condition(GateReason.DISK, true)
                .condition(GateReason.CLOCK, true)
                .at(51 * S)
                .clock()
                .condition(GateReason.DISK, false)
                .condition(GateReason.REPLICATION, false)
                .at(52 * S)
                .condition(GateReason.CLOCK, false);

        assertEquals(
                List.of(
                        "gate m1 SETTLEMENT_COVERAGE since 40s",
                        "gate m1 REPLICATION since 41s",
                        "gate m1 DISK since 42s",
                        "health s1 HEALTHY->DEGRADED since 43s+1",
                        "health s1 DEGRADED->CRITICAL since 50s+1",
                        "gate m1 CLOCK since 51s",
                        "gate m1 PRICE_FEED_STALE since 52s"),
                harness.take());
    }

    @Test
    void shouldSayNothingWhenAConditionComesTwiceOrGoesUnseen() {
        MarketHarness harness = MarketHarness.open();

        harness.condition(GateReason.DISK, true)
                .condition(GateReason.DISK, true)
                .condition(GateReason.CLOCK, false)
                .condition(GateReason.DISK, false)
                .condition(GateReason.DISK, false);

        assertEquals(List.of("gate m1 DISK since 40s", "gate m1 OPEN since 40s"), harness.take());
    }

    @Test
    void shouldForgetConditionsWhenTheEngineStartsAgain() {
        MarketHarness harness = MarketHarness.open().condition(GateReason.DISK, true);
        harness.take();

        harness.at(41 * S).start();

        assertEquals(
                List.of("health s1 HEALTHY->CRITICAL since 41s", "gate m1 PRICE_FEED_STALE since 41s"), harness.take());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 9, 10, 31, 32, 33, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldStopWhenAConditionIsNoneOfANode(int reasonCode) {
        MarketHarness harness = MarketHarness.open();
        UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(ConditionFlyweight.LENGTH));
        new ConditionFlyweight().wrap(record).set(harness.now(), GateReason.DISK, true);
        record.putInt(40, reasonCode);

        IllegalStateException stop =
                assertThrows(IllegalStateException.class, () -> harness.feed(record, ConditionFlyweight.LENGTH));

        assertTrue(stop.getMessage().contains("condition " + reasonCode), stop.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {FeedEventFlyweight.LOST, FeedEventFlyweight.STALLED})
    void shouldStayClosedFromALostConnectionUntilTheNextTrade(int event) {
        MarketHarness harness = MarketHarness.open();

        harness.feedEvent(event)
                .at(41 * S)
                .feedEvent(FeedEventFlyweight.CONNECTED)
                .feedEvent(FeedEventFlyweight.SUBSCRIBED)
                .trade(41)
                .bet()
                .at(42 * S)
                .trade(45)
                .bet()
                .at(44 * S)
                .clock();

        assertEquals(
                List.of(
                        "gate m1 SETTLEMENT_COVERAGE since 40s",
                        "refused b1 GATE_CLOSED SETTLEMENT_COVERAGE since 40s",
                        "gate m1 OPEN since 42s",
                        "accepted b2 v1 ref t45",
                        "gap s1 42..44 after 40s before 42s"),
                harness.take());
    }

    @Test
    void shouldStayClosedWhenOnlyFetchedTradesFollowALostConnection() {
        MarketHarness harness = MarketHarness.open().feedEvent(FeedEventFlyweight.LOST);
        harness.take();

        harness.at(41 * S).backFilled(42, 42).bet();

        assertEquals(List.of("refused b1 GATE_CLOSED SETTLEMENT_COVERAGE since 40s"), harness.take());
    }

    @Test
    void shouldStayOpenWhenAGapIsFoundWhileConnected() {
        MarketHarness harness = MarketHarness.open();

        harness.trade(44).trade(42).at(42 * S).bet();

        assertEquals(List.of("gap s1 43..43 after 40s before 40s", "accepted b1 v1 ref t44"), harness.take());
    }

    @Test
    void shouldStayClosedWhenTheVenueSeemsToCountAnewUntilThatIsSure() {
        MarketHarness harness = MarketHarness.open().feedEvent(FeedEventFlyweight.LOST);
        harness.take();

        harness.at(41 * S).trade(5).bet().at(41 * S + 1).trade(6).bet();

        assertEquals(
                List.of(
                        "refused b1 GATE_CLOSED SETTLEMENT_COVERAGE since 40s",
                        "gap s1 42..? after 40s before 41s+1",
                        "gate m1 OPEN since 41s+1",
                        "accepted b2 v1 ref t6"),
                harness.take());
    }

    @Test
    void shouldTakeNoBetsWhenTheMarketIsRetiredAndTakeThemAgainWhenItIsBack() {
        MarketHarness harness = MarketHarness.open();

        harness.defineMarket(MARKET, rule -> rule.version(2).retired(1))
                .condition(GateReason.JOURNAL, true)
                .bet()
                .condition(GateReason.JOURNAL, false)
                .at(41 * S)
                .defineMarket(MARKET, rule -> rule.version(3))
                .bet();

        assertEquals(
                List.of(
                        "gate m1 MARKET_RETIRED since 40s",
                        "refused b1 UNKNOWN_MARKET",
                        "gate m1 OPEN since 41s",
                        "accepted b2 v3 ref t41"),
                harness.take());
    }

    @Test
    void shouldJudgeAnewWhenTheMarketIsSettledByAnotherStream() {
        MarketHarness harness = MarketHarness.open().bet();
        harness.mapStream(2, INSTRUMENT, false);
        harness.take();

        harness.defineMarket(MARKET, rule -> rule.version(2).settlementStreamId(2))
                .bet();
        List<String> moved = harness.take();
        harness.at(41 * S).trade(42).trade(900, trade -> trade.streamId(2));

        assertEquals(
                List.of("gate m1 PRICE_FEED_STALE since 40s", "refused b2 GATE_CLOSED PRICE_FEED_STALE since 40s"),
                moved);
        assertEquals(
                List.of(
                        "health s2 CRITICAL->RECOVERING since 41s until 71s",
                        "gate m1 PRICE_FEED_STALE since 40s opens 71s"),
                harness.take());
    }

    @Test
    void shouldCloseEveryMarketOfTheStreamAndNoOther() {
        MarketHarness harness = MarketHarness.open().defineStream(2, 2);
        harness.defineMarket(2, rule -> {})
                .defineMarket(3, rule -> rule.settlementStreamId(2).instrumentId(2));
        harness.take();

        harness.at(51 * S).trade(7, trade -> trade.streamId(2));

        assertEquals(
                List.of("m1", "m2", "m3"),
                harness.take().stream()
                        .filter(line -> line.startsWith("gate"))
                        .map(line -> line.substring(5, 7))
                        .toList());
    }

    @Test
    void shouldShowTheOtherStreamWhenTheFirstIsRetired() {
        MarketHarness harness = MarketHarness.open().mapStream(2, INSTRUMENT, false);
        harness.trade(42).trade(7, trade -> trade.streamId(2).priceE8(5));
        List<String> before = harness.prices();
        harness.take();

        harness.mapStream(1, INSTRUMENT, true)
                .trade(43)
                .trade(8, trade -> trade.streamId(2).priceE8(5));

        assertEquals("price i1 t42 6000000000000 bid 0 HEALTHY", before.get(before.size() - 1));
        assertEquals(List.of("price i1 t7 5 bid 0 RECOVERING", "price i1 t8 5 bid 0 RECOVERING"), harness.prices());
    }

    @Test
    void shouldNameTheStreamWhenATickComesBeforeItsDefinition() {
        MarketHarness harness = MarketHarness.started();

        IntStream.of(0, 2, -1, Integer.MAX_VALUE)
                .forEach(streamId -> assertThrows(
                        IllegalStateException.class, () -> harness.trade(1, trade -> trade.streamId(streamId))));
    }
}
