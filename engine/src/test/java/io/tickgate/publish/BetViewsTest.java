package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bets as they are held, against simple lists. */
@Timeout(60)
class BetViewsTest {
    private static final int INSTRUMENTS = 5;
    private static final List<BetOutcome> RESULTS = List.of(BetOutcome.HIT, BetOutcome.MISS, BetOutcome.VOID);

    private final BetViews views = new BetViews(INSTRUMENTS);

    static BetView bet(long sequence, int instrumentId, String user, String key, String terms) {
        return new BetView(
                sequence * 31,
                ~sequence,
                sequence,
                1_000 + sequence,
                3,
                4,
                instrumentId,
                100,
                200,
                5_000,
                6_000,
                77,
                sequence % 3,
                sequence - 1,
                555,
                150,
                4_999,
                "tenant",
                user,
                key,
                terms.getBytes(StandardCharsets.UTF_8),
                null,
                null);
    }

    static BetOutcomeView outcome(BetOutcome result, long sequence, int ordinal) {
        DecidingTrade trade = new DecidingTrade(-9, sequence, Long.MAX_VALUE, 5_500);
        DecidingTrade other = new DecidingTrade(8, sequence - 1, 1, 5_499);
        BetWatermark watermark = new BetWatermark(WatermarkFlyweight.TRADE, 12, 6_001, sequence - 2);
        boolean isCrossed = ordinal % 2 == 1;
        return switch (result) {
            case HIT ->
                new BetOutcomeView(
                        result,
                        new OutcomePosition(sequence, ordinal),
                        9_000,
                        2,
                        null,
                        isCrossed ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE,
                        trade,
                        isCrossed ? other : null,
                        null);
            case MISS ->
                new BetOutcomeView(
                        result, new OutcomePosition(sequence, ordinal), 9_001, 2, null, 0, null, null, watermark);
            case VOID ->
                new BetOutcomeView(
                        result,
                        new OutcomePosition(sequence, ordinal),
                        9_002,
                        2,
                        IndeterminateReason.BEFORE_HISTORY,
                        0,
                        null,
                        null,
                        null);
        };
    }

    /** Content, as the array of the terms is equal to itself only. */
    private static String text(@org.jspecify.annotations.Nullable BetView bet) {
        return bet == null
                ? "none"
                : bet.toString().replaceAll("terms=\\[B@[0-9a-f]+", "terms=")
                        + new String(bet.terms(), StandardCharsets.UTF_8);
    }

    private static BetView decided(BetView open, BetOutcomeView outcome) {
        return new BetView(
                open.idHigh(),
                open.idLow(),
                open.sequence(),
                open.acceptedEpochNs(),
                open.marketId(),
                open.marketVersion(),
                open.instrumentId(),
                open.minE8(),
                open.maxE8(),
                open.fromEpochNs(),
                open.toEpochNs(),
                open.stakeMinor(),
                open.quoteSequence(),
                open.referenceSequence(),
                open.referenceTradeId(),
                open.referencePriceE8(),
                open.referenceTradeTimeEpochNs(),
                open.tenant(),
                open.user(),
                open.key(),
                open.terms(),
                null,
                outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 36, 1_024})
    void shouldGiveBackTheWholeBetByIdAndByKeyBeforeAndAfterItIsDecided(int termsLength) {
        List<BetView> open = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            BetView bet = bet(10 + i, 1, "müller", "k".repeat(58) + i, "t".repeat(termsLength));
            views.add(bet);
            open.add(bet);
        }

