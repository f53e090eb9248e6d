package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stream is shown when venues fall silent, cannot be reached and come back; at the exact edges. */
class FailoverTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int THIRD = 3;

    private final MarketHarness harness = new MarketHarness();
    private final long[] tradeIds = new long[4];

    /** Three venues; each second from 0 to 40 s a trade of each, the price telling the stream. */
    private MarketHarness running() {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        for (int stream = FIRST; stream <= THIRD; stream++) {
            harness.defineVenueStream(stream, 1, stream, StreamFlyweight.TRADES);
        }
        harness.defineSource(1, SourceFlyweight.FAILOVER, 1);
        tick(0, 40, FIRST, SECOND, THIRD);
        harness.take();
        return harness;
    }

    /** Trades of the streams in each second of a range. */
    private void tick(int fromSecond, int toSecond, int... streams) {
        for (int second = fromSecond; second <= toSecond; second++) {
            harness.at(second * S);
            for (int stream : streams) {
                trade(stream);
            }
        }
    }

    private void trade(int stream) {
        harness.trade(++tradeIds[stream], trade -> trade.streamId(stream).priceE8(PRICE + stream));
    }

    private List<String> changes() {
        return harness.take().stream().filter(line -> line.startsWith("source")).toList();
    }

    private String shown() {
        PriceChangedFlyweight shown = harness.shown();
        boolean isPolled = (shown.marks() & PriceChangedFlyweight.POLLED) != 0;
        return "s" + shown.streamId() + " " + (shown.priceE8() - PRICE) + " " + HealthState.of(shown.healthCode())
                + (isPolled ? " polled" : "");
    }

    @Test
    void shouldShowThePreferredStreamAndSayNothingWhileItDelivers() {
        running();

        tick(41, 200, FIRST, SECOND, THIRD);

        assertEquals(List.of(), changes());
        assertEquals("s1 1 HEALTHY", shown());
    }

    @ParameterizedTest
    @CsvSource({"-1, s1 1 CRITICAL", "0, s2 2 HEALTHY", "1, s2 2 HEALTHY"})
    void shouldShowTheNextStreamAfterThirtySecondsOfSilence(long offsetNs, String expected) {
        running();
        tick(41, 69, SECOND, THIRD);

        harness.at(70 * S + offsetNs).clock();

        assertEquals(expected, shown());
    }

    @Test
    void shouldTellTheExactTimeWhenALateRecordRevealsTheSilence() {
        running();
        tick(41, 69, SECOND, THIRD);

        harness.at(72 * S).clock();

        assertEquals(List.of("source i1 s1->s2 SILENT at 70s"), changes());
    }

    @Test
    void shouldCountSilenceFromTheNewestRefreshingTickWhenTheVenueRepeatsOldData() {
        running();

        for (int second = 41; second <= 70; second++) {
            harness.at(second * S);
            harness.trade(++tradeIds[FIRST], trade -> trade.eventTimeEpochNs(harness.now() - 6 * S));
            trade(SECOND);
        }

        assertEquals(List.of("source i1 s1->s2 SILENT at 70s"), changes());
    }

    @Test
    void shouldSkipAStreamThatIsCriticalItself() {
        running();
        tick(41, 59, THIRD);
        tick(60, 70, THIRD);

        assertEquals(List.of("source i1 s1->s3 SILENT at 70s"), changes());
    }

    @Test
    void shouldShowARecoveringStreamWithItsOwnHealthWhenNoBetterOneLives() {
        running();

        harness.at(75 * S).clock();
        harness.at(76 * S);
        trade(SECOND);

        assertEquals(List.of("source i1 s1->s2 SILENT at 76s"), changes());
        assertEquals("s2 2 RECOVERING", shown());
    }

    @ParameterizedTest
    @CsvSource({"-1, s2 2 HEALTHY", "0, s1 1 HEALTHY", "1, s1 1 HEALTHY"})
    void shouldReturnAfterAMinuteOfFreshnessWithoutABreak(long offsetNs, String expected) {
        running();
        tick(41, 99, SECOND);
        tick(100, 159, FIRST, SECOND);

        harness.at(160 * S + offsetNs).clock();

        assertEquals(expected, shown());
    }

    @Test
    void shouldStartTheMinuteAnewWhenOneInstantWasTooOld() {
        running();
        tick(41, 99, SECOND);
        tick(100, 140, FIRST, SECOND);
        tick(141, 143, SECOND);
        harness.at(143 * S + 1);
        trade(FIRST);
        tick(144, 203, FIRST, SECOND);
        harness.take();

        harness.at(203 * S + 1).clock();

        assertEquals(List.of("source i1 s2->s1 RETURNED at 203s+1"), changes());
    }

    @Test
    void shouldCountTheMinuteFromBeingLeftWhenTheStreamStayedFresh() {
        running();
        harness.feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED);
        harness.feedEvent(1, FeedEventFlyweight.CONNECTED);
        tick(41, 100, FIRST, SECOND);

        assertEquals(
                List.of("source i1 s1->s2 CONNECT_FAILURES at 40s", "source i1 s2->s1 RETURNED at 100s"), changes());
    }

    @ParameterizedTest
    @CsvSource({"2, s1", "3, s2"})
    void shouldShowTheNextStreamAfterThreeFailedConnects(int failures, String expected) {
        running();

        for (int i = 0; i < failures; i++) {
            harness.feedEvent(1, FeedEventFlyweight.CONNECT_FAILED);
        }

        assertEquals(expected, shown().substring(0, 2));
    }

    @Test
    void shouldNotCountFailedConnectsWhileAnotherConnectionIsOpenOrBeforeOneWas() {
        running();
        harness.feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECTED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED)
                .feedEvent(1, FeedEventFlyweight.CONNECT_FAILED);
        List<String> whileOpen = changes();

        harness.feedEvent(1, FeedEventFlyweight.LOST);

        assertEquals(List.of(), whileOpen);
        assertEquals(List.of("source i1 s1->s2 CONNECT_FAILURES at 40s"), changes());
    }

    @Test
    void shouldNotGoToAVenueThatIsDownItself() {
        running();

        for (int venue = 2; venue >= 1; venue--) {
            for (int i = 0; i < 3; i++) {
                harness.feedEvent(venue, FeedEventFlyweight.CONNECT_FAILED);
            }
        }

        assertEquals("s3", shown().substring(0, 2));
    }

    @Test
    void shouldStayWhenItDeliversAgainBeforeTheNextOneLives() {
        running();

        harness.at(75 * S);
        trade(FIRST);
        tick(76, 80, FIRST, SECOND);

        assertEquals(List.of(), changes());
        assertEquals("s1 1 RECOVERING", shown());
    }

    @Test
    void shouldNotCallAStreamSilentWhileTheEngineWasDown() {
        running();

        harness.at(1_000 * S).start();
        harness.at(1_001 * S);
        trade(SECOND);
        harness.at(1_002 * S);
        trade(FIRST);

        assertEquals(List.of(), changes());
        assertEquals("s1 1 RECOVERING", shown());
    }

    @Test
    void shouldKeepTheLastPriceWithGrowingAgeWhenAllVenuesAreGone() {
        running();

        harness.at(40 * S + 500 * S).clock();

        assertEquals("s1 1 CRITICAL", shown());
        assertEquals(MarketHarness.T0 + 40 * S, harness.shown().refreshedEpochNs());
    }

    @Test
    void shouldShowAPolledPriceOnlyWhenNoStreamLivesAndTheShownOneIsGivenUp() {
        running();
        harness.at(55 * S).price(SECOND, PRICE + 20, price -> price.flags(RecordFlags.POLLED));
        String early = shown();

        harness.at(70 * S).clock();

        assertEquals("s1 1 CRITICAL", early);
        assertEquals("s2 20 CRITICAL polled", shown());
        assertEquals(List.of("source i1 s1->s2 POLLED at 70s"), changes());
    }

    @ParameterizedTest
    @CsvSource({"60, s1 10 CRITICAL polled", "61, s1 1 CRITICAL"})
    void shouldTakeAPolledPriceOfAtMostAMinute(int ageSeconds, String expected) {
        running();
        harness.defineSource(1, SourceFlyweight.FAILOVER, 1, source -> source.silenceNs(80 * S));

        harness.at((120 - ageSeconds) * S).price(FIRST, PRICE + 10, price -> price.flags(RecordFlags.POLLED));
        harness.at(120 * S).clock();

        assertEquals(expected, shown());
    }

    @Test
    void shouldPreferTheFirstVenueThatHasAPolledPriceAndFollowItsNewerOnes() {
        running();
        harness.at(75 * S).price(THIRD, PRICE + 30, price -> price.flags(RecordFlags.POLLED));
        harness.at(76 * S).price(FIRST, PRICE + 10, price -> price.flags(RecordFlags.POLLED));
        harness.at(77 * S).price(THIRD, PRICE + 31, price -> price.flags(RecordFlags.POLLED));
        String first = shown();

        harness.at(80 * S).price(FIRST, PRICE + 11, price -> price.flags(RecordFlags.POLLED));

        assertEquals("s1 10 CRITICAL polled", first);
        assertEquals("s1 11 CRITICAL polled", shown());
        assertEquals(List.of("source i1 s1->s3 POLLED at 75s", "source i1 s3->s1 POLLED at 76s"), changes());
    }

    @Test
    void shouldLeaveThePolledPriceAtOnceWhenAStreamLives() {
        running();
        harness.at(75 * S).price(FIRST, PRICE + 10, price -> price.flags(RecordFlags.POLLED));

        harness.at(76 * S);
        trade(SECOND);

        assertEquals(List.of("source i1 s1->s1 POLLED at 75s", "source i1 s1->s2 RETURNED at 76s"), changes());
        assertEquals("s2 2 RECOVERING", shown());
    }

    @Test
    void shouldNeverRefreshByAPolledPrice() {
        running();

        for (int second = 41; second <= 60; second++) {
            harness.at(second * S).price(FIRST, PRICE, price -> price.flags(RecordFlags.POLLED));
        }

        assertEquals("s1 1 CRITICAL", shown());
    }

    @Test
    void shouldShowAPolledPriceOfAnInstrumentWithOneStream() {
        MarketHarness one = MarketHarness.open();

        one.at(75 * S).price(1, 77, price -> price.flags(RecordFlags.POLLED));

        assertEquals(77, one.shown().priceE8());
        assertEquals(PriceChangedFlyweight.POLLED, one.shown().marks());
        assertEquals(List.of(), one.streamRows());
    }

    @Test
    void shouldRefreshAPricesOnlyStreamByReceipt() {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        harness.defineVenueStream(1, 1, 0, StreamFlyweight.PRICES);

        for (int second = 0; second <= 30; second++) {
            harness.at(second * S).price(1, PRICE + second, price -> {});
        }

        assertEquals("s1 30 HEALTHY", shown());
    }

    @ParameterizedTest
    @CsvSource({"-5000000001, CRITICAL", "-5000000000, RECOVERING", "5000000000, RECOVERING", "5000000001, CRITICAL"})
    void shouldRefreshAPricesOnlyStreamByItsTimeWhenItHasOne(long skewNs, String expected) {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        harness.defineVenueStream(1, 1, 0, StreamFlyweight.PRICES);

        harness.at(10 * S).price(1, PRICE + 1, price -> price.eventTimeEpochNs(harness.now() + skewNs));

        assertEquals("s1 1 " + expected, shown());
    }

    @Test
    void shouldShowAPriceOfATradesStreamOnlyWhileNoNewerTradeIsKnownAndNeverRefreshByIt() {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        harness.defineVenueStream(1, 1, 0, StreamFlyweight.TRADES);
        harness.at(S).price(1, PRICE + 5, price -> price.eventTimeEpochNs(harness.now()));
        String before = shown();
        harness.at(2 * S);
        trade(FIRST);

        harness.at(3 * S).price(1, PRICE + 6, price -> price.eventTimeEpochNs(harness.now() - S - 1));

        assertEquals("s1 5 CRITICAL", before);
        assertEquals("s1 1 RECOVERING", shown());
    }

    @Test
    void shouldKeepWhatIsShownWhenAPreferredStreamIsAddedUntilItWasStable() {
        running();
        harness.defineVenueStream(4, 1, 0, StreamFlyweight.TRADES);
        for (int second = 41; second <= 101; second++) {
            harness.at(second * S);
            harness.trade(second, trade -> trade.streamId(4).priceE8(PRICE + 4));
            trade(FIRST);
        }

        assertEquals(List.of("source i1 s1->s4 RETURNED at 101s"), changes());
    }

    @Test
    void shouldGoToAStreamThatLivesWhenTheOneShownIsRetired() {
        running();

        harness.mapStream(1, 1, true);

        assertEquals(List.of("source i1 s1->s2 DEFINED at 40s"), changes());
        assertEquals("s2 2 HEALTHY", shown());
    }

    @Test
    void shouldTellOfEachStreamWhatItCountsFor() {
        running();
        harness.at(41 * S);
        trade(FIRST);
        trade(SECOND);
        List<String> before = harness.streamRows();
        tick(41, 70, SECOND);

        List<String> last = harness.streamRows();

        assertEquals(
                List.of(
                        "stream s1 " + (PRICE + 1) + " HEALTHY USED weight 1",
                        "stream s2 " + (PRICE + 2) + " HEALTHY STANDBY weight 0"),
                before);
        assertTrue(last.contains("stream s3 " + (PRICE + 3) + " CRITICAL STALE weight 0"), last::toString);
    }

    @Test
    void shouldHaveOtherStatesWhenOnlyWhatIsShownDiffers() {
        running();
        MarketHarness other = new MarketHarness();
        harness.records().forEach(record -> other.feed(new org.agrona.concurrent.UnsafeBuffer(record), record.length));
        String equal = other.market().stateHash();
        String before = harness.market().stateHash();

        harness.price(1, PRICE, price -> price.flags(RecordFlags.POLLED));
        other.price(1, PRICE + 1, price -> price.flags(RecordFlags.POLLED));

        assertEquals(before, equal);
        assertNotEquals(harness.market().stateHash(), other.market().stateHash());
    }
}
