package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay beside what was recorded: equal, cut, changed, and too much. */
class DecisionReplayTest {
    @TempDir
    Path folder;

    private final List<byte[]> replayed = new ArrayList<>();
    private final List<byte[]> unrecorded = new ArrayList<>();

    /** A run with decisions of every kind, a restart in it. */
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
            int kind = new RecordFlyweight()
                    .wrap(new UnsafeBuffer(output), 0, output.length)
                    .kindCode();
            if (kind < RecordKind.PRICE_CHANGED.code()) {
                decisions.add(withChecksum(output.clone()));
            }
        }
        return decisions;
    }

    private static byte[] withChecksum(byte[] record) {
        int crc = new RecordChecksum().of(ByteBuffer.wrap(record), 0, record.length);
        new UnsafeBuffer(record).putInt(RecordFlyweight.CRC_OFFSET, crc, RecordFlyweight.BYTE_ORDER);
        return record;
    }

    private DecisionReplay replay(MarketHarness run, List<byte[]> recorded) {
        try (RecordLog log = RecordLog.openForWriting(folder, false)) {
            try (RecordAppender appender = log.newAppender()) {
                UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
                for (byte[] record : recorded) {
                    direct.putBytes(0, record);
                    appender.append(direct, record.length);
                }
            }
            try (RecordReader reader = log.newReader()) {
                DecisionReplay replay = new DecisionReplay(reader, listener());
                feed(run, replay);
                replay.finish(Long.MAX_VALUE);
                return replay;
            }
        }
    }

    private static void feed(MarketHarness run, DecisionReplay replay) {
        Market market = new Market(replay);
        for (byte[] record : run.records()) {
            market.onRecord(new UnsafeBuffer(record), record.length);
        }
    }

    private DecisionReplay.Listener listener() {
        return new DecisionReplay.Listener() {
            @Override
            public void onReplayed(UnsafeBuffer record, int length) {
                replayed.add(copy(record, length));
            }

            @Override
            public void onUnrecorded(UnsafeBuffer record, int length) {
                unrecorded.add(copy(record, length));
            }
        };
    }

    private static byte[] copy(UnsafeBuffer record, int length) {
        byte[] copy = new byte[length];
        record.getBytes(0, copy);
        return copy;
    }

    @Test
    void shouldFindEverythingEqualWhenAllIsRecorded() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);

        DecisionReplay replay = replay(run, decisions);

        assertEquals(decisions.size(), replay.compared());
        assertEquals(0, replay.unrecorded());
        assertEquals(run.outputs().size(), replayed.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void shouldHandOutWhatACrashKeptFromBeingRecorded(int recorded) {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);

        DecisionReplay replay = replay(run, decisions.subList(0, recorded));

        assertEquals(recorded, replay.compared());
        assertEquals(decisions.size() - recorded, unrecorded.size());
        for (int i = 0; i < unrecorded.size(); i++) {
            assertArrayEquals(decisions.get(recorded + i), unrecorded.get(i), "decision " + (recorded + i));
        }
    }

    @Test
    void shouldNameTheSequenceWhenADecisionDiffers() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        byte[] changed = decisions.get(4);
        changed[changed.length - 1] ^= 1;
        withChecksum(changed);
        long sequence = new RecordFlyweight()
                .wrap(new UnsafeBuffer(changed), 0, changed.length)
                .sequence();

        JournalException difference = assertThrows(JournalException.class, () -> replay(run, decisions));

        assertTrue(difference.getMessage().contains("at sequence " + sequence + ":"), difference.getMessage());
    }

    @Test
    void shouldFindADifferenceWhenADecisionIsMissingWithin() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        decisions.remove(4);

        assertThrows(JournalException.class, () -> replay(run, decisions));
    }

    @Test
    void shouldRefuseADecisionThatTheJournalDoesNotGive() {
        MarketHarness run = run();
        List<byte[]> decisions = decisionsOf(run);
        decisions.add(decisions.get(decisions.size() - 1));

        JournalException extra = assertThrows(JournalException.class, () -> replay(run, decisions));

        assertTrue(extra.getMessage().contains("the journal does not give: BET_ACCEPTED"), extra.getMessage());
    }

    @Test
    void shouldHandOutEverythingWhenThereIsNoRecordOfDecisions() {
        MarketHarness run = run();
        DecisionReplay replay = new DecisionReplay(null, listener());

        feed(run, replay);

        assertDoesNotThrow(() -> replay.finish(Long.MAX_VALUE));
        assertEquals(decisionsOf(run).size(), unrecorded.size());
        assertEquals(unrecorded.size(), replay.unrecorded());
    }
}
