package io.tickgate.market;

import static io.tickgate.market.MarketHarness.PRICE;
import static io.tickgate.market.MarketHarness.S;
import static io.tickgate.market.MarketHarness.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of a bet: the last value that is taken and the first that is not; keys; limits; and what time gives back. */
class BetTest {
    private static final long NOW = T0 + 40 * S;
    private static final long E8 = 100_000_000L;
    private static final String TAKEN = "accepted b1 v1 ref t41";

    /** A rule's edge: a bet that is just taken, and one that is just not. */
    private record Edge(
            String refusal,
            Consumer<MarketFlyweight> rule,
            Consumer<BetFlyweight> taken,
            Consumer<BetFlyweight> refused) {
        @Override
        public String toString() {
            return refusal;
        }
    }

    private static Edge edge(String refusal, Consumer<BetFlyweight> taken, Consumer<BetFlyweight> refused) {
        return new Edge(refusal, rule -> {}, taken, refused);
    }

    static List<Edge> edges() {
        Consumer<MarketFlyweight> halfOpen = rule -> rule.bounds(MarketFlyweight.BOUNDS_HALF_OPEN);
        Consumer<MarketFlyweight> halfOpenNoMin = rule ->
                rule.bounds(MarketFlyweight.BOUNDS_HALF_OPEN).bandMinE8(0).windowMinNs(0);
        Consumer<MarketFlyweight> noMin =
                rule -> rule.bandMinE8(0).windowMinNs(0).stakeMinMinor(0);
        return List.of(
                edge("UNKNOWN_MARKET", bet -> {}, bet -> bet.marketId(2)),
                edge("UNKNOWN_MARKET", bet -> {}, bet -> bet.marketId(0)),
                edge("UNKNOWN_MARKET", bet -> {}, bet -> bet.marketId(-1)),
                edge("UNKNOWN_MARKET", bet -> {}, bet -> bet.marketId(Integer.MAX_VALUE)),
                edge(
                        "WINDOW_TOO_SOON",
                        bet -> bet.window(NOW + S, NOW + 10 * S),
                        bet -> bet.window(NOW + S - 1, NOW + 10 * S)),
                edge(
                        "WINDOW_TOO_SHORT",
                        bet -> bet.window(NOW + S, NOW + 2 * S),
                        bet -> bet.window(NOW + S, NOW + 2 * S - 1)),
                new Edge(
                        "WINDOW_TOO_SHORT",
                        noMin,
                        bet -> bet.window(NOW + S, NOW + S),
                        bet -> bet.window(NOW + S, NOW + S - 1)),
                new Edge(
                        "WINDOW_TOO_SHORT",
                        halfOpenNoMin,
                        bet -> bet.window(NOW + S, NOW + S + 1),
                        bet -> bet.window(NOW + S, NOW + S)),
                edge(
                        "WINDOW_TOO_LONG",
                        bet -> bet.window(NOW + S, NOW + 3_601 * S),
                        bet -> bet.window(NOW + S, NOW + 3_601 * S + 1)),
                edge(
                        "WINDOW_TOO_FAR",
                        bet -> bet.window(NOW + 7_199 * S, NOW + 7_200 * S),
                        bet -> bet.window(NOW + 7_199 * S, NOW + 7_200 * S + 1)),
                edge(
                        "BAND_TOO_NARROW",
                        bet -> bet.band(PRICE + 1, PRICE + 1 + E8),
                        bet -> bet.band(PRICE + 1, PRICE + E8)),
                new Edge("BAND_TOO_NARROW", noMin, bet -> bet.band(1, 1), bet -> bet.band(0, 1)),
                new Edge("BAND_TOO_NARROW", noMin, bet -> bet.band(2, 2), bet -> bet.band(2, 1)),
                new Edge("BAND_TOO_NARROW", halfOpenNoMin, bet -> bet.band(2, 3), bet -> bet.band(2, 2)),
                edge(
                        "BAND_TOO_WIDE",
                        bet -> bet.band(PRICE + 1, PRICE + 1 + 1_000 * E8),
                        bet -> bet.band(PRICE + 1, PRICE + 2 + 1_000 * E8)),
                edge(
                        "BAND_CONTAINS_PRICE",
                        bet -> bet.band(PRICE + 1, PRICE + 2 * E8),
                        bet -> bet.band(PRICE, PRICE + 2 * E8)),
                edge(
                        "BAND_CONTAINS_PRICE",
                        bet -> bet.band(PRICE - 2 * E8, PRICE - 1),
                        bet -> bet.band(PRICE - 2 * E8, PRICE)),
                new Edge(
                        "BAND_CONTAINS_PRICE",
                        halfOpen,
                        bet -> bet.band(PRICE + 1, PRICE + 2 * E8),
                        bet -> bet.band(PRICE, PRICE + 2 * E8)),
                new Edge(
                        "BAND_CONTAINS_PRICE",
                        halfOpen,
                        bet -> bet.band(PRICE - 2 * E8, PRICE),
                        bet -> bet.band(PRICE - 2 * E8, PRICE + 1)),
                edge("STAKE_TOO_SMALL", bet -> bet.stakeMinor(1), bet -> bet.stakeMinor(0)),
                new Edge("STAKE_TOO_SMALL", noMin, bet -> bet.stakeMinor(1), bet -> bet.stakeMinor(0)),
                new Edge("STAKE_TOO_SMALL", noMin, bet -> bet.stakeMinor(1), bet -> bet.stakeMinor(-1)),
                new Edge(
                        "STAKE_TOO_SMALL",
                        rule -> rule.stakeMinMinor(5),
                        bet -> bet.stakeMinor(5),
                        bet -> bet.stakeMinor(4)),
                edge("STAKE_TOO_LARGE", bet -> bet.stakeMinor(100), bet -> bet.stakeMinor(101)),
                new Edge(
                        "EXPOSURE_LIMIT",
                        rule -> rule.exposureMaxMinor(50),
                        bet -> bet.stakeMinor(50),
                        bet -> bet.stakeMinor(51)),
                edge(
                        "COMMAND_EXPIRED",
                        bet -> bet.engineTimeEpochNs(NOW - 2 * S),
                        bet -> bet.engineTimeEpochNs(NOW - 2 * S - 1)),
                edge("COMMAND_EXPIRED", bet -> {}, bet -> bet.engineTimeEpochNs(Long.MIN_VALUE)),
                edge("COMMAND_EXPIRED", bet -> {}, bet -> bet.engineTimeEpochNs(0)));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void shouldTakeTheLastValueAndRefuseTheNext(Edge edge) {
        MarketHarness taking = MarketHarness.open(edge.rule());
        MarketHarness refusing = MarketHarness.open(edge.rule());

        taking.bet(edge.taken());
        refusing.bet(edge.refused());

        assertEquals(TAKEN, taking.takeLast());
        assertEquals("refused b1 " + edge.refusal(), refusing.takeLast());
    }

    @Test
    void shouldBindNothingWhenRefusedForAnyReason() {
        for (Edge edge : edges()) {
            MarketHarness harness = MarketHarness.open(edge.rule());

            harness.bet("key", edge.refused()).bet("key", edge.taken());

            assertEquals("accepted b2 v1 ref t41", harness.takeLast(), edge.refusal());
        }
    }

    /** Refused or expired hostile commands, none of which may be taken, end the market, or spoil it for the next bet. */
    static List<Consumer<BetFlyweight>> hostile() {
        List<Consumer<BetFlyweight>> all = new ArrayList<>();
        for (long value : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            all.add(bet -> bet.window(value, bet.toEpochNs()));
            all.add(bet -> bet.window(bet.fromEpochNs(), value));
            all.add(bet -> bet.window(value, value));
            all.add(bet -> bet.window(-value, value));
            all.add(bet -> bet.band(value, bet.maxE8()));
            all.add(bet -> bet.band(bet.minE8(), value));
            all.add(bet -> bet.band(-value, value));
            all.add(bet -> bet.stakeMinor(value));
            all.add(bet -> bet.quoteSequence(value));
            all.add(bet -> bet.marketId((int) (value >> 32)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldRefuseHostileValuesAndTakeTheNextBet(Consumer<BetFlyweight> hostile) {
        MarketHarness harness = MarketHarness.open(rule -> rule.quoteMoveMaxE8(1));

        harness.bet(hostile);
        String answer = harness.takeLast();
        harness.bet();

        assertTrue(answer.startsWith("refused b1 "), answer);
        assertEquals("accepted b2 v1 ref t41", harness.takeLast());
    }

    @Test
    void shouldCountLeadFromTheNewestTradeTimeWhenItIsAheadOfMarketTime() {
        MarketHarness harness = MarketHarness.open();
        harness.trade(42, trade -> trade.tradeTimeEpochNs(NOW + 3 * S));

        harness.bet(bet -> bet.window(NOW + 4 * S - 1, NOW + 10 * S)).bet(bet -> bet.window(NOW + 4 * S, NOW + 10 * S));

        assertEquals(List.of("refused b1 WINDOW_TOO_SOON", "accepted b2 v1 ref t42"), harness.take());
    }

    @Test
    void shouldCountLeadFromATradeThatRefreshesNothingToo() {
        MarketHarness harness = MarketHarness.open();
        harness.trade(42, trade -> trade.tradeTimeEpochNs(NOW + 3 * S).flags(RecordFlags.DELAYED));

        harness.bet(bet -> bet.window(NOW + 4 * S - 1, NOW + 10 * S));

        assertEquals("refused b1 WINDOW_TOO_SOON", harness.takeLast());
    }

    @Test
    void shouldNameAnEarlierTradeWhenTheNewestRefreshesNothing() {
        MarketHarness harness = MarketHarness.open();
        harness.trade(42, trade -> trade.priceE8(PRICE + 1).flags(RecordFlags.DELAYED));
        harness.trade(43, trade -> trade.priceE8(PRICE + 2).eventTimeEpochNs(NOW - 6 * S));
        harness.backFilled(44, 44, trade -> trade.priceE8(PRICE + 3));
        harness.trade(43).trade(2_000_000);

        harness.bet(bet -> bet.band(PRICE + 1, PRICE + 1 + E8));

        assertEquals(TAKEN, harness.takeLast());
    }

    @Test
    void shouldRefuseWhenTheOnlyTradesSinceTheBeginningCannotBeReference() {
        MarketHarness harness = MarketHarness.started().defineHealth(3 * S, 10 * S, 0);
        harness.trade(1, trade -> trade.flags(RecordFlags.DELAYED));
        harness.quote(1, quote -> quote.eventTimeEpochNs(harness.now())).at(1).clock();
        harness.take();

        harness.bet();

        assertEquals("refused b1 NO_REFERENCE", harness.takeLast());
    }

    @Test
    void shouldAnswerWithTheFirstBetWhenTheSameComesAgain() {
        MarketHarness harness = MarketHarness.open();
        Consumer<BetFlyweight> content = bet -> bet.window(NOW + 5 * S, NOW + 10 * S);

        harness.bet("key", content).bet("key", content).bet("key", content.andThen(bet -> bet.stakeMinor(11)));

        assertEquals(
                List.of("accepted b1 v1 ref t41", "repeated b2 of b1", "refused b3 IDEMPOTENCY_KEY_REUSED"),
                harness.take());
    }

    /** Each field of the content makes it another bet. */
    static List<Consumer<BetFlyweight>> otherContents() {
        return List.of(
                bet -> bet.marketId(2),
                bet -> bet.band(bet.minE8() + 1, bet.maxE8()),
                bet -> bet.band(bet.minE8(), bet.maxE8() + 1),
                bet -> bet.window(bet.fromEpochNs() + 1, bet.toEpochNs()),
                bet -> bet.window(bet.fromEpochNs(), bet.toEpochNs() + 1),
                bet -> bet.stakeMinor(11),
                bet -> bet.quoteSequence(1),
                bet -> {
                    // The last byte of the record is the last one of the terms.
                    int last = bet.length() - 1;
                    new UnsafeBuffer(bet.buffer(), 0, bet.length()).putByte(last, (byte) 'x');
                });
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void shouldRefuseTheKeyWhenAnythingDiffers(Consumer<BetFlyweight> other) {
        MarketHarness harness = MarketHarness.open();

        harness.bet("key", bet -> {}).bet("key", other);

        assertEquals("refused b2 IDEMPOTENCY_KEY_REUSED", harness.takeLast());
    }

    @Test
    void shouldTakeTheSameKeyFromAnotherUserAndAnotherTenant() {
        MarketHarness harness = MarketHarness.open();
        harness.bet("key", bet -> {});

        harness.bet("key", bet -> named(bet, harness, "tenant", "user2"))
                .bet("key", bet -> named(bet, harness, "tenan", "tuser"))
                .bet("key", bet -> named(bet, harness, "tenant2", "user"));

        assertEquals(
                List.of(
                        "accepted b1 v1 ref t41",
                        "accepted b2 v1 ref t41",
                        "accepted b3 v1 ref t41",
                        "accepted b4 v1 ref t41"),
                harness.take());
    }

    private static void named(BetFlyweight bet, MarketHarness harness, String tenant, String user) {
        long id = harness.nextBetId() - 1;
        bet.begin(
                        harness.now(),
                        MarketHarness.ascii(tenant),
                        MarketHarness.ascii(user),
                        MarketHarness.ascii("key"),
                        MarketHarness.ascii("terms"))
                .betId(7, id)
                .marketId(MarketHarness.MARKET)
                .band(PRICE + 100 * E8, PRICE + 200 * E8)
                .window(harness.now() + 2 * S, harness.now() + 12 * S)
                .stakeMinor(10);
    }

    @Test
    void shouldLookTheKeyUpBeforeAgeGateAndRules() {
        MarketHarness harness = MarketHarness.open();
        Consumer<BetFlyweight> first = bet -> bet.window(NOW + 2 * S, NOW + 12 * S);
        harness.bet("key", first);

        harness.condition(GateReason.DISK, true)
                .bet("key", first)
                .at(60 * S)
                .bet("key", first)
                .bet("key", first.andThen(bet -> bet.engineTimeEpochNs(NOW)))
                .bet("key", first.andThen(bet -> bet.stakeMinor(11).engineTimeEpochNs(NOW)));

        assertEquals(
                List.of("repeated b2 of b1", "repeated b3 of b1", "repeated b4 of b1"),
                harness.take().stream()
                        .filter(line -> line.startsWith("repeated"))
                        .toList());
    }

    @Test
    void shouldSayExpiredRatherThanClosedWhenBothHold() {
        MarketHarness harness = MarketHarness.open().condition(GateReason.DISK, true);

        harness.bet(bet -> bet.engineTimeEpochNs(NOW - 2 * S - 1));

        assertEquals("refused b1 COMMAND_EXPIRED", harness.takeLast());
    }

    @Test
    void shouldReleaseStakeAndPlaceAtTheDeadlineAndNotBefore() {
        MarketHarness harness = MarketHarness.open(
                rule -> rule.exposureMaxMinor(10).openBetsMax(1).deadlineNs(5 * S));
        harness.bet(bet -> bet.window(NOW + S, NOW + 2 * S));

        // Trade 42 is missing, so that nothing is decided before.
        harness.at(47 * S - 1).trade(43).bet().at(47 * S).trade(44).bet();

        assertEquals(
                List.of("refused b2 OPEN_BETS_LIMIT", "accepted b3 v1 ref t44"),
                harness.take().stream()
                        .filter(line -> line.contains(" b") && !line.contains("b1"))
                        .toList());
    }

    @Test
    void shouldReleaseStakeAndPlaceWhenABetIsDecided() {
        MarketHarness harness =
                MarketHarness.open(rule -> rule.exposureMaxMinor(10).openBetsMax(1));
        harness.bet(bet -> bet.window(NOW + S, NOW + 2 * S));

        harness.at(42 * S).trade(42).bet().at(42 * S + 1).trade(43).bet();

        assertEquals(
                List.of(
                        "accepted b1 v1 ref t41",
                        "refused b2 OPEN_BETS_LIMIT",
                        "miss b1 by 5 t43 at 42s+1",
                        "accepted b3 v1 ref t43"),
                harness.take());
    }

    @Test
    void shouldRefuseTheStakeThatWouldExceedTheSumOfOpenOnes() {
        MarketHarness harness = MarketHarness.open(rule -> rule.exposureMaxMinor(30));

        harness.bet().bet().bet(bet -> bet.stakeMinor(11)).bet().bet(bet -> bet.stakeMinor(1));

        assertEquals(
                List.of(
                        "accepted b1 v1 ref t41",
                        "accepted b2 v1 ref t41",
                        "refused b3 EXPOSURE_LIMIT",
                        "accepted b4 v1 ref t41",
                        "refused b5 EXPOSURE_LIMIT"),
                harness.take());
    }

    @Test
    void shouldKeepOpenStakesWhenTheRuleChangesOrTheStreamDoes() {
        MarketHarness harness = MarketHarness.open().bet(bet -> bet.stakeMinor(100));
        harness.mapStream(2, MarketHarness.INSTRUMENT, false);
        harness.defineMarket(MarketHarness.MARKET, rule -> rule.version(2).settlementStreamId(2));
        harness.take();

        harness.defineMarket(MarketHarness.MARKET, rule -> rule.version(3).exposureMaxMinor(100))
                .bet();

        assertEquals("refused b2 EXPOSURE_LIMIT", harness.takeLast());
    }

    @ParameterizedTest
    @CsvSource({"-1, repeated b2 of b1", "0, accepted b2 v1 ref t700"})
    void shouldForgetTheKeyADayAfterTheDeadline(long edgeNs, String answer) {
        Consumer<BetFlyweight> content = bet -> bet.window(NOW + 2 * S, NOW + 12 * S);
        MarketHarness harness =
                MarketHarness.open(rule -> rule.deadlineNs(600 * S)).bet("key", content);
        long forgottenNs = (40 + 12 + 600 + 86_400) * S;
        for (long at = forgottenNs - 31 * S; at < forgottenNs - S; at += S) {
            harness.at(at).trade(669 + (at - forgottenNs + 31 * S) / S);
        }
        harness.at(forgottenNs - 1).trade(700);
        harness.take();

        harness.at(forgottenNs + edgeNs).clock().bet("key", edgeNs < 0 ? content : bet -> {});

        assertEquals(answer, harness.takeLast());
    }

    @Test
    void shouldTellThatABetIsForgotten() {
        MarketHarness harness = MarketHarness.open().bet();

        harness.at((40 + 12 + 600 + 86_400) * S - 1).clock();
        List<String> before = harness.take();
        harness.at((40 + 12 + 600 + 86_400) * S).clock();

        assertTrue(before.stream().noneMatch(line -> line.startsWith("forgotten")), before.toString());
        assertEquals(List.of("forgotten b1"), harness.take());
        assertEquals(0, harness.market().totals().bets());
    }

    @Test
    void shouldReuseTheNamesOfForgottenBetsInAnyNumber() {
        MarketHarness harness =
                MarketHarness.open(rule -> rule.openBetsMax(1_000).exposureMaxMinor(100_000));
        for (int i = 0; i < 300; i++) {
            int seconds = i % 7;
            harness.bet(bet -> bet.window(NOW + S, NOW + (2 + seconds) * S));
        }
        harness.take();

        harness.at(2 * 86_400 * S).clock();

        assertEquals(
                300,
                harness.take().stream()
                        .filter(line -> line.startsWith("forgotten"))
                        .count());
        assertEquals(0, harness.market().totals().bets());
    }

    @ParameterizedTest
    @CsvSource({
        // The gate opened with trade 41 at 40 s; its sequence is named by its distance from the bet's.
        "0, 0, 0, accepted b1 v1 ref t42", // not checked
        "1, 0, 3, accepted b1 v1 ref t42", // the newest trade, now
        "1, 0, 4, refused b1 QUOTE_MOVED", // moved by 2
        "1, 0, 5, refused b1 QUOTE_MOVED",
        "2, 0, 4, accepted b1 v1 ref t42", // moved by exactly 2
        "0, 500000000, 4, accepted b1 v1 ref t42", // exactly half a second old
        "0, 499999999, 4, refused b1 QUOTE_MOVED",
        "0, 500000000, 9, refused b1 QUOTE_MOVED",
        "1, 0, 2, accepted b1 v1 ref t42", // a later record: the price was the same
    })
    void shouldHoldTheBetAgainstTheQuotedPrice(long moveMaxE8, long ageMaxNs, long recordsBefore, String answer) {
        MarketHarness harness =
                MarketHarness.open(rule -> rule.quoteMoveMaxE8(moveMaxE8).quoteAgeMaxNs(ageMaxNs));
        harness.at(40 * S + S / 2)
                .trade(42, trade -> trade.priceE8(PRICE + 2))
                .clock()
                .clock();
        long sequence = harness.market().lastSequence() + 1;

        harness.bet(bet -> bet.quoteSequence(recordsBefore == 0 ? 0 : sequence - recordsBefore));

        assertEquals(answer, harness.takeLast());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void shouldRefuseAQuoteFromTheFutureOrItsOwnSequence(long ahead) {
        MarketHarness harness = MarketHarness.open(rule -> rule.quoteMoveMaxE8(Long.MAX_VALUE));
        long sequence = harness.market().lastSequence() + 1;

        harness.bet(bet -> bet.quoteSequence(ahead == Long.MAX_VALUE ? ahead : sequence + ahead));

        assertEquals("refused b1 QUOTE_MOVED", harness.takeLast());
    }

    @Test
    void shouldRefuseAQuoteThatIsNotRememberedAnyMore() {
        MarketHarness harness = MarketHarness.open(rule -> rule.quoteMoveMaxE8(Long.MAX_VALUE));
        long sequence = harness.market().lastSequence();
        for (int i = 0; i < RecentTrades.CAPACITY; i++) {
            harness.trade(42 + i);
        }
        harness.take();

        harness.bet(bet -> bet.quoteSequence(sequence)).bet(bet -> bet.quoteSequence(sequence + 1));

        assertEquals(
                List.of("refused b1 QUOTE_MOVED", "accepted b2 v1 ref t" + (41 + RecentTrades.CAPACITY)),
                harness.take());
    }

    @Test
    void shouldCarryTheWholeCommandAndTheReferenceInTheDecision() {
        MarketHarness harness = MarketHarness.open();
        harness.feedEvent(FeedEventFlyweight.CONNECTED).bet();

        byte[] decision = harness.outputs().get(harness.outputs().size() - 1);
        BetAcceptedFlyweight accepted = new BetAcceptedFlyweight().wrap(new UnsafeBuffer(decision), 0, decision.length);
        BetFlyweight command = accepted.wrapCommand(new BetFlyweight());

        assertEquals(decision.length, accepted.length());
        assertEquals(PRICE, accepted.referencePriceE8());
        assertEquals(NOW, accepted.referenceTradeTimeEpochNs());
        assertEquals(harness.market().lastSequence(), accepted.sequence());
        assertEquals(accepted.sequence() - 2, accepted.referenceSequence());
        assertNotEquals(0, accepted.referenceSequence());
        assertEquals("key-1", new String(command.key(), StandardCharsets.US_ASCII));
        assertEquals("terms", new String(command.terms(), StandardCharsets.US_ASCII));
    }
}
