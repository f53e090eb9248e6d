package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.MarketHarness;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counter;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A market that follows the journal: what it verifies, whom it tells, and what stops it. */
@Timeout(60)
class SecondMarketTest {
    @TempDir
    Path folder;

    /** A history in memory, which survives the agents that fill it. */
    private static final class Told implements HistorySink {
        final List<Long> tradeIds = new ArrayList<>();
        final List<StreamCoverage> coverages = new ArrayList<>();
        final List<Long> starts = new ArrayList<>();
        long sequence;
        long newestTrade;

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public void onStart(long startSequence) {
            starts.add(startSequence);
        }

        @Override
        public void onTrade(
                int streamId,
                long firstTradeId,
                long lastTradeId,
                long tradeTimeEpochNs,
                long priceE8,
                long sizeE8,
                int flags,
                boolean isBackFilled,
                boolean isReset,
                long tradeSequence,
                long receivedEpochNs) {
            tradeIds.add(firstTradeId);
            newestTrade = tradeSequence;
        }

        @Override
        public void onCoverage(StreamCoverage coverage) {
            coverages.add(coverage);
        }

        @Override
        public void onEndOfBatch(long lastSequence) {
            assertTrue(lastSequence > sequence && lastSequence >= newestTrade);
            sequence = lastSequence;
        }
    }

    private static Retention all() {
        return new Retention(Long.MAX_VALUE / 4, Long.MAX_VALUE);
    }

