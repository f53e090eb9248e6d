package io.tickgate.engine;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketTotals;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.snapshot.SnapshotFile;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.snapshot.SnapshotStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a market through the journal of a data folder, read-only, also while an engine writes it: for {@code replay} and {@code stat}.
 * Every decision is compared with the recorded one. Of a journal whose first files were deleted it takes what follows its oldest snapshot.
 *
 * @param records number of input records.
 * @param firstSequence of the first, 0 when there is none.
 * @param lastSequence of the last, 0 when there is none.
 * @param totals sums over all streams.
 * @param decisions decisions that were derived and equal the recorded ones.
 * @param unrecorded decisions that were derived beyond the end of the record (an engine that is running is about to record them; after
 *     a crash the next start does).
 * @param stateHash of the market after the last record.
 */
public record JournalReplay(
        long records,
        long firstSequence,
        long lastSequence,
        MarketTotals totals,
        long decisions,
        long unrecorded,
        String stateHash) {
    /** Records between two reports of progress: some tenths of a second. */
    private static final long PROGRESS_RECORDS = 1_000_000;

    private static final DecisionReplay.Listener NOBODY = new DecisionReplay.Listener() {
        @Override
        public void onReplayed(UnsafeBuffer record, int length) {
            // A replay publishes nothing.
        }

        @Override
        public void onUnrecorded(UnsafeBuffer record, int length) {
            // Nor does it record anything.
        }
    };

    /**
     * Replays a journal.
     *
     * @param dataFolder of an engine.
     * @param onProgress told the number of records read, every million.
     * @return what came out.
     * @throws io.tickgate.journal.JournalException when there is no journal, it is damaged, or a decision differs.
     */
    public static JournalReplay run(Path dataFolder, LongConsumer onProgress) {
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader records = journal.newReader();
                RecordLog decisions = openDecisions(dataFolder)) {
            return replay(records, decisions, new SnapshotFolder(dataFolder), onProgress);
        }
    }

    private static @Nullable RecordLog openDecisions(Path dataFolder) {
        Path folder = DataFolder.decisionsOf(dataFolder);
        return RecordLog.exists(folder) ? RecordLog.openForReading(folder, false) : null;
    }

    /** At the first record; where files of the journal were deleted, behind the oldest snapshot that still lies in it. */
    private static Market begin(
            RecordReader records,
            @Nullable RecordReader recorded,
            DecisionReplay comparison,
            SnapshotFolder snapshots) {
        SnapshotStart start = new SnapshotStart(records, recorded, () -> new Market(comparison));
        records.seek(1);
        boolean isPruned = records.next() && records.header().sequence() > 1;
        List<SnapshotFile> oldestFirst = isPruned ? new ArrayList<>(snapshots.newestFirst()) : new ArrayList<>();
        Collections.reverse(oldestFirst);
        Market market = start.first(oldestFirst);
        return market != null ? market : start.whole();
    }

    private static JournalReplay replay(
            RecordReader records, @Nullable RecordLog decisions, SnapshotFolder snapshots, LongConsumer onProgress) {
        try (RecordReader recorded = decisions == null ? null : decisions.newReader()) {
            DecisionReplay comparison = new DecisionReplay(recorded, NOBODY);
            Market market = begin(records, recorded, comparison, snapshots);
            long count = 0;
            long firstSequence = 0;
            while (records.next()) {
                firstSequence = count == 0 ? records.header().sequence() : firstSequence;
                market.onRecord(records.buffer(), records.header().length());
                if (++count % PROGRESS_RECORDS == 0) {
                    onProgress.accept(count);
                }
            }
            comparison.finish(market.lastSequence());
            return new JournalReplay(
                    count,
                    firstSequence,
                    market.lastSequence(),
                    market.totals(),
                    comparison.compared(),
                    comparison.unrecorded(),
                    market.stateHash());
        }
    }
}
