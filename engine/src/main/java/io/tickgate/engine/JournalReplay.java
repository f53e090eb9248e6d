package io.tickgate.engine;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketTotals;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.replay.DecisionComparison;
import io.tickgate.replay.DecisionCounts;
import io.tickgate.replay.DecisionDifference;
import io.tickgate.replay.JournalPass;
import io.tickgate.replay.ReplayListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a market through the journal of a data folder, read-only, also while an engine writes it: for {@code replay} and {@code stat}.
 * Every decision is compared with the recorded one.
 *
 * @param records number of input records.
 * @param firstSequence of the first, 0 when there is none.
 * @param lastSequence of the last, 0 when there is none.
 * @param totals sums over all streams.
 * @param decisions decisions that were derived and equal the recorded ones.
 * @param unrecorded decisions that were derived beyond the end of the record (an engine that is running is about to record them; after
 *     a crash the next start does).
 * @param stateHash of the market after the last record.
 * @param decisionsOfKind decisions that were derived, by kind.
 * @param differences the first decisions that are recorded otherwise; empty unless {@link #compare} was asked.
 * @param differentOfKind all of those, by kind.
 */
public record JournalReplay(
        long records,
        long firstSequence,
        long lastSequence,
        MarketTotals totals,
        long decisions,
        long unrecorded,
        String stateHash,
        Map<RecordKind, Long> decisionsOfKind,
        List<DecisionDifference> differences,
        Map<RecordKind, Long> differentOfKind) {
    /** Replays to the end of the journal. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    /** Records between two reports of progress: some tenths of a second. */
    private static final long PROGRESS_RECORDS = 1_000_000;

    /**
     * Replays a whole journal, or what is left of it; the first decision that differs ends it.
     *
     * @param dataFolder of an engine.
     * @param onProgress told the number of records read, every million.
     * @return what came out.
     * @throws io.tickgate.journal.JournalException when there is no journal, it is damaged, or a decision differs.
     */
    public static JournalReplay run(Path dataFolder, LongConsumer onProgress) {
        return run(dataFolder, TO_THE_END, new EachMillion(onProgress));
    }

    /**
     * Replays a journal; the first decision that differs ends it.
     *
     * @param dataFolder of an engine.
     * @param untilSequence the last record to take in, or {@link #TO_THE_END}.
     * @param listener told of each record.
     * @return what came out.
     * @throws io.tickgate.journal.JournalException when there is no journal, it does not reach back to the sequence, it is damaged, or
     *     a decision differs.
     */
    public static JournalReplay run(Path dataFolder, long untilSequence, ReplayListener listener) {
        try (RecordLog decisions = openDecisions(dataFolder);
                RecordReader recorded = decisions == null ? null : decisions.newReader();
                JournalPass pass = JournalPass.open(dataFolder, untilSequence, listener)) {
            Counted counted = new Counted();
            DecisionReplay comparison = new DecisionReplay(recorded, counted);
            Market market = pass.begin(dataFolder, recorded, () -> new Market(comparison));
            pass.run((record, length) -> market.onRecord(record, length));
            comparison.finish(market.lastSequence());
            return new JournalReplay(
                    pass.records(),
                    pass.firstSequence(),
                    market.lastSequence(),
                    market.totals(),
                    comparison.compared(),
                    comparison.unrecorded(),
                    market.stateHash(),
                    counted.counts.byKind(),
                    List.of(),
                    Map.of());
        }
    }

    /**
     * Replays a journal to its end and notes every decision that differs.
     *
     * @param dataFolder of an engine.
     * @param untilSequence the last record to take in, or {@link #TO_THE_END}.
     * @param differencesMax how many differences are kept; the others are counted.
     * @param listener told of each record.
     * @return what came out.
     * @throws io.tickgate.journal.JournalException when there is no journal, it does not reach back to the sequence, or a record is
     *     damaged.
     */
    public static JournalReplay compare(
            Path dataFolder, long untilSequence, int differencesMax, ReplayListener listener) {
        try (RecordLog decisions = openDecisions(dataFolder);
                RecordReader recorded = decisions == null ? null : decisions.newReader();
                JournalPass pass = JournalPass.open(dataFolder, untilSequence, listener)) {
            DecisionComparison comparison = new DecisionComparison(recorded, differencesMax);
            Market market = pass.begin(dataFolder, recorded, () -> new Market(comparison));
            pass.run((record, length) -> {
                market.onRecord(record, length);
                comparison.onRecordEnd(market.lastSequence(), market.definitions());
            });
            return new JournalReplay(
                    pass.records(),
                    pass.firstSequence(),
                    market.lastSequence(),
                    market.totals(),
                    comparison.equal(),
                    comparison.unrecorded(),
                    market.stateHash(),
                    comparison.derivedOfKind(),
                    comparison.differences(),
                    comparison.differentOfKind());
        }
    }

    private static @Nullable RecordLog openDecisions(Path dataFolder) {
        Path folder = DataFolder.decisionsOf(dataFolder);
        return RecordLog.exists(folder) ? RecordLog.openForReading(folder, false) : null;
    }

    /** Decisions that are recorded otherwise, kept or not. */
    public long differencesTotal() {
        return differentOfKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts what is derived; a replay neither publishes nor records it. */
    private static final class Counted implements DecisionReplay.Listener {
        private final DecisionCounts counts = new DecisionCounts();

        @Override
        public void onReplayed(UnsafeBuffer record, int length) {
            counts.add(record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF);
        }

        @Override
        public void onUnrecorded(UnsafeBuffer record, int length) {
            onReplayed(record, length);
        }
    }

    /** Tells the number of records from time to time. */
    private static final class EachMillion implements ReplayListener {
        private final LongConsumer onProgress;
        private long records;

        EachMillion(LongConsumer onProgress) {
            this.onProgress = onProgress;
        }

        @Override
        public void onBegin(long firstSequence, long lastSequence) {
            // The number of records says enough.
        }

        @Override
        public void onRecord(RecordFlyweight header) {
            if (++records % PROGRESS_RECORDS == 0) {
                onProgress.accept(records);
            }
        }
    }
}
