package io.tickgate.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run put beside records that were changed, cut, lengthened and mixed. */
class DecisionComparisonTest {
    @TempDir
    Path folder;

    /** Bets, refusals, gates, a restart. */
    private static MarketHarness run() {
        MarketHarness harness = MarketHarness.open().bet().bet("key-1", bet -> {});
        harness.trade(60).at(41 * MarketHarness.S).start().bet();
        for (int second = 41; second < 90; second++) {
            harness.at(second * MarketHarness.S).trade(second + 20);
        }
        return harness.bet();
    }

    private static List<byte[]> decisionsOf(MarketHarness harness) {
        List<byte[]> decisions = new ArrayList<>();
        for (byte[] output : harness.outputs()) {
            if (header(output).kindCode() < RecordKind.PRICE_CHANGED.code()) {
                decisions.add(withChecksum(output.clone()));
            }
        }
        return decisions;
    }

    private static RecordFlyweight header(byte[] record) {
        return new RecordFlyweight().wrap((DirectBuffer) new UnsafeBuffer(record), 0, record.length);
    }

    private static byte[] withChecksum(byte[] record) {
        int crc = new RecordChecksum().of(ByteBuffer.wrap(record), 0, record.length);
        new UnsafeBuffer(record).putInt(RecordFlyweight.CRC_OFFSET, crc, RecordFlyweight.BYTE_ORDER);
        return record;
    }

    private static int firstOf(List<byte[]> decisions, RecordKind kind) {
        for (int i = 0; i < decisions.size(); i++) {
            if (header(decisions.get(i)).kindCode() == kind.code()) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static void change(byte[] record, Consumer<UnsafeBuffer> change) {
        change.accept(new UnsafeBuffer(record));
        withChecksum(record);
    }

    private DecisionComparison compare(MarketHarness run, List<byte[]> recorded, int differencesMax) {
        try (RecordLog log = RecordLog.openForWriting(folder, false)) {
            try (RecordAppender appender = log.newAppender()) {
                UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
                for (byte[] record : recorded) {
                    direct.putBytes(0, record);
                    appender.append(direct, record.length);
                }
            }
            try (RecordReader reader = log.newReader()) {
                return feed(run, new DecisionComparison(reader, differencesMax));
            }
        }
    }

    private static DecisionComparison feed(MarketHarness run, DecisionComparison comparison) {
        Market market = new Market(comparison);
        for (byte[] record : run.records()) {
            market.onRecord(new UnsafeBuffer(record), record.length);
            comparison.onRecordEnd(market.lastSequence(), market.definitions());
        }
        return comparison;
    }

    @Test
    void shouldFindNothingWhenAllIsEqual() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);

        DecisionComparison comparison = compare(run, decisions, 10);

        assertEquals(decisions.size(), comparison.equal());
        assertEquals(0, comparison.differencesTotal());
        assertEquals(0, comparison.unrecorded());
        assertEquals(comparison.recordedOfKind(), comparison.derivedOfKind());
        assertEquals(2, comparison.derivedOfKind().get(RecordKind.BET_ACCEPTED));
    }

    @Test
    void shouldNameTheFieldsThatDifferAndGoOn() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        byte[] gate = decisions.get(firstOf(decisions, RecordKind.GATE_CHANGED));
        change(gate, buffer -> new GateChangedFlyweight().wrap(buffer).reasonCode(GateReason.DISK.code()));
        byte[] bet = decisions.get(firstOf(decisions, RecordKind.BET_ACCEPTED));
        change(bet, buffer -> new BetAcceptedFlyweight().wrap(buffer).referencePriceE8(123_000_000));

        DecisionComparison comparison = compare(run, decisions, 10);

        assertEquals(decisions.size() - 2, comparison.equal());
        assertEquals(Map.of(RecordKind.GATE_CHANGED, 1L, RecordKind.BET_ACCEPTED, 1L), comparison.differentOfKind());
        DecisionDifference first = comparison.differences().get(0);
        assertEquals(header(gate).sequence(), first.sequence());
        assertEquals("reason=DISK", first.recordedText());
        assertTrue(first.derivedText().startsWith("reason="), first.sentence());
        DecisionDifference second = comparison.differences().get(1);
        assertEquals("referencePrice=1.23", second.recordedText());
        assertEquals("referencePrice=60000", second.derivedText());
        assertTrue(
                second.sentence().contains("BET_ACCEPTED of " + second.subject() + ": recorded "), second.sentence());
    }

    @Test
    void shouldSayWhatIsMissingInTheRecordWithoutBlamingItsNeighbours() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        byte[] removed = decisions.remove(4);

        DecisionComparison comparison = compare(run, decisions, 10);

        assertEquals(decisions.size(), comparison.equal());
        assertEquals(1, comparison.differencesTotal());
        assertEquals(header(removed).sequence(), comparison.differences().get(0).sequence());
        assertEquals("nothing", comparison.differences().get(0).recordedText());
    }

    @Test
    void shouldSayWhatIsRecordedThatTheJournalDoesNotGive() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        int place = firstOf(decisions, RecordKind.BET_ACCEPTED);
        decisions.add(place, decisions.get(place).clone());

        DecisionComparison comparison = compare(run, decisions, 10);

        assertEquals(decisions.size() - 1, comparison.equal());
        assertEquals(1, comparison.differencesTotal());
        assertEquals("nothing", comparison.differences().get(0).derivedText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void shouldCountWhatIsNotRecordedYetApart(int recorded) {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);

        DecisionComparison comparison = compare(run, decisions.subList(0, recorded), 10);

        assertEquals(recorded, comparison.equal());
        assertEquals(0, comparison.differencesTotal());
        assertEquals(decisions.size() - recorded, comparison.unrecorded());
    }

    @Test
    void shouldCountAllDifferencesWhenOnlySomeAreKept() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        for (byte[] decision : decisions) {
            change(decision, buffer -> buffer.putInt(RecordFlyweight.HEADER_LENGTH, 99, RecordFlyweight.BYTE_ORDER));
        }

        DecisionComparison comparison = compare(run, decisions, 3);

        assertEquals(3, comparison.differences().size());
        assertEquals(decisions.size(), comparison.differencesTotal());
        assertEquals("rulesVersion=99", comparison.differences().get(2).recordedText());
    }

    @Test
    void shouldCallEverythingUnrecordedWhenThereIsNoRecordOfDecisions() {
        MarketHarness run = run();

        DecisionComparison comparison = feed(run, new DecisionComparison(null, 10));

        assertEquals(decisionsOf(run).size(), comparison.unrecorded());
        assertEquals(0, comparison.differencesTotal());
    }
}