    @Test
    void shouldWriteSnapshotsWithWhichAStartComesToTheSameState() {
        MarketHarness run = SnapshotRig.run(10);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            SecondMarketAgent agent = rig.agent();

            rig.runToEnd(agent);
            agent.onClose();
            String hash = rig.start().stateHash();

            assertEquals(List.of(), rig.errors);
            assertEquals(run.market().stateHash(), hash);
            assertEquals(4, rig.snapshots.newestFirst().size(), "the newest three and the first of the hour");
            assertEquals(rig.snapshots.newestFirst().get(0).header().sequence(), rig.begunWith);
            assertTrue(rig.begunWith > run.market().lastSequence() - 100);
            assertEquals(rig.begunWith, agent.status().snapshotSequence());
            assertEquals(0, agent.status().lagRecords());
            assertTrue(rig.counters.get(Counter.SNAPSHOTS_WRITTEN) >= 8);
        }
    }

    @Test
    void shouldReadNothingThatIsNotPublished() {
        MarketHarness run = SnapshotRig.run(3);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.published.moved(50, MarketHarness.T0);
            SecondMarketAgent agent = rig.agent();

            rig.runToEnd(agent);
            long read = agent.status().sequence();
            rig.published.moved(run.market().lastSequence(), MarketHarness.T0);
            long lag = agent.status().lagRecords();
            rig.runToEnd(agent);

            assertEquals(50, read);
            assertEquals(run.market().lastSequence() - 50, lag);
            assertEquals(run.market().lastSequence(), agent.status().sequence());
        }
    }

    @Test
    void shouldStopTheProcessWhenADecisionDiffers() {
        MarketHarness run = SnapshotRig.run(10);
        byte[] changed = decisionOf(run, RecordKind.BET_ACCEPTED, 3);
        changed[changed.length - 1] ^= 1;
        long sequence = header(changed).sequence();
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            SecondMarketAgent agent = rig.agent();

            rig.runToEnd(agent);

            assertEquals(1, rig.halts);
            assertEquals(1, rig.counters.get(Counter.SECOND_MARKET_DIFFERENCES));
            Throwable cause = rig.errors.get(0).getCause();
            assertTrue(cause.getMessage().contains("at sequence " + sequence + ":"), cause.getMessage());
            assertTrue(rig.snapshots.newestFirst().stream()
                    .allMatch(file -> file.header().sequence() < sequence));
        }
    }

    @Test
    void shouldStopTheProcessWhenTheStateHashDiffers() {
        MarketHarness run = SnapshotRig.run(10);
        byte[] changed = decisionOf(run, RecordKind.STATE_HASHED, 4);
        changed[changed.length - 1] ^= 1;
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.runToEnd(rig.agent());

            assertEquals(1, rig.halts);
            assertTrue(rig.snapshots.newestFirst().stream()
                    .allMatch(file -> file.header().sequence() < header(changed).sequence()));
            assertEquals(4, rig.counters.get(Counter.SNAPSHOTS_WRITTEN));
        }
    }

    private static byte[] decisionOf(MarketHarness run, RecordKind kind, int index) {
        return SnapshotRig.decisions(run).stream()
                .filter(output -> SnapshotRig.kindOf(output) == kind.code())
                .toList()
                .get(index);
    }

    private static RecordFlyweight header(byte[] record) {
        return new RecordFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
    }

    @Test
    void shouldTellTheHistoryEachTradeOnceOverRestarts() {
        MarketHarness run = SnapshotRig.run(10);
        Told once = new Told();
        Told pieces = new Told();
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.runToEnd(rig.agent(once, all(), List.of()));
            for (long stop = 100; stop < run.market().lastSequence(); stop += 57) {
                SecondMarketAgent agent = rig.agent(pieces, all(), List.of());
                rig.published.moved(stop, MarketHarness.T0);
                rig.runToEnd(agent);
                agent.onClose();
            }
            rig.published.moved(run.market().lastSequence(), MarketHarness.T0);
            rig.runToEnd(rig.agent(pieces, all(), List.of()));
        }

        assertTrue(once.tradeIds.size() > 200);
        assertEquals(once.tradeIds, pieces.tradeIds);
        assertEquals(once.sequence, pieces.sequence);
        assertEquals(run.market().lastSequence(), once.sequence);
        assertTrue(pieces.starts.stream().anyMatch(start -> start > 0), "begun behind a snapshot");
    }

    @Test
    void shouldBeginBehindASnapshotOfWhichTheHistoryHasEverything() {
        MarketHarness run = SnapshotRig.run(10);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.runToEnd(rig.agent());
            List<SnapshotFile> snapshots = rig.snapshots.newestFirst();
            Told behind = new Told();
            behind.sequence = snapshots.get(1).header().sequence() + 1;

            rig.runToEnd(rig.agent(behind, all(), List.of()));

            assertEquals(List.of(snapshots.get(1).header().sequence()), behind.starts);
            assertNotEquals(0, behind.tradeIds.size());
            assertEquals(List.of(), rig.errors);
        }
    }

    @Test
    void shouldLeaveNewerSnapshotsWhenItBeginsAnewForAHistory() {
        MarketHarness run = SnapshotRig.run(10);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.runToEnd(rig.agent());
            List<SnapshotFile> before = rig.snapshots.newestFirst();
            long written = rig.counters.get(Counter.SNAPSHOTS_WRITTEN);

            rig.runToEnd(rig.agent(new Told(), all(), List.of()));

            assertEquals(
                    before.stream().map(SnapshotFile::path).toList(),
                    rig.snapshots.newestFirst().stream().map(SnapshotFile::path).toList());
            assertEquals(written, rig.counters.get(Counter.SNAPSHOTS_WRITTEN));
            assertEquals(0, rig.counters.get(Counter.SNAPSHOTS_FAILED));
        }
    }

    @Test
    void shouldTellCoverageWhenItChanges() {
        MarketHarness run = SnapshotRig.run(3);
        Told told = new Told();
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.runToEnd(rig.agent(told, all(), List.of()));
        }

        StreamCoverage last = told.coverages.get(told.coverages.size() - 1);
        StreamCoverage live = run.market().coverage(MarketHarness.STREAM);
        assertEquals(live.headTradeId(), last.headTradeId());
        assertEquals(live.gapFirstIds().length, last.gapFirstIds().length);
    }

    /** Some network file systems refuse to sync a folder. */
    @Test
    void shouldGoOnWithSnapshotsWhereNoFolderCanBeSynced() {
        MarketHarness run = SnapshotRig.run(3 * 60);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            rig.snapshots = new SnapshotFolder(folder, path -> {
                throw new IOException("Invalid argument");
            });

            SecondMarketAgent agent = rig.agent(HistorySink.NONE, new Retention(0, 0), List.of());
            rig.runToEnd(agent);
            agent.onClose();

            assertEquals(List.of(), rig.errors);
            assertEquals(0, rig.counters.get(Counter.SNAPSHOTS_FAILED));
            assertTrue(rig.snapshots.newestFirst().size() <= 4, "old ones are deleted");
            assertTrue(rig.counters.get(Counter.FILES_DELETED) > 0, "what they verified lets files go");
        }
    }

    @Test
    void shouldGoOnWhereAnOldSnapshotCannotBeDeleted() throws IOException {
        MarketHarness run = SnapshotRig.run(3 * 60);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            Files.createDirectories(rig.snapshots.path().resolve("0000000000000000001.snapshot/not-empty"));

            SecondMarketAgent agent = rig.agent(HistorySink.NONE, new Retention(0, 0), List.of());
            rig.runToEnd(agent);
            agent.onClose();

            assertEquals(List.of(), rig.errors);
            assertEquals(0, rig.counters.get(Counter.SNAPSHOTS_FAILED));
            assertTrue(rig.counters.get(Counter.FILES_DELETED) > 0);
        }
    }
}
