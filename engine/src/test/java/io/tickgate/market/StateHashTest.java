package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tickgate.record.BetFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.WatermarkFlyweight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state's hash: equal for equal states, another one as soon as anything that can change a decision differs. */
class StateHashTest {
    /** A market with everything in it, then one more thing. */
    private static String hashAfter(Consumer<MarketHarness> last) {
        MarketHarness harness = MarketHarness.open(rule -> rule.quoteMoveMaxE8(5));
        harness.quote(9).bet().trade(45);
        last.accept(harness);
        return harness.market().stateHash();
    }

    /** Ends of the same run that differ in one field each; no two may give the same state. */
    static List<Consumer<MarketHarness>> variants() {
        return List.of(
                harness -> {},
                harness -> harness.clock(),
                harness -> harness.at(40 * S + 1).clock(),
                harness -> harness.feedEvent(FeedEventFlyweight.LOST),
                harness -> harness.feedEvent(FeedEventFlyweight.STALLED, 1, MarketHarness.STREAM)
                        .feedEvent(FeedEventFlyweight.DELIVERING, 1, MarketHarness.STREAM),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 2, MarketHarness.STREAM),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 3, MarketHarness.STREAM),
                harness -> harness.feedEvent(FeedEventFlyweight.DELIVERING, 2, MarketHarness.STREAM)
                        .feedEvent(FeedEventFlyweight.LOST, 1, FeedEventFlyweight.ALL_STREAMS)
                        .clock(),
                harness -> harness.watermark(45, WatermarkFlyweight.HEARTBEAT),
                harness -> harness.watermark(45, WatermarkFlyweight.TICKER),
                harness -> harness.watermark(46, WatermarkFlyweight.HEARTBEAT),
                harness -> harness.watermark(3_000_000, WatermarkFlyweight.HEARTBEAT),
                harness -> harness.watermark(3_000_000, WatermarkFlyweight.REST),
                harness -> harness.noTrade(46),
                harness -> harness.noTrade(43),
                harness -> harness.backFilled(46, 46),
                harness -> harness.backFilled(43, 43),
                harness -> harness.backFilled(42, 43),
                harness -> harness.backFilled(43, 43, trade -> trade.tradeTimeEpochNs(harness.now() + 1)),
                harness -> harness.at(42 * S).clock(),
                harness -> harness.at(42 * S).backFilled(43, 43),
                harness -> harness.condition(GateReason.DISK, true),
                harness -> harness.condition(GateReason.CLOCK, true),
                harness -> harness.start(),
                harness -> harness.trade(46),
                harness -> harness.trade(47),
                harness -> harness.trade(43),
                harness -> harness.trade(45),
                harness -> harness.trade(2_000_000),
                harness -> harness.trade(2_000_001),
                harness -> harness.trade(46, trade -> trade.priceE8(PRICE + 1)),
                harness -> harness.trade(46, trade -> trade.sizeE8(2)),
                harness -> harness.trade(46, trade -> trade.tradeTimeEpochNs(harness.now() + 1)),
                harness -> harness.trade(46, trade -> trade.eventTimeEpochNs(harness.now() + 1)),
                harness -> harness.trade(46, trade -> trade.flags(RecordFlags.DELAYED)),
                harness -> harness.trade(46, trade -> trade.engineTimeEpochNs(harness.now() - 1)),
                harness -> harness.quote(10),
                harness -> harness.quote(11),
                harness -> harness.quote(10, quote -> quote.bid(PRICE - 2, 1)),
                harness -> harness.quote(10, quote -> quote.bid(PRICE - 1, 2)),
                harness -> harness.quote(10, quote -> quote.ask(PRICE + 2, 1)),
                harness -> harness.quote(10, quote -> quote.ask(PRICE + 1, 2)),
                harness -> harness.quote(10, quote -> quote.eventTimeEpochNs(harness.now() - 6 * S)),
                harness -> harness.defineHealth(3 * S, 10 * S, 30 * S + 1),
                harness -> harness.defineHealth(3 * S, 10 * S + 1, 30 * S),
                harness -> harness.defineHealth(3 * S + 1, 10 * S, 30 * S),
                harness -> harness.mapStream(2, 1, false),
                harness -> harness.mapStream(2, 1, true),
                harness -> harness.mapStream(1, 1, true));
    }

    @Test
    void shouldDifferWhenAnyOneThingDiffers() {
        Map<String, Integer> variantOfHash = new HashMap<>();
        List<Consumer<MarketHarness>> variants = variants();

        for (int i = 0; i < variants.size(); i++) {
            Integer other = variantOfHash.put(hashAfter(variants.get(i)), i);

            assertEquals(null, other, "variant " + i + " gives the state of variant " + other);
        }
    }

    /** One field of a bet, changed. */
    static List<Consumer<BetFlyweight>> bets() {
        return List.of(
                bet -> bet.betId(8, bet.betIdLow()),
                bet -> bet.betId(7, 99),
                bet -> bet.band(bet.minE8() + 1, bet.maxE8()),
                bet -> bet.band(bet.minE8(), bet.maxE8() + 1),
                bet -> bet.window(bet.fromEpochNs() + 1, bet.toEpochNs()),
                bet -> bet.window(bet.fromEpochNs(), bet.toEpochNs() + 1),
                bet -> bet.stakeMinor(11),
                bet -> bet.quoteSequence(bet.sequence() + 1),
                bet -> lastByte(bet, 0),
                bet -> lastByte(bet, "terms".length()),
                bet -> lastByte(bet, "key-1terms".length()),
                bet -> lastByte(bet, "userkey-1terms".length()));
    }

    private static void lastByte(BetFlyweight bet, int before) {
        new UnsafeBuffer(bet.buffer(), 0, bet.length()).putByte(bet.length() - 1 - before, (byte) 'x');
    }

    @ParameterizedTest
    @MethodSource("bets")
    void shouldDifferWhenOneFieldOfABetDiffers(Consumer<BetFlyweight> change) {
        MarketHarness one = MarketHarness.open().bet();
        MarketHarness other = MarketHarness.open();

        other.bet(bet -> {
            bet.quoteSequence(0);
            change.accept(bet);
        });

        assertEquals("accepted", other.takeLast().substring(0, 8));
        assertNotEquals(one.market().stateHash(), other.market().stateHash());
    }

    /** One field of a rule, changed. */
    static List<Consumer<MarketFlyweight>> rules() {
        return List.of(
                rule -> rule.version(2),
                rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED),
                rule -> rule.bounds(MarketFlyweight.BOUNDS_HALF_OPEN),
                rule -> rule.retired(1),
                rule -> rule.leadNs(rule.leadNs() + 1),
                rule -> rule.windowMinNs(rule.windowMinNs() + 1),
                rule -> rule.windowMaxNs(rule.windowMaxNs() + 1),
                rule -> rule.aheadMaxNs(rule.aheadMaxNs() + 1),
                rule -> rule.bandMinE8(rule.bandMinE8() + 1),
                rule -> rule.bandMaxE8(rule.bandMaxE8() + 1),
                rule -> rule.stakeMinMinor(2),
                rule -> rule.stakeMaxMinor(101),
                rule -> rule.exposureMaxMinor(1_001),
                rule -> rule.openBetsMax(51),
                rule -> rule.touchNotionalMinE8(1),
                rule -> rule.graceNs(1),
                rule -> rule.deadlineNs(rule.deadlineNs() + 1),
                rule -> rule.quoteAgeMaxNs(1),
                rule -> rule.quoteMoveMaxE8(1));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldDifferWhenOneFieldOfARuleDiffers(Consumer<MarketFlyweight> change) {
        String one = MarketHarness.open().market().stateHash();

        String other = MarketHarness.open(change).market().stateHash();

        assertNotEquals(one, other);
    }

    @Test
    void shouldDifferWhenOnlyTheReferencePriceDoes() {
        String one = hashOfReference(PRICE);

        String other = hashOfReference(PRICE + 1);

        assertNotEquals(one, other);
    }

    /** A price that is the reference but not shown any more. */
    private static String hashOfReference(long priceE8) {
        MarketHarness harness = MarketHarness.open().trade(42, trade -> trade.priceE8(priceE8));
        harness.trade(43, trade -> trade.flags(RecordFlags.DELAYED));
        return harness.market().stateHash();
    }

    @Test
    void shouldBeEqualWhenOnlyWhatPeopleReadDiffers() {
        String one = hashAfter(harness -> harness.clock(5));

        String other = hashAfter(harness -> harness.clock(-7));

        assertEquals(one, other);
    }
}
