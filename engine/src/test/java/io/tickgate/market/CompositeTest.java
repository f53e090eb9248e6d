package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;
import static io.tickgate.market.MarketHarness.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices made from several venues: best bid and offer, and the median with its outliers. */
class CompositeTest {
    private final MarketHarness harness = new MarketHarness();
    private long tradeId;
    private long updateId;

    /** Three venues, healthy at 40 s, each with trades at 1,000 and no quote. */
    private MarketHarness running(int mode, int venuesMin) {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        for (int stream = 1; stream <= 3; stream++) {
            harness.defineVenueStream(stream, 1, stream, StreamFlyweight.TRADES);
        }
        harness.defineSource(1, mode, venuesMin);
        for (int second = 0; second <= 40; second++) {
            harness.at(second * S);
            for (int stream = 1; stream <= 3; stream++) {
                trade(stream, 1_000);
            }
        }
        harness.take();
        return harness;
    }

    private void trade(int stream, long priceE8) {
        harness.trade(++tradeId, trade -> trade.streamId(stream).priceE8(priceE8));
    }

    private void quote(int stream, long bidE8, long askE8) {
        harness.quote(
                ++updateId, quote -> quote.streamId(stream).bid(bidE8, stream).ask(askE8, 10L * stream));
    }

    private List<String> changes() {
        return harness.take().stream().filter(line -> line.startsWith("source")).toList();
    }

    /** Price, best bid and offer each with size and stream, health. */
    private String shown() {
        PriceChangedFlyweight shown = harness.shown();
        return shown.priceE8() + " " + side(shown.bidPriceE8(), shown.bidSizeE8(), shown.bidStreamId()) + " "
                + side(shown.askPriceE8(), shown.askSizeE8(), shown.askStreamId()) + " "
                + HealthState.of(shown.healthCode());
    }

    private static String side(long priceE8, long sizeE8, int streamId) {
        return priceE8 == 0 ? "-" : priceE8 + "x" + sizeE8 + "@s" + streamId;
    }

    @Test
    void shouldShowTheBestOfEachSideWithItsStream() {
        running(SourceFlyweight.BEST, 2);
        quote(1, 990, 1_010);
        quote(2, 995, 1_020);
        quote(3, 980, 1_005);

        assertEquals("1000 995x2@s2 1005x30@s3 HEALTHY", shown());
        assertEquals(PriceChangedFlyweight.BEST, harness.shown().marks());
        assertEquals(0, harness.shown().streamId());
    }

    @ParameterizedTest
    @CsvSource({
        "10, 11, 10",
        "11, 12, 12",
        "10, 12, 11",
        "9223372036854775806, 9223372036854775807, 9223372036854775806"
    })
    void shouldRoundTheMiddleHalfToEven(long bidE8, long askE8, long priceE8) {
        running(SourceFlyweight.BEST, 1);

        quote(1, bidE8, askE8);

        assertEquals(priceE8, harness.shown().priceE8());
    }

    @Test
    void shouldPreferTheFirstStreamWhenBestPricesAreEqual() {
        running(SourceFlyweight.BEST, 2);
        quote(3, 990, 1_010);
        quote(2, 990, 1_010);

        assertEquals("1000 990x2@s2 1010x20@s2 HEALTHY", shown());
    }

    @Test
    void shouldTakeTheMedianOfOwnMiddlesWhenVenuesCrossEachOther() {
        running(SourceFlyweight.BEST, 2);
        quote(1, 990, 994);
        quote(2, 1_000, 1_004);

        assertEquals("997 1000x2@s2 994x10@s1 HEALTHY", shown());
    }

    @Test
    void shouldLeaveOutAVenueThatIsCrossedInItself() {
        running(SourceFlyweight.BEST, 2);
        quote(1, 990, 1_010);
        quote(2, 995, 1_020);
        quote(3, 1_300, 1_300);

        assertEquals("1002 995x2@s2 1010x10@s1 HEALTHY", shown());
        assertEquals(
                "stream s3 1000 HEALTHY CROSSED weight 0",
                harness.streamRows().get(harness.streamRows().size() - 1));
    }

    @Test
    void shouldGiveNoNewPriceWhenTooFewVenuesQuote() {
        running(SourceFlyweight.BEST, 2);
        quote(1, 990, 1_010);
        quote(2, 990, 1_010);
        harness.take();

        quote(2, 0, 1_010);
        quote(1, 700, 710);

        assertEquals("1000 - - CRITICAL", shown());
        assertEquals(List.of("source i1 s0->s0 TOO_FEW at 40s"), changes());
    }

    @Test
    void shouldForgetQuotesWhenTheConnectionIsGoneAndNoneTakesOver() {
        running(SourceFlyweight.BEST, 2);
        harness.feedEvent(2, FeedEventFlyweight.CONNECTED).feedEvent(2, FeedEventFlyweight.CONNECTED);
        quote(1, 990, 1_010);
        quote(2, 995, 1_010);
        harness.at(41 * S).feedEvent(2, FeedEventFlyweight.LOST);
        String rotated = shown();

        harness.feedEvent(2, FeedEventFlyweight.LOST);
        trade(2, 1_000);

        assertEquals("1002 995x2@s2 1010x10@s1 HEALTHY", rotated);
        assertEquals("CRITICAL", HealthState.of(harness.shown().healthCode()).name());
    }

