package io.tickgate.market;

import static io.tickgate.market.MarketHarness.INSTRUMENT;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Holdings: what is decided, what bounds them, what of them is in the state. */
class HoldingTest {
    private static final long BTC_1_25 = 125_000_000L;

    private final MarketHarness harness = MarketHarness.started().at(S).clock();
    private final HoldingCommands commands = new HoldingCommands(harness);

    @Test
    void shouldSetChangeAndRemoveAndSayWhatWasHeldBefore() {
        commands.set("ann", INSTRUMENT, BTC_1_25)
                .set("ann", INSTRUMENT, BTC_1_25)
                .set("bob", INSTRUMENT, 1)
                .set("ann", INSTRUMENT, Long.MAX_VALUE)
                .set("ann", INSTRUMENT, 0)
                .set("ann", INSTRUMENT, 0);

        assertEquals(
                List.of(
                        "holding h1 ann i1 0->125000000 SET",
                        "holding h2 ann i1 125000000->125000000 SET",
                        "holding h3 bob i1 0->1 SET",
                        "holding h4 ann i1 125000000->9223372036854775807 SET",
                        "holding h5 ann i1 9223372036854775807->0 REMOVED",
                        "holding h6 ann i1 0->0 REMOVED"),
                harness.take());
    }

    @Test
    void shouldTellTenantsApartWhoseNamesOnlyMeetWhenJoined() {
        commands.set("ab", "c", INSTRUMENT, 5, harness.now())
                .set("a", "bc", INSTRUMENT, 6, harness.now())
                .set("ab", "c", INSTRUMENT, 7, harness.now());

        assertEquals(
                List.of("holding h1 c i1 0->5 SET", "holding h2 bc i1 0->6 SET", "holding h3 c i1 5->7 SET"),
                harness.take());
    }

    @Test
    void shouldRefuseWhatIsOlderThanTwoSecondsAndTakeWhatIsExactlyThatOld() {
        long sent = harness.now();
        harness.at(3 * S).clock();
        commands.set("tenant", "ann", INSTRUMENT, 5, sent);
        harness.at(3 * S + 1).clock();
        commands.set("tenant", "ann", INSTRUMENT, 6, sent);
        commands.set("tenant", "ann", INSTRUMENT, 0, sent);

        assertEquals(
                List.of(
                        "holding h1 ann i1 0->5 SET",
                        "holding h2 ann i1 5->6 COMMAND_EXPIRED",
                        "holding h3 ann i1 5->0 COMMAND_EXPIRED"),
                harness.take());
    }

    @Test
    void shouldRefuseAmountsBelowZeroAndInstrumentsThatAreNone() {
        commands.set("ann", INSTRUMENT, -1)
                .set("ann", INSTRUMENT, Long.MIN_VALUE)
                .set("ann", 77, 5)
                .set("ann", 0, 5)
                .set("ann", -1, 5)
                .set("ann", 77, 0);

        assertEquals(
                List.of(
                        "holding h1 ann i1 0->-1 AMOUNT_INVALID",
                        "holding h2 ann i1 0->-9223372036854775808 AMOUNT_INVALID",
                        "holding h3 ann i77 0->5 UNKNOWN_INSTRUMENT",
                        "holding h4 ann i0 0->5 UNKNOWN_INSTRUMENT",
                        "holding h5 ann i-1 0->5 UNKNOWN_INSTRUMENT",
                        "holding h6 ann i77 0->0 REMOVED"),
                harness.take());
    }

    @Test
    void shouldKeepWhatIsHeldOfAWithdrawnInstrumentAndLetItOnlyBeRemoved() {
        commands.set("ann", INSTRUMENT, 5);
        retire(INSTRUMENT);
        harness.take();

        commands.set("ann", INSTRUMENT, 6).set("ann", INSTRUMENT, 0);

        assertEquals(
                List.of("holding h2 ann i1 5->6 UNKNOWN_INSTRUMENT", "holding h3 ann i1 5->0 REMOVED"), harness.take());
    }