        for (int i = 0; i < 6; i++) {
            BetView bet = open.get(i);
            assertEquals(text(bet), text(views.byId(bet.idHigh(), bet.idLow())));
            assertEquals(text(bet), text(views.byKey("tenant", "müller", bet.key())));
            BetOutcomeView outcome = outcome(RESULTS.get(i / 2), 100 + i, i);
            views.pending(bet.idHigh(), bet.idLow(), IndeterminateReason.GAP.code());
            assertEquals(
                    IndeterminateReason.GAP,
                    Objects.requireNonNull(views.byId(bet.idHigh(), bet.idLow()))
                            .pendingReason());
            views.decide(bet.idHigh(), bet.idLow(), outcome);
            views.pending(bet.idHigh(), bet.idLow(), IndeterminateReason.GAP.code());
            assertEquals(text(decided(bet, outcome)), text(views.byId(bet.idHigh(), bet.idLow())));
            assertEquals(text(decided(bet, outcome)), text(views.byKey("tenant", "müller", bet.key())));
        }
        assertNull(views.byKey("tenant", "müllerk", "k".repeat(57) + 1));
        assertNull(views.byKey("tenan", "tmüller", open.get(0).key()));
        assertNull(views.byId(1, 1));
    }

    @Test
    void shouldRefuseToDecideABetTwiceOrOneThatIsNotHeld() {
        BetView bet = bet(10, 1, "u", "k", "");
        views.add(bet);
        views.decide(bet.idHigh(), bet.idLow(), outcome(BetOutcome.MISS, 20, 0));

        assertThrows(
                IllegalStateException.class,
                () -> views.decide(bet.idHigh(), bet.idLow(), outcome(BetOutcome.HIT, 21, 0)));
        assertThrows(IllegalStateException.class, () -> views.decide(1, 2, outcome(BetOutcome.HIT, 21, 0)));
        assertEquals(
                BetState.MISS,
                Objects.requireNonNull(views.byId(bet.idHigh(), bet.idLow())).state());
    }

    /** Takes, decides and forgets at random, also out of order as when the state is told anew, and compares with plain maps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldListAsAPlainListDoesWhateverComesAndGoes(long seed) {
        Random random = new Random(seed);
        boolean isOrdered = seed % 2 == 0;
        TreeMap<Long, BetView> held = new TreeMap<>();
        List<Long> sequences = new ArrayList<>();
        for (long i = 1; i <= 6_000; i++) {
            sequences.add(3 * i);
        }
        if (!isOrdered) {
            java.util.Collections.shuffle(sequences, random);
        }
        int decisions = 0;
        for (long sequence : sequences) {
            BetView bet = bet(sequence, 1 + random.nextInt(INSTRUMENTS), "u" + random.nextInt(2), "k" + sequence, "t");
            views.add(bet);
            held.put(sequence, bet);
            if (random.nextInt(3) > 0) {
                BetView other = any(held, random);
                if (other.outcome() == null) {
                    long at = isOrdered ? 20_000 + decisions / 4 : 20_000 + random.nextInt(9_000);
                    BetOutcomeView outcome = outcome(RESULTS.get(random.nextInt(3)), at, decisions++);
                    views.decide(other.idHigh(), other.idLow(), outcome);
                    held.put(other.sequence(), decided(other, outcome));
                }
            }
            if (random.nextInt(4) == 0) {
                BetView gone = isOrdered ? held.firstEntry().getValue() : any(held, random);
                views.remove(gone.idHigh(), gone.idLow());
                held.remove(gone.sequence());
                assertNull(views.byId(gone.idHigh(), gone.idLow()));
                assertNull(views.byKey("tenant", gone.user(), gone.key()));
            }
        }

        assertEquals(held.size(), views.count());
        assertEquals(held.values().stream().filter(bet -> bet.outcome() == null).count(), views.openCount());
        for (int user = 0; user < 2; user++) {
            for (int stateBits = 1; stateBits <= BetFilter.ALL_STATES; stateBits++) {
                for (int instrumentId = 0; instrumentId <= INSTRUMENTS; instrumentId++) {
                    BetFilter filter = new BetFilter(stateBits, instrumentId);
                    int countMax = 1 + random.nextInt(2_000);
                    assertEquals(expected(held, "u" + user, filter), listed("u" + user, filter, countMax));
                }
            }
            assertEquals(expectedOutcomes(held, "u" + user), streamed("u" + user, 1 + random.nextInt(500)));
        }
        held.values().forEach(bet -> views.remove(bet.idHigh(), bet.idLow()));
        assertEquals(0, views.count());
        assertFalse(views.isAnyOn(1));
    }

    private static BetView any(TreeMap<Long, BetView> held, Random random) {
        Long key = held.ceilingKey((long) random.nextInt(18_001));
        return Objects.requireNonNull(key == null ? held.lastEntry() : held.floorEntry(key))
                .getValue();
    }

    private static List<Long> expected(TreeMap<Long, BetView> held, String user, BetFilter filter) {
        return held.descendingMap().values().stream()
                .filter(bet -> bet.user().equals(user))
                .filter(bet -> (filter.stateBits() & bet.state().bit()) != 0)
                .filter(bet -> filter.instrumentId() == 0 || filter.instrumentId() == bet.instrumentId())
                .map(BetView::sequence)
                .toList();
    }

    private List<Long> listed(String user, BetFilter filter, int countMax) {
        List<Long> all = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (before > 0) {
            BetPage page = views.list("tenant", user, filter, before, countMax);
            assertTrue(page.bets().size() <= countMax);
            page.bets().forEach(bet -> all.add(bet.sequence()));
            before = page.nextBefore();
        }
        return all;
    }

    private static List<Long> expectedOutcomes(TreeMap<Long, BetView> held, String user) {
        return held.values().stream()
                .filter(bet -> bet.outcome() != null && bet.user().equals(user))
                .sorted(Comparator.comparing(
                        bet -> Objects.requireNonNull(bet.outcome()).position()))
                .map(BetView::sequence)
                .toList();
    }

    private List<Long> streamed(String user, int countMax) {
        List<Long> all = new ArrayList<>();
        OutcomePosition position = OutcomePosition.START;
        List<BetView> next = views.outcomesAfter("tenant", user, position, countMax);
        while (!next.isEmpty()) {
            next.forEach(bet -> all.add(bet.sequence()));
            position =
                    Objects.requireNonNull(next.get(next.size() - 1).outcome()).position();
            next = views.outcomesAfter("tenant", user, position, countMax);
        }
        return all;
    }

    @Test
    void shouldLookAtABoundedNumberOfBetsAndGoOnFromThere() {
        int count = 2 * BetViews.LOOKS_MAX + 10;
        views.add(bet(1, 2, "u", "rare", ""));
        for (long sequence = 2; sequence < count; sequence++) {
            views.add(bet(sequence, 1, "u", "k" + sequence, ""));
        }
        BetFilter rare = new BetFilter(BetFilter.ALL_STATES, 2);

        BetPage first = views.list("tenant", "u", rare, Long.MAX_VALUE, 10);
        BetPage second = views.list("tenant", "u", rare, first.nextBefore(), 10);
        BetPage third = views.list("tenant", "u", rare, second.nextBefore(), 10);

        assertEquals(List.of(), first.bets());
        assertEquals(count - BetViews.LOOKS_MAX, first.nextBefore());
        assertEquals(List.of(), second.bets());
        assertEquals(List.of(1L), third.bets().stream().map(BetView::sequence).toList());
        assertEquals(0, third.nextBefore());
        assertEquals(
                1, views.list("tenant", "u", new BetFilter(1, 2), 3, 1).bets().size());
        assertEquals(
                0,
                views.list("tenant", "u", new BetFilter(2, 0), Long.MAX_VALUE, 1)
                        .nextBefore());
    }

    @Test
    void shouldKnowWhatWasForgottenOfTheOutcomes() {
        BetView one = bet(1, 1, "u", "a", "");
        BetView two = bet(2, 1, "u", "b", "");
        views.add(one);
        views.add(two);
        views.decide(two.idHigh(), two.idLow(), outcome(BetOutcome.HIT, 5, 0));
        views.decide(one.idHigh(), one.idLow(), outcome(BetOutcome.HIT, 5, 1));

        assertTrue(views.isHeldSince(OutcomePosition.START));
        views.remove(one.idHigh(), one.idLow());

        assertFalse(views.isHeldSince(new OutcomePosition(5, 0)));
        assertTrue(views.isHeldSince(new OutcomePosition(5, 1)));
        assertTrue(views.isHeldSince(OutcomePosition.after(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.0", "999999999999999999.999999999", "7"})
    void shouldReadAPositionAsItWritesIt(String text) {
        assertEquals(text, Objects.requireNonNull(OutcomePosition.parse(text)).text());
    }
}