    @ParameterizedTest
    @CsvSource({"50, 1000", "51, 1500"})
    void shouldNotUseAQuoteThatIsMoreThanTenSecondsOlderThanTheNewestTick(int second, long indexE8) {
        running(SourceFlyweight.INDEX, 1);
        quote(1, 999, 1_001);
        for (int at = 41; at <= second; at++) {
            harness.at(at * S);
            trade(1, 1_500);
        }

        harness.at(second * S + 1).clock();

        assertEquals(indexE8, harness.shown().priceE8());
    }

    @Test
    void shouldShowTheMedianAndTheMiddleOfTheTwoMiddleOnes() {
        running(SourceFlyweight.INDEX, 2);
        trade(1, 1_001);
        trade(2, 1_003);
        trade(3, 1_009);
        long ofThree = harness.shown().priceE8();
        harness.at(44 * S);
        trade(1, 1_001);
        trade(2, 1_004);
        harness.at(50 * S + 1);
        trade(1, 1_001);
        trade(2, 1_004);

        assertEquals(1_003, ofThree);
        assertEquals(1_002, harness.shown().priceE8());
        assertEquals(PriceChangedFlyweight.INDEX, harness.shown().marks());
        assertEquals(List.of("source i1 s3->s0 STALE at 50s+1"), changes());
    }

    @Test
    void shouldPutAnOutlierOutAndTakeItBackOnlyBelowHalfTheLimit() {
        running(SourceFlyweight.INDEX, 2);
        trade(1, 100_000);
        trade(2, 100_000);
        trade(3, 100_000);
        harness.take();

        trade(3, 101_000);
        List<String> atTheLimit = changes();
        trade(3, 101_001);
        List<String> beyond = changes();
        trade(3, 100_500);
        List<String> atHalf = changes();
        trade(3, 100_499);

        assertEquals(List.of(), atTheLimit);
        assertEquals(List.of("source i1 s3->s0 OUTLIER at 40s"), beyond);
        assertEquals(List.of(), atHalf);
        assertEquals(List.of("source i1 s0->s3 RETURNED at 40s"), changes());
    }

    @Test
    void shouldTrustNeitherWhenTwoVenuesAreTooFarApart() {
        running(SourceFlyweight.INDEX, 2);
        harness.at(52 * S).clock();
        for (int second = 52; second <= 90; second++) {
            harness.at(second * S);
            trade(1, 1_000);
            trade(2, 1_000);
        }
        harness.take();

        trade(1, 1_100);

        assertEquals("1000 - - CRITICAL", shown());
        assertEquals(
                List.of(
                        "source i1 s1->s0 OUTLIER at 90s",
                        "source i1 s2->s0 OUTLIER at 90s",
                        "source i1 s0->s0 TOO_FEW at 90s"),
                changes());
    }

    @Test
    void shouldShowAPriceAtOnceWhileAllRecoverAndPreferSteadyVenuesLater() {
        harness.start().defineHealth(3 * S, 10 * S, 30 * S);
        for (int stream = 1; stream <= 3; stream++) {
            harness.defineVenueStream(stream, 1, stream, StreamFlyweight.TRADES);
        }
        harness.defineSource(1, SourceFlyweight.INDEX, 2);
        trade(1, 1_000);
        trade(2, 1_002);
        String atStart = shown();
        for (int second = 1; second <= 30; second++) {
            harness.at(second * S);
            trade(1, 1_000);
            trade(2, 1_002);
        }
        trade(3, 1_005);

        assertEquals("1001 - - RECOVERING", atStart);
        assertEquals("1001 - - HEALTHY", shown());
        assertEquals(
                "stream s3 1005 RECOVERING STANDBY weight 0",
                harness.streamRows().get(harness.streamRows().size() - 1));
    }

    @Test
    void shouldHaveTheHealthAndTheAgeOfTheSecondFreshestWhenTwoAreNeeded() {
        running(SourceFlyweight.INDEX, 2);

        harness.at(42 * S);
        trade(1, 1_000);
        harness.at(43 * S + 1).clock();

        assertEquals("1000 - - DEGRADED", shown());
        assertEquals(T0 + 40 * S, harness.shown().refreshedEpochNs());
        assertEquals(T0 + 43 * S + 1, harness.shown().healthSinceEpochNs());
    }

    @Test
    void shouldKeepTheLastPriceWithGrowingAgeWhenAllVenuesAreGone() {
        running(SourceFlyweight.INDEX, 2);

        harness.at(500 * S).clock();

        assertEquals("1000 - - CRITICAL", shown());
        assertEquals(T0 + 40 * S, harness.shown().refreshedEpochNs());
    }

    @Test
    void shouldUseAPricesOnlyVenueInTheIndex() {
        running(SourceFlyweight.INDEX, 2);
        harness.defineVenueStream(4, 1, 4, StreamFlyweight.PRICES);
        for (int second = 40; second <= 70; second++) {
            harness.at(second * S).price(4, 1_004, price -> {});
            trade(1, 1_002);
        }

        assertEquals(1_003, harness.shown().priceE8());
    }

    @Test
    void shouldTellOfAChangeOfModeAndCarryThePriceOver() {
        running(SourceFlyweight.FAILOVER, 2);

        harness.defineSource(1, SourceFlyweight.BEST, 2);

        assertEquals("1000 - - CRITICAL", shown());
        assertEquals(List.of("source i1 s1->s0 DEFINED at 40s"), changes());
    }
}