    private void retire(int instrumentId) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
        InstrumentFlyweight retired = new InstrumentFlyweight()
                .wrap(buffer)
                .set(harness.now(), instrumentId, InstrumentFlyweight.CONFIGURED, true, "BTC/USD", "");
        harness.feed(buffer, retired.length());
    }

    @Test
    void shouldRefuseOneMoreThanAUserMayHold() {
        for (int i = 1; i <= Holdings.PER_USER_MAX + 1; i++) {
            harness.defineStream(i, i);
        }
        harness.take();
        for (int i = 1; i <= Holdings.PER_USER_MAX; i++) {
            commands.set("ann", i, i);
        }
        List<String> taken = harness.take();

        int more = Holdings.PER_USER_MAX + 1;
        commands.set("ann", more, 5)
                .set("bob", more, 5)
                .set("ann", 500, 5)
                .set("ann", 500, 0)
                .set("ann", more, 5);

        assertTrue(taken.stream().allMatch(decision -> decision.endsWith(" SET")));
        assertEquals(
                List.of(
                        "holding h1001 ann i1001 0->5 HOLDINGS_LIMIT",
                        "holding h1002 bob i1001 0->5 SET",
                        "holding h1003 ann i500 500->5 SET",
                        "holding h1004 ann i500 5->0 REMOVED",
                        "holding h1005 ann i1001 0->5 SET"),
                harness.take());
    }

    @Test
    void shouldHaveNoRoomForAnybodyWhenAllIsFullAndAgainWhenOneIsGone() {
        Holdings holdings = new Holdings();
        Holdings.Owner stranger = new Holdings.Owner("t", "stranger");
        for (int user = 0; user < Holdings.HOLDINGS_MAX / Holdings.PER_USER_MAX; user++) {
            Holdings.Owner owner = new Holdings.Owner("t", "user-" + user);
            for (int i = 1; i <= Holdings.PER_USER_MAX; i++) {
                holdings.set(owner, i, i);
            }
        }

        boolean whenFull = holdings.hasRoom(stranger);
        holdings.set(new Holdings.Owner("t", "user-7"), 9, 0);
        boolean afterwards = holdings.hasRoom(stranger);

        assertEquals(Holdings.HOLDINGS_MAX - 1, holdings.size());
        assertTrue(!whenFull && afterwards);
    }

    /** Ends of the same run that differ in one thing each; no two may give the same state. */
    private static List<Consumer<HoldingCommands>> variants() {
        return List.of(
                one -> {},
                one -> one.set("ann", 1, 5),
                one -> one.set("ann", 1, 6),
                one -> one.set("bob", 1, 5),
                one -> one.set("ann", 2, 5),
                one -> one.set("other", "ann", 1, 5, MarketHarness.T0 + S),
                one -> one.set("tenantann", "", 1, 5, MarketHarness.T0 + S));
    }

    @Test
    void shouldGiveAnotherStateHashWhenAnyOneThingOfAHoldingDiffers() {
        Map<String, Integer> variantOfHash = new HashMap<>();
        for (int i = 0; i < variants().size(); i++) {
            MarketHarness run = MarketHarness.started().defineStream(2, 2).at(S).clock();
            HoldingCommands made = new HoldingCommands(run);
            made.set("ann", 1, 1).set("ann", 1, 0);
            variants().get(i).accept(made);
            // The number of records is part of the state: all runs get to the same one.
            while (run.market().lastSequence() < 20) {
                run.clock();
            }

            Integer other = variantOfHash.put(run.market().stateHash(), i);

            assertEquals(null, other, "variant " + i + " gives the state of variant " + other);
        }
    }

    @Test
    void shouldHaveTheSameHashHoweverTheSameHoldingsCameAbout() {
        Holdings one = new Holdings();
        Holdings other = new Holdings();
        Holdings.Owner ann = new Holdings.Owner("t", "ann");
        Holdings.Owner bob = new Holdings.Owner("t", "bob");

        one.set(ann, 1, 5);
        one.set(bob, 2, 6);
        other.set(bob, 2, 9);
        other.set(ann, 3, 9);
        other.set(bob, 2, 6);
        other.set(ann, 1, 5);
        other.set(ann, 3, 0);

        assertEquals(sumHash(one), sumHash(other));
        other.set(ann, 1, 4);
        assertNotEquals(sumHash(one), sumHash(other));
    }

    private static String sumHash(Holdings holdings) {
        StateWriter state = new StateWriter();
        holdings.saveSum(state);
        return state.hex();
    }

    @Test
    void shouldBeRestoredAsSaved() {
        Holdings holdings = new Holdings();
        for (int i = 0; i < 3_000; i++) {
            Holdings.Owner owner = new Holdings.Owner("tenant-" + i % 3, "user-ÿ-" + i % 250);
            holdings.set(owner, 1 + i * 7 % 40, i * 1_000L);
        }
        byte[] saved = saved(holdings);
        Holdings restored = new Holdings();

        int[] position = {0};
        restored.restore(new StateReader((into, length) -> {
            System.arraycopy(saved, position[0], into, 0, length);
            position[0] += length;
        }));

        assertEquals(saved.length, position[0]);
        assertEquals(holdings.size(), restored.size());
        assertEquals(sumHash(holdings), sumHash(restored));
        assertArrayEquals(saved, saved(restored));
    }

    private static byte[] saved(Holdings holdings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateWriter state = new StateWriter((chunk, length) -> bytes.write(chunk, 0, length));
        holdings.save(state);
        state.hash();
        return bytes.toByteArray();
    }

    @Test
    void shouldGiveTheSameOutputByteForByteWhenReplayed() {
        harness.defineStream(2, 2);
        for (int i = 0; i < 500; i++) {
            harness.at(S + i * 100_000_000L).trade(i + 1);
            commands.set("tenant", "user-" + i % 7, 1 + i % 3, i % 5, harness.now() - (i % 11 == 0 ? 3 * S : 0));
        }
        List<byte[]> replayed = new ArrayList<>();

        Market market = new Market((record, length) -> {
            byte[] copy = new byte[length];
            record.getBytes(0, copy);
            replayed.add(copy);
        });
        harness.records().forEach(record -> market.onRecord(new UnsafeBuffer(record), record.length));

        assertEquals(harness.outputs().size(), replayed.size());
        for (int i = 0; i < replayed.size(); i++) {
            assertArrayEquals(harness.outputs().get(i), replayed.get(i), "output " + i);
        }
        assertEquals(harness.market().stateHash(), market.stateHash());
    }

    @Test
    void shouldMoveNothingElse() {
        MarketHarness without = MarketHarness.open();
        MarketHarness with = MarketHarness.open();
        without.clock().bet();
        new HoldingCommands(with).set("ann", INSTRUMENT, 5);
        with.bet();

        List<String> others = new ArrayList<>(with.take());
        others.removeIf(decision -> decision.startsWith("holding "));

        assertEquals(without.take(), others);
    }

    @Test
    void shouldTellAllThatIsHeldInOneOrder() {
        List<String> told = new ArrayList<>();
        DecisionWriter decisions = new DecisionWriter((record, length) -> told.add(OutputText.of(record, length)));
        Holdings holdings = new Holdings();
        HoldingDesk desk = new HoldingDesk(holdings, new Definitions(), decisions);
        decisions.begin(new RecordFlyweight().wrap(new UnsafeBuffer(new byte[RecordFlyweight.HEADER_LENGTH])));
        holdings.set(new Holdings.Owner("t", "bob"), 2, 7);
        holdings.set(new Holdings.Owner("t", "ann"), 2, 6);
        holdings.set(new Holdings.Owner("t", "ann"), 1, 5);

        desk.tellAll(harness.now());

        assertEquals(
                List.of("holding h0 ann i1 5->5 SET", "holding h0 ann i2 6->6 SET", "holding h0 bob i2 7->7 SET"),
                told);
    }
}
