package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StateHashedFlyweight;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** A market that is restored from a snapshot goes on as the one that was saved. */
class SaveRestoreTest {
    private static final int STEPS_MAX = 600;

    /** Bets, gaps and connections of one stream; three instruments shown from several venues. */
    private static final class Run {
        final MarketHarness harness = MarketHarness.started();
        final Random random;
        final RandomInput input;
        final RandomVenues venues;
        final HoldingCommands holdings;

        Run(long seed) {
            random = new Random(seed);
            input = new RandomInput(harness, random);
            venues = new RandomVenues(harness, random);
            venues.define();
            holdings = new HoldingCommands(harness);
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                input.next();
                venues.next();
                if (random.nextInt(8) == 0) {
                    hold();
                }
            }
        }

        /** Often of the same few users and instruments, so that holdings are changed and removed too. */
        private void hold() {
            long sentEpochNs = harness.now() - (random.nextInt(5) == 0 ? 3 * S : 0);
            String user = "user-" + random.nextInt(5);
            holdings.set("tenant", user, 1 + random.nextInt(4), random.nextInt(4) - 1, sentEpochNs);
        }
    }

    @Property(tries = 400)
    void shouldGoOnAlikeWhenRestored(
            @ForAll long seed,
            @ForAll @IntRange(max = STEPS_MAX) int before,
            @ForAll @IntRange(min = 1, max = STEPS_MAX) int after) {
        Run run = new Run(seed);
        run.steps(before);
        Market live = run.harness.market();

        SavedMarket restored = SavedMarket.of(live);

        assertEquals(List.of(), StateGraph.differences(live, restored.market()));
        assertArrayEquals(SavedMarket.save(live), SavedMarket.save(restored.market()));
        assertEquals(live.stateHash(), restored.market().stateHash());
        int records = run.harness.records().size();
        int outputs = run.harness.outputs().size();
        run.steps(after);
        feed(run.harness.records().subList(records, run.harness.records().size()), restored.market());
        assertOutputs(
                run.harness.outputs().subList(outputs, run.harness.outputs().size()), restored.outputs());
        assertEquals(live.stateHash(), restored.market().stateHash());
        assertArrayEquals(SavedMarket.save(live), SavedMarket.save(restored.market()));
    }

    private static void feed(List<byte[]> records, Market market) {
        for (byte[] record : records) {
            market.onRecord(new UnsafeBuffer(record), record.length);
        }
    }

    private static void assertOutputs(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            byte[] bytes = expected.get(i);
            assertArrayEquals(bytes, actual.get(i), () -> OutputText.of(new UnsafeBuffer(bytes), bytes.length));
        }
    }

    @Example
    void shouldPutOutDecisionsOfEveryKindInTheseRuns() {
        Set<RecordKind> kinds = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            Run run = new Run(seed);
            run.steps(STEPS_MAX);
            for (byte[] output : run.harness.outputs()) {
                RecordKind kind = RecordKind.of(header(output).kindCode());
                if (kind != null) {
                    kinds.add(kind);
                }
            }
        }

        // A run in which nothing happens would prove nothing.
        assertTrue(
                kinds.containsAll(Set.of(
                        RecordKind.STREAM_HEALTH_CHANGED,
                        RecordKind.GATE_CHANGED,
                        RecordKind.GAP_CONFIRMED,
                        RecordKind.GAP_FILLED,
                        RecordKind.BET_ACCEPTED,
                        RecordKind.BET_REFUSED,
                        RecordKind.BET_REPEATED,
                        RecordKind.BET_DECIDED,
                        RecordKind.BET_PENDING,
                        RecordKind.SOURCE_CHANGED,
                        RecordKind.STATE_HASHED,
                        RecordKind.HOLDING_DECIDED,
                        RecordKind.PRICE_CHANGED,
                        RecordKind.STREAM_PRICE_CHANGED,
                        RecordKind.COVERAGE_CHANGED)),
                kinds.toString());
    }

    private static RecordFlyweight header(byte[] output) {
        return new RecordFlyweight().wrap(new UnsafeBuffer(output), 0, output.length);
    }

    @Property(tries = 50)
    void shouldChangeNothingWhenAllIsToldAgain(@ForAll long seed) {
        Run run = new Run(seed);
        run.steps(STEPS_MAX / 2);
        Market live = run.harness.market();
        SavedMarket restored = SavedMarket.of(live);

        restored.market().tellAll();

        assertEquals(List.of(), StateGraph.differences(live, restored.market()));
        assertTrue(!restored.outputs().isEmpty());
    }

    @Example
    void shouldHashTheStateOnceAMinuteAndAfterAllElse() {
        MarketHarness harness = MarketHarness.started();
        harness.at(10 * S).clock();
        int before = harness.outputs().size();

        harness.at(11 * S).clock().at(90 * S).trade(1).clock().clock();

        List<byte[]> hashes = harness
                .outputs()
                .subList(before, harness.outputs().size())
                .stream()
                .filter(output -> header(output).kindCode() == RecordKind.STATE_HASHED.code())
                .toList();
        assertEquals(1, hashes.size());
        StateHashedFlyweight hashed = new StateHashedFlyweight();
        hashed.wrap(new UnsafeBuffer(hashes.get(0)), 0, hashes.get(0).length);
        assertEquals(harness.market().lastSequence() - 1, hashed.sequence());
        assertEquals(harness.now(), hashed.engineTimeEpochNs());
    }

    @Example
    void shouldSayTheStateHashOfTheMarketThatIsSavedThere() {
        MarketHarness harness = MarketHarness.open().bet();

        harness.at(90 * S).clock();

        byte[] last = harness.outputs().get(harness.outputs().size() - 1);
        StateHashedFlyweight hashed = new StateHashedFlyweight();
        hashed.wrap(new UnsafeBuffer(last), 0, last.length);
        assertEquals(harness.market().stateHash(), HexFormat.of().formatHex(hashed.hash()));
        assertEquals(
                harness.market().stateHash(),
                SavedMarket.of(harness.market()).market().stateHash());
    }

    @Example
    void shouldRefuseToRestoreAMarketThatHasBegun() {
        MarketHarness harness = MarketHarness.open();

        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> harness.market().restore(new StateReader((into, length) -> {})));

        assertTrue(refusal.getMessage().contains("empty"), refusal.getMessage());
    }

    @Example
    void shouldRefuseASnapshotOfOtherRules() {
        byte[] empty = SavedMarket.save(new Market((record, length) -> {}));
        // Six empty tables of definitions stand before it.
        empty[6 * Long.BYTES]++;
        int[] at = {0};

        IllegalStateException refusal = assertThrows(
                IllegalStateException.class,
                () -> new Market((record, length) -> {}).restore(new StateReader((into, length) -> {
                    System.arraycopy(empty, at[0], into, 0, length);
                    at[0] += length;
                })));

        assertNotEquals(0, at[0]);
        assertTrue(refusal.getMessage().contains("rules version"), refusal.getMessage());
    }
}
