package io.tickgate.market;

import static io.tickgate.market.MarketHarness.MARKET;
import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static io.tickgate.market.MarketHarness.T0;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How single bets end. The gate is open at 40 s with trade 41; unless a test says otherwise a bet's band is 100 to 200 above the price
 * and its window 42 s to 52 s.
 */
class OutcomeTest {
    private static final long E8 = 100_000_000L;
    private static final long MIN = PRICE + 100 * E8;
    private static final long MAX = PRICE + 200 * E8;
    private static final long FROM = 42 * S;
    private static final long TO = 52 * S;

    private static Consumer<TradeFlyweight> at(long priceE8) {
        return trade -> trade.priceE8(priceE8);
    }

    /** An open market with one accepted bet. */
    private static MarketHarness withBet(Consumer<MarketFlyweight> rule) {
        MarketHarness harness = MarketHarness.open(rule).bet();
        harness.take();
        return harness;
    }

    private static MarketHarness withBet() {
        return withBet(rule -> {});
    }

    private static List<String> outcomes(MarketHarness harness) {
        return harness.take().stream()
                .filter(line -> line.matches("(hit|miss|void|pending|contradicted) .*"))
                .toList();
    }

    @Test
    void shouldHitWhenATouchRevertedWithinTheWindow() {
        MarketHarness harness = withBet();

        harness.at(45 * S).trade(42, at(MIN)).at(46 * S).trade(43).at(53 * S).trade(44);

        assertEquals(List.of("hit b1 inside t42"), outcomes(harness));
    }

    @ParameterizedTest
    @CsvSource({
        // Bounds of the band, the window's ends apart.
        "closed, 0, 45000000000, hit b1 inside t42", // at the lower bound
        "closed, -1, 45000000000, ", // one unit below
        "closed, 10000000000, 45000000000, hit b1 inside t42", // at the upper bound
        "closed, 10000000001, 45000000000, ",
        "half-open, 0, 45000000000, hit b1 inside t42",
        "half-open, 9999999999, 45000000000, hit b1 inside t42",
        "half-open, 10000000000, 45000000000, ", // the upper bound belongs to the next cell
        // Ends of the window.
        "closed, 0, 42000000000, hit b1 inside t42", // at the start
        "closed, 0, 41999999999, ", // one nanosecond before
        "closed, 0, 52000000000, hit b1 inside t42", // at the end
        "closed, 0, 52000000001, miss b1 by 5 t42 at 52s+1", // one nanosecond after it
        "half-open, 0, 42000000000, hit b1 inside t42",
        "half-open, 0, 51999999999, hit b1 inside t42",
        "half-open, 0, 52000000000, miss b1 by 5 t42 at 52s",
    })
    void shouldMindEqualityAtBothBoundsAndBothEnds(String bounds, long aboveMinE8, long timeNs, String outcome) {
        boolean isHalfOpen = bounds.equals("half-open");
        MarketHarness harness = withBet(
                rule -> rule.bounds(isHalfOpen ? MarketFlyweight.BOUNDS_HALF_OPEN : MarketFlyweight.BOUNDS_CLOSED));

        harness.at(timeNs).trade(42, at(MIN + aboveMinE8));

        assertEquals(outcome == null ? List.of() : List.of(outcome), outcomes(harness));
    }

    @Test
    void shouldNotHitByATradeOneTickAfterTheWindowThoughItCameInTime() {
        MarketHarness harness = withBet();

        harness.at(51 * S).trade(42, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + TO + 1));

