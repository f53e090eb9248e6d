package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.RuleChange;
import io.tickgate.engine.JournalReplay;
import io.tickgate.history.JournalHistory;
import io.tickgate.history.TouchAnswer;
import io.tickgate.history.Trade;
import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.replay.ReplayListener;
import io.tickgate.replay.WhatIf;
import io.tickgate.replay.WhatIfKind;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replays of a journal whose first files were deleted: from the oldest snapshot that still lies in it. */
@Timeout(120)
class PrunedReplayTest {
    private static final int KEPT = 5;
    private static final String SYMBOL = "BTC/USD1";

    @TempDir
    Path folder;

    private MarketHarness run = new MarketHarness();

    @BeforeEach
    void prune() {
        run = SnapshotRig.run(4 * 60);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            SecondMarketAgent agent =
                    rig.agent(HistorySink.NONE, new Retention(3_600 * MarketHarness.S, Long.MAX_VALUE), List.of());
            rig.runToEnd(agent);
            agent.onClose();
        }
    }

    private WhatIf whatIf(String assignment) {
        return WhatIf.run(
                folder, RuleChange.read(List.of(assignment)), JournalReplay.TO_THE_END, KEPT, ReplayListener.NOBODY);
    }

    @Test
    void shouldReplayAndCompareWhatIsLeft() {
        JournalReplay replay = JournalReplay.run(folder, records -> {});
        JournalReplay compared = JournalReplay.compare(folder, JournalReplay.TO_THE_END, KEPT, ReplayListener.NOBODY);

        assertTrue(replay.firstSequence() > 1, "files were deleted");
        assertEquals(run.market().stateHash(), replay.stateHash());
        assertEquals(run.market().stateHash(), compared.stateHash());
        assertEquals(0, compared.differencesTotal(), compared.differences().toString());
        assertEquals(0, compared.unrecorded());
        assertEquals(replay.decisions(), compared.decisions());
    }

    @Test
    void shouldStopAtASequenceAndRefuseOneThatIsGone() {
        long first = JournalReplay.run(folder, records -> {}).firstSequence();

        JournalReplay part = JournalReplay.run(folder, first + 10, ReplayListener.NOBODY);

        assertEquals(first + 10, part.lastSequence());
        assertEquals(11, part.records());
        assertThrows(JournalException.class, () -> JournalReplay.run(folder, 5, ReplayListener.NOBODY));
    }

    @Test
    void shouldFindNothingWithTheSameRulesAndSomethingWithOthers() {
        WhatIf same = whatIf("health.critical=10s");
        WhatIf stricter = whatIf("health.critical=1s");

        assertEquals(0, same.total(), () -> same.sums().toString());
        assertTrue(
                stricter.totals().containsKey(WhatIfKind.GATE),
                () -> stricter.sums().toString());
    }

    @Test
    void shouldDeriveNearlyAllOfWhatIsLeft() {
        JournalReplay replay = JournalReplay.run(folder, records -> {});

        long leftNs = run.market().marketTimeEpochNs() - startOfFirstFile();
        assertTrue(replay.records() > 1_800, "an hour and more of trades every two seconds: " + replay.records());
        try (RecordLog journal = RecordLog.openForReading(folder.resolve("journal"), true);
                RecordReader reader = journal.newReader()) {
            reader.seek(replay.firstSequence());
            reader.next();
            long derivedNs = run.market().marketTimeEpochNs() - reader.header().engineTimeEpochNs();
            assertTrue(derivedNs > leftNs - 3 * 60 * MarketHarness.S, derivedNs + " of " + leftNs);
        }
    }

    private long startOfFirstFile() {
        try (RecordLog journal = RecordLog.openForReading(folder.resolve("journal"), true);
                RecordReader reader = journal.newReader()) {
            return journal.files(reader).get(0).startEpochNs();
        }
    }

    @Test
    void shouldTellTheTradesOfWhatIsLeftAndClaimNothingOfBefore() throws IOException {
        long first = JournalReplay.run(folder, records -> {}).firstSequence();

        try (JournalHistory history = JournalHistory.read(folder, SYMBOL, 0, Long.MAX_VALUE, ReplayListener.NOBODY)) {
            int streamId = history.stream(null);
            List<Trade> trades = new ArrayList<>();
            history.history().trades(streamId, 0, Long.MAX_VALUE, Long.MAX_VALUE, trades::add);
            TouchRule rule = new TouchRule(MarketFlyweight.TOUCH_INSIDE, MarketFlyweight.BOUNDS_CLOSED, 0, 0);
            long before = trades.get(0).tradeTimeEpochNs() - 100 * MarketHarness.S;
            TouchAnswer gone = history.history().touch(streamId, before, before + 10 * MarketHarness.S, 1, 2, rule);
            long within = trades.get(0).tradeTimeEpochNs() + 100 * MarketHarness.S;
            TouchAnswer there = history.history().touch(streamId, within, within + 10 * MarketHarness.S, 1, 2, rule);

            assertEquals(first, history.beganBehindSequence() + 1);
            assertTrue(trades.size() > 1_700, "trades: " + trades.size());
            assertTrue(trades.get(0).sequence() >= first);
            assertEquals(TouchAnswer.Outcome.INDETERMINATE, gone.outcome());
            assertEquals(TouchAnswer.Outcome.MISS, there.outcome());
        }
    }

    @Test
    void shouldSayInASentenceThatNothingCanBeDerivedWithoutASnapshot() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        JournalException replay = assertThrows(JournalException.class, () -> JournalReplay.run(folder, records -> {}));
        JournalException history = assertThrows(
                JournalException.class,
                () -> JournalHistory.read(folder, SYMBOL, 0, Long.MAX_VALUE, ReplayListener.NOBODY));

        assertTrue(String.valueOf(replay.getMessage()).contains("no snapshot can be used"), replay.getMessage());
        assertEquals(replay.getMessage(), history.getMessage());
    }
}
