package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.LogFile;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.MarketHarness;
import io.tickgate.status.Counter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old files go, and nothing that anybody needs with them. Market time is that of the records; a test decides how far it has come. */
@Timeout(120)
class PruningTest {
    private static final long HOUR = 3_600 * MarketHarness.S;

    @TempDir
    Path folder;

    private MarketHarness run = new MarketHarness();

    @BeforeEach
    void makeRun() {
        run = SnapshotRig.run(6 * 60);
    }

    private static List<LogFile> files(RecordLog log) {
        try (RecordReader reader = log.newReader()) {
            return log.files(reader);
        }
    }

    private static void prune(SnapshotRig rig, Retention retention, Keeper... keepers) {
        SecondMarketAgent agent = rig.agent(HistorySink.NONE, retention, List.of(keepers));
        rig.runToEnd(agent);
        agent.onClose();
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldDeleteFilesThatAreTooOldOneByOne() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            List<LogFile> before = files(rig.journal);

            prune(rig, new Retention(2 * HOUR, Long.MAX_VALUE));

            List<LogFile> after = files(rig.journal);
            long oldestKept = run.market().marketTimeEpochNs() - 2 * HOUR;
            assertTrue(after.size() < before.size());
            assertTrue(after.get(1).startEpochNs() > oldestKept - 61 * MarketHarness.S, "as old as may be");
            assertTrue(after.get(0).startEpochNs() <= oldestKept, "what is younger stays");
            assertTrue(files(rig.decisions).size() < before.size());
            long deleted = rig.counters.get(Counter.FILES_DELETED);
            assertTrue(deleted >= 2L * (before.size() - after.size()) - 2 && deleted > 0);
            assertEquals(run.market().stateHash(), rig.start().stateHash());
        }
    }

    @Test
    void shouldStartFromWhatIsLeftInAnotherProcess() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            prune(rig, new Retention(HOUR, Long.MAX_VALUE));
        }

        try (SnapshotRig rig = SnapshotRig.reopened(folder, run)) {
            assertTrue(files(rig.journal).get(0).firstSequence() > 1);
            assertEquals(run.market().stateHash(), rig.start().stateHash());
            assertTrue(rig.begunWith > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 5_000, 9_000})
    void shouldDeleteNothingThatAKeeperNeeds(long neededFrom) {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            long firstDecision = files(rig.decisions).get(0).firstSequence();

            prune(rig, new Retention(0, 0), () -> neededFrom, () -> Long.MAX_VALUE);

            assertTrue(files(rig.journal).get(0).firstSequence() <= Math.max(1, neededFrom));
            assertTrue(files(rig.decisions).get(0).firstSequence() <= Math.max(firstDecision, neededFrom));
        }
    }

    @Test
    void shouldKeepEverythingThatTheTwoNewestSnapshotsNeedWhateverIsAllowed() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            prune(rig, new Retention(0, 0));

            List<SnapshotFile> snapshots = rig.snapshots.newestFirst();
            long older = snapshots.get(1).header().sequence();
            assertTrue(files(rig.journal).get(0).firstSequence() <= older);
            assertTrue(files(rig.decisions).get(0).firstSequence() <= older);
            assertEquals(run.market().stateHash(), rig.start().stateHash());
            // Also when the newest one is damaged.
            assertTrue(snapshots.get(0).path().toFile().delete());
            assertEquals(run.market().stateHash(), rig.start().stateHash());
            assertEquals(older, rig.begunWith);
        }
    }

    @Test
    void shouldDeleteTheOldestWhenThereIsTooMuch() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            long bytes = bytes(rig);
            long largest =
                    files(rig.journal).stream().mapToLong(LogFile::bytes).max().orElseThrow();

            prune(rig, new Retention(Long.MAX_VALUE / 4, bytes / 2));

            assertTrue(bytes(rig) <= bytes / 2);
            assertTrue(bytes(rig) > bytes / 2 - 2 * largest, "not more than needed");
        }
    }

    private static long bytes(SnapshotRig rig) {
        return files(rig.journal).stream().mapToLong(LogFile::bytes).sum()
                + files(rig.decisions).stream().mapToLong(LogFile::bytes).sum();
    }

    @Test
    void shouldDeleteNothingBeforeTwoSnapshotsWereVerified() {
        MarketHarness withoutHashes = SnapshotRig.run(1);
        for (int hour = 1; hour < 5; hour++) {
            withoutHashes.at(hour * HOUR).trade(10_000 + hour);
        }
        withoutHashes.at(5 * HOUR).clock();
        try (SnapshotRig rig = SnapshotRig.of(folder, withoutHashes)) {
            int before = files(rig.journal).size();

            prune(rig, new Retention(0, 0));

            assertTrue(before >= 4);
            // Of the first minute and of the last one: the first needs all.
            assertEquals(before, files(rig.journal).size());
        }
    }

    @Test
    void shouldKeepFilesThatAreTooOldUntilASnapshotHasAllYoungerOnesBehindIt() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            SecondMarketAgent agent =
                    rig.agent(HistorySink.NONE, new Retention(Long.MAX_VALUE / 4, Long.MAX_VALUE), List.of());
            rig.runToEnd(agent);
            agent.onClose();
            List<SnapshotFile> kept = rig.snapshots.newestFirst();
            assertTrue(kept.size() > 5, "anchors");
            List<LogFile> before = files(rig.journal);
            long[] newestAndOneOfThirdFile = {
                before.get(2).firstSequence() + 5, kept.get(1).header().sequence()
            };
            Pruning pruning = new Pruning(
                    rig.journal, rig.decisions, new Retention(HOUR, Long.MAX_VALUE), List.of(), rig.counters);

            while (pruning.deleteOne(
                    kept.get(1).header().sequence(), run.market().marketTimeEpochNs(), newestAndOneOfThirdFile)) {
                // On.
            }
            pruning.close();

            assertEquals(before.get(2), files(rig.journal).get(0));
            assertTrue(files(rig.decisions).get(0).firstSequence() < newestAndOneOfThirdFile[0]);
        }
    }

    @Test
    void shouldDeleteSnapshotsWithTheirFilesAndKeepTheOthers() {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            prune(rig, new Retention(2 * HOUR, Long.MAX_VALUE));

            long first = files(rig.journal).get(0).firstSequence();
            List<SnapshotFile> snapshots = rig.snapshots.newestFirst();
            SnapshotFile oldest = snapshots.get(snapshots.size() - 1);
            assertTrue(oldest.header().sequence() >= first);
            assertTrue(oldest.header().sequence() < files(rig.journal).get(1).firstSequence());
            assertTrue(files(rig.decisions).get(0).firstSequence()
                    < oldest.header().sequence());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, Long.MAX_VALUE - 1})
    void shouldHoldNothingForAKeeperThatYields(long neededFrom) {
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            prune(rig, new Retention(2 * HOUR, Long.MAX_VALUE), Keeper.yielding("The mirror", () -> neededFrom));

            long oldestKept = run.market().marketTimeEpochNs() - 2 * HOUR;
            assertTrue(files(rig.journal).get(1).startEpochNs() > oldestKept - 61 * MarketHarness.S);
        }
    }
}