        assertEquals(List.of("miss b1 by 5 t42 at 52s+1"), outcomes(harness));
    }

    @Test
    void shouldHitByATradeOfTheWindowThatCameAfterIt() {
        MarketHarness harness = withBet();

        harness.at(60 * S).trade(42, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + TO));

        assertEquals(List.of("hit b1 inside t42"), outcomes(harness));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 52000000000, miss b1 by 1 t41 at 52s", // Coinbase heartbeat
        "2, 0, 52000000000, miss b1 by 2 t41 at 52s", // Binance ticker
        "4, 0, 52000000000, miss b1 by 4 t41 at 52s", // REST
        "1, 0, 51999999999, ", // as of a nanosecond too early
        "1, 2000000000, 52000000000, ", // the grace has not passed
        "1, 2000000000, 54000000000, miss b1 by 1 t41 at 54s",
    })
    void shouldMissAnUntradedWindowByWatermark(int source, long graceNs, long asOfNs, String outcome) {
        MarketHarness harness = withBet(rule -> rule.graceNs(graceNs));

        harness.at(60 * S).watermark(41, source, T0 + asOfNs);

        assertEquals(outcome == null ? List.of() : List.of(outcome), outcomes(harness));
    }

    @Test
    void shouldMissAnUntradedMinuteInAQuietPairByWatermarkAndNotVoidIt() {
        MarketHarness harness = MarketHarness.open(rule -> rule.graceNs(2 * S).deadlineNs(30 * S));
        harness.bet(bet -> bet.window(T0 + FROM, T0 + FROM + 60 * S));

        for (long second = 41; second < 140; second++) {
            harness.at(second * S).watermark(41, WatermarkFlyweight.HEARTBEAT, T0 + second * S - S / 10);
        }

        assertEquals(List.of("miss b1 by 1 t41 at 104s+900000000"), outcomes(harness));
    }

    @Test
    void shouldNotTakeAStatementAsNewerThanItsReceipt() {
        MarketHarness harness = withBet();

        harness.at(51 * S).watermark(41, WatermarkFlyweight.TICKER, T0 + 90 * S);

        assertEquals(List.of(), outcomes(harness));
    }

    @Test
    void shouldProveNothingByStatementsWithoutTimeOrOfOtherIds() {
        MarketHarness harness = withBet();

        harness.at(53 * S).watermark(41, WatermarkFlyweight.REST, RecordFlyweight.ABSENT);
        harness.at(53 * S).watermark(40, WatermarkFlyweight.REST, T0 + 53 * S);
        harness.at(53 * S).watermark(42, WatermarkFlyweight.REST, T0 + 53 * S);
        harness.at(53 * S).watermark(41, WatermarkFlyweight.REST, T0 + 53 * S);

        assertEquals(List.of(), outcomes(harness));
    }

    @Test
    void shouldNotBelieveATradeTimeFarAheadOfItsReceipt() {
        MarketHarness harness = withBet();

        harness.at(45 * S).trade(42, trade -> trade.tradeTimeEpochNs(T0 + 50 * S + 1));
        harness.at(45 * S + 1).trade(43, trade -> trade.tradeTimeEpochNs(T0 + 60 * S));

        assertEquals(List.of(), outcomes(harness));
    }

    @Test
    void shouldNotMissWhileATradeOfTheWindowWasRejected() {
        MarketHarness harness = withBet(rule -> rule.deadlineNs(10 * S));

        // Trade 43 had no valid price: its id never comes.
        harness.at(45 * S).trade(42).at(46 * S).trade(44).at(53 * S).trade(45).clock();
        harness.at(62 * S).clock();

        assertEquals(List.of("pending b1 GAP", "void b1 GAP at 62s"), outcomes(harness));
    }

    @Test
    void shouldMissWhenTheRejectedTradeLiesOutsideOfTheWindow() {
        MarketHarness harness = withBet();

        harness.at(41 * S)
                .trade(43)
                .at(FROM - 1)
                .trade(44)
                .at(TO)
                .trade(45)
                .at(TO + 1)
                .trade(46)
                .at(TO + 2)
                .trade(48);

        assertEquals(List.of("miss b1 by 5 t46 at 52s+1"), outcomes(harness));
    }

    @ParameterizedTest
    @CsvSource({
        "0, pending b1 DOUBTFUL_TRADE", // at the bound, where the rounding matters
        "-1, pending b1 DOUBTFUL_TRADE",
        "-10000000000, pending b1 DOUBTFUL_TRADE", // wherever it is: no miss while it lies in the window
        "10000000000, pending b1 DOUBTFUL_TRADE",
        "1, hit b1 inside t42", // strictly inside, where it does not
        "9999999999, hit b1 inside t42",
    })
    void shouldNotMissWhileARoundedTradeLiesInTheWindow(long aboveMinE8, String outcome) {
        MarketHarness harness = withBet();

        harness.at(45 * S)
                .trade(42, trade -> trade.priceE8(MIN + aboveMinE8).flags(RecordFlags.ROUNDED))
                .at(53 * S)
                .trade(43);

        assertEquals(List.of(outcome), outcomes(harness));
    }

    @Test
    void shouldVoidAfterARoundedTradeAndSayWhy() {
        MarketHarness harness = withBet(rule -> rule.deadlineNs(5 * S));

        harness.at(45 * S)
                .trade(42, trade -> trade.flags(RecordFlags.ROUNDED))
                .at(53 * S)
                .trade(43)
                .at(90 * S)
                .clock();

        assertEquals(List.of("pending b1 DOUBTFUL_TRADE", "void b1 DOUBTFUL_TRADE at 57s"), outcomes(harness));
    }

    /** Trades 43 and 44 of the window are missing when it is over. */
    private static MarketHarness withGap(Consumer<MarketFlyweight> rule) {
        MarketHarness harness = withBet(rule);
        harness.at(45 * S).trade(42).at(47 * S).trade(45).at(53 * S).trade(46);
        return harness;
    }

    /** Made between its neighbours, at the usual price. */
    private static void fetched(BackFilledTradeFlyweight trade) {
        trade.tradeTimeEpochNs(T0 + 46 * S);
    }

    @Test
    void shouldMissAfterBackFillAtTheNextClock() {
        MarketHarness harness = withGap(rule -> {});

        harness.at(54 * S).backFilled(43, 43, OutcomeTest::fetched).backFilled(44, 44, OutcomeTest::fetched);
        List<String> before = outcomes(harness);
        harness.clock();

        assertEquals(List.of("pending b1 GAP"), before);
        assertEquals(List.of("miss b1 by 5 t46 at 53s"), outcomes(harness));
    }

    @Test
    void shouldHitByBackFillAtOnce() {
        MarketHarness harness = withGap(rule -> {});

        harness.at(54 * S).backFilled(44, 44, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + 46 * S));

        assertEquals(List.of("pending b1 GAP", "hit b1 inside t44"), outcomes(harness));
    }

    @Test
    void shouldVoidAtTheVeryDeadlineAndNameTheGap() {
        MarketHarness harness = withGap(rule -> rule.deadlineNs(10 * S));

        harness.at(62 * S - 1).clock();
        List<String> before = outcomes(harness);
        harness.at(70 * S).backFilled(44, 44, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + 46 * S));

        assertEquals(List.of("pending b1 GAP"), before);
        // Before the content of the record that moved time, though that would have hit.
        assertEquals(List.of("void b1 GAP at 62s"), outcomes(harness));
    }

    @Test
    void shouldMissAtTheDeadlineWhatOnlyWaitedForAClock() {
        MarketHarness harness = withGap(rule -> rule.deadlineNs(10 * S));
        harness.at(62 * S - 1).backFilled(43, 44, OutcomeTest::fetched);

        harness.at(62 * S).trade(47);

        assertEquals(List.of("pending b1 GAP", "miss b1 by 5 t46 at 53s"), outcomes(harness));
    }

    @Test
    void shouldVoidWithoutAProofThatTheWindowIsOver() {
        MarketHarness harness = withBet(rule -> rule.deadlineNs(10 * S));

        harness.at(62 * S).clock();

        assertEquals(List.of("void b1 NO_WATERMARK at 62s"), outcomes(harness));
    }

    @Test
    void shouldMissAfterALossOfConnectionWhenTheNextIdFollows() {
        MarketHarness harness = withBet();

        harness.at(45 * S).feedEvent(FeedEventFlyweight.LOST).at(60 * S).trade(42);

        assertEquals(List.of("miss b1 by 5 t42 at 60s"), outcomes(harness));
    }

    @Test
    void shouldBeCrossedByNeighboursOnly() {
        MarketHarness harness = withBet(rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED));

        harness.at(45 * S).trade(42).trade(44, at(MAX + 1));
        List<String> before = outcomes(harness);
        harness.trade(43, at(MIN - 1));

        assertEquals(List.of(), before);
        assertEquals(List.of("hit b1 crossed t43 with t44"), outcomes(harness));
    }

    @Test
    void shouldNotBeCrossedOverAnIdWithoutATrade() {
        MarketHarness harness = withBet(rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED));

        harness.at(45 * S)
                .trade(42)
                .noTrade(43)
                .trade(44, at(MAX + 1))
                .at(53 * S)
                .trade(45, at(MAX + 1));

        assertEquals(List.of("miss b1 by 5 t45 at 53s"), outcomes(harness));
    }

    @ParameterizedTest
    @ValueSource(longs = {FROM - 1, TO + 1})
    void shouldNotBeCrossedWhenOneOfTheTwoLiesOutsideOfTheWindow(long otherNs) {
        MarketHarness harness = withBet(rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED));
        boolean isBefore = otherNs < FROM;

        harness.at(otherNs < FROM ? otherNs : TO).trade(42);
        harness.at(isBefore ? FROM : otherNs).trade(43, at(MAX + 1)).at(53 * S).trade(44, at(MAX + 1));

        assertEquals("miss", outcomes(harness).get(0).substring(0, 4));
    }

    @Test
    void shouldBeCrossedWithAnAggregateThatWasFetched() {
        MarketHarness harness = withBet(rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED));
        harness.at(45 * S).trade(42).trade(46);

        harness.backFilled(43, 45, trade -> trade.priceE8(MAX + 1));

        assertEquals(List.of("hit b1 crossed t43 with t42"), outcomes(harness));
    }

    @ParameterizedTest
    @CsvSource({
        // At a price of 60,100 for 0.001: 60.1.
        "6010000000, 100000, 0, hit b1 inside t42",
        "6010000001, 100000, 0, miss b1 by 5 t43 at 53s",
        "6010000000, 99999, 0, miss b1 by 5 t43 at 53s",
        // What was rounded may be less than it says.
        "6010000000, 100000, 4, pending b1 DOUBTFUL_TRADE",
        // A saturated size is at least what it says.
        "6010000001, 100000, 8, pending b1 DOUBTFUL_TRADE",
    })
    void shouldMindTheLeastNotional(long leastE8, long sizeE8, int flags, String outcome) {
        MarketHarness harness = withBet(rule -> rule.touchNotionalMinE8(leastE8));

        harness.at(45 * S)
                .trade(42, trade -> trade.priceE8(MIN).sizeE8(sizeE8).flags(flags))
                .at(53 * S)
                .trade(43);

        assertEquals(List.of(outcome), outcomes(harness));
    }

    @Test
    void shouldNeverReachALeastNotionalByAnAggregate() {
        MarketHarness harness = withGap(rule -> rule.touchNotionalMinE8(1));

        harness.at(54 * S)
                .backFilled(43, 44, trade -> trade.priceE8(MIN).sizeE8(E8).tradeTimeEpochNs(T0 + 46 * S))
                .clock();

        assertEquals(List.of("pending b1 GAP", "pending b1 DOUBTFUL_TRADE"), outcomes(harness));
    }

    @Test
    void shouldBeUndecidableWhenTheVenueCountsAnew() {
        MarketHarness harness = withBet(rule -> rule.deadlineNs(10 * S));
        harness.at(45 * S).trade(42);

        harness.at(50 * S)
                .trade(3)
                .at(50 * S + 1)
                .trade(4)
                .at(53 * S)
                .trade(5)
                .at(70 * S)
                .clock();

        assertEquals(List.of("pending b1 VENUE_RESET", "void b1 VENUE_RESET at 62s"), outcomes(harness));
    }

    @Test
    void shouldBeUndecidableWhenThereWereMoreGapsThanAreRemembered() {
        MarketHarness harness = withBet(rule -> rule.deadlineNs(100 * S));
        harness.at(45 * S);
        for (long i = 1; i <= TradeHoles.HOLES_MAX + 1; i++) {
            harness.trade(41 + 2 * i);
        }

        harness.at(53 * S)
                .trade(43 + 2 * (TradeHoles.HOLES_MAX + 1))
                .at(200 * S)
                .clock();

        assertEquals(List.of("pending b1 GAPS_FORGOTTEN", "void b1 GAPS_FORGOTTEN at 152s"), outcomes(harness));
    }

    @Test
    void shouldTellOfALaterTradeThatContradictsAMissAndKeepIt() {
        MarketHarness harness = withBet();
        harness.at(53 * S).trade(42);

        // The venue's trade times go back.
        harness.at(54 * S).trade(43, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + 50 * S));
        harness.at(54 * S).trade(44, trade -> trade.priceE8(MIN).tradeTimeEpochNs(T0 + 50 * S));

        assertEquals(List.of("miss b1 by 5 t42 at 53s", "contradicted b1 inside t43"), outcomes(harness));
        assertEquals(1, harness.market().totals().betsContradicted());
        assertEquals(1, harness.market().totals().betsMissed());
    }

    @Test
    void shouldDecideInTheOrderOfAcceptanceWhateverTheBands() {
        MarketHarness harness = MarketHarness.open();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long below = (i * 17 % 40) * E8;
            harness.bet(bet -> bet.band(MIN - below, MAX).stakeMinor(1));
            expected.add("hit b" + (i + 1) + " inside t42");
        }
        harness.take();

        harness.at(45 * S).trade(42, at(MAX));

        assertEquals(expected, outcomes(harness));
    }

    @Test
    void shouldKeepTheRuleThatABetWasTakenUnder() {
        MarketHarness harness = withBet();
        harness.defineMarket(
                MARKET,
                rule -> rule.version(2).bounds(MarketFlyweight.BOUNDS_HALF_OPEN).deadlineNs(S));
        harness.bet();
        harness.take();

        harness.at(45 * S).trade(42, at(MAX));

        assertEquals(List.of("hit b1 inside t42"), outcomes(harness));
    }

    @Test
    void shouldSayWhatDecided() {
        MarketHarness harness = withBet(rule -> rule.touchKind(MarketFlyweight.TOUCH_CROSSED));
        harness.at(45 * S).trade(42).trade(43, at(MAX + 7));

        BetDecidedFlyweight hit = lastDecided(harness);
        assertEquals(BetOutcome.HIT.code(), hit.outcome());
        assertEquals(7, hit.betIdHigh());
        assertEquals(1, hit.betIdLow());
        assertEquals(MARKET, hit.marketId());
        assertEquals(harness.market().lastSequence(), hit.sequence());
        assertEquals(hit.sequence(), hit.tradeSequence());
        assertEquals(MAX + 7, hit.tradePriceE8());
        assertEquals(T0 + 45 * S, hit.tradeTimeEpochNs());
        assertEquals(42, hit.otherTradeId());
        assertEquals(hit.sequence() - 1, hit.otherTradeSequence());
        assertEquals(PRICE, hit.otherPriceE8());
        assertEquals(T0 + 45 * S, hit.otherTimeEpochNs());
        assertEquals(RecordFlyweight.ABSENT, hit.watermarkTradeId());
        assertEquals(Market.RULES_VERSION, hit.rulesVersion());
    }

    private static BetDecidedFlyweight lastDecided(MarketHarness harness) {
        BetDecidedFlyweight decided = new BetDecidedFlyweight();
        for (byte[] output : harness.outputs()) {
            UnsafeBuffer buffer = new UnsafeBuffer(output);
            if (new RecordFlyweight().wrap(buffer, 0, output.length).kindCode() == RecordKind.BET_DECIDED.code()) {
                decided.wrap(buffer, 0, output.length);
            }
        }
        return decided;
    }

    @Test
    void shouldPutOffWhatIsTooMuchForOneRecordAndDecideItAll() {
        int bets = 3 * OutcomeDesk.JUDGED_MAX / 2;
        MarketHarness harness =
                MarketHarness.open(rule -> rule.openBetsMax(1_000_000).exposureMaxMinor(1_000_000_000));
        for (int i = 0; i < bets; i++) {
            harness.bet(bet -> bet.window(bet.fromEpochNs(), T0 + TO).stakeMinor(1));
        }
        harness.take();

        harness.at(53 * S).trade(42);
        int atOnce = outcomes(harness).size();
        harness.at(53 * S + 1).clock();

        assertEquals(OutcomeDesk.JUDGED_MAX, atOnce);
        assertEquals(bets - OutcomeDesk.JUDGED_MAX, outcomes(harness).size());
        assertEquals(bets, harness.market().totals().betsMissed());
    }

    /** Which of the equal ends come first must not depend on what the market held before. */
    @Test
    void shouldPutOffTheSameWhenTheMarketWasRestoredInBetween() {
        MarketHarness harness =
                MarketHarness.open(rule -> rule.openBetsMax(1_000_000).exposureMaxMinor(1_000_000_000));
        for (int i = 0; i < 2 * OutcomeDesk.JUDGED_MAX; i++) {
            long to = i % 5 == 0 ? T0 + 51 * S - i : T0 + TO;
            harness.bet(bet -> bet.window(bet.fromEpochNs(), to).stakeMinor(1));
        }
        harness.at(51 * S + 1).trade(42).clock();
        SavedMarket restored = SavedMarket.of(harness.market());
        int before = harness.outputs().size();

        harness.at(53 * S).trade(43);
        byte[] last = harness.records().get(harness.records().size() - 1);
        restored.market().onRecord(new UnsafeBuffer(last), last.length);

        List<byte[]> outputs =
                harness.outputs().subList(before, harness.outputs().size());
        assertTrue(outputs.size() >= OutcomeDesk.JUDGED_MAX, "decided: " + outputs.size());
        assertEquals(outputs.size(), restored.outputs().size());
        for (int i = 0; i < outputs.size(); i++) {
            assertArrayEquals(outputs.get(i), restored.outputs().get(i), "output " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, another data folder", "2, another data folder", "4, or a newer one"})
    void shouldRefuseAJournalOfOtherRules(int version, String remedy) {
        UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
        EngineStartedFlyweight started =
                new EngineStartedFlyweight().wrap(record).set(T0, T0, version, "1.2.3");
        started.sequence(1);
        Market market = new Market((output, length) -> {});

        UnknownRulesException refusal =
                assertThrows(UnknownRulesException.class, () -> market.onRecord(record, started.length()));

        assertTrue(refusal.getMessage().contains("rules version " + version), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(remedy), refusal.getMessage());
    }

    @Test
    void shouldHitNothingBeforeTheWindowBeginsHoweverManyAreAhead() {
        MarketHarness harness = MarketHarness.open();
        Consumer<BetFlyweight> later =
                bet -> bet.window(T0 + 60 * S, T0 + 70 * S).stakeMinor(1);
        harness.bet(later).bet().bet(later);
        harness.take();

        harness.at(45 * S).trade(42, at(MIN)).at(60 * S).trade(43, at(MIN));

        assertEquals(List.of("hit b2 inside t42", "hit b1 inside t43", "hit b3 inside t43"), outcomes(harness));
    }
}
