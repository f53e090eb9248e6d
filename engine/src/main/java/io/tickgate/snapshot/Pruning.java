package io.tickgate.snapshot;

import io.tickgate.journal.LogFile;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest files of journal and decisions, one at a time: those that are too old, or too much, and that nobody needs. Needed is
 * everything from the older of the two newest verified snapshots on, and what a {@link Keeper} says. Owned by the second market's
 * thread.
 */
final class Pruning {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final RecordLog journal;
    private final RecordLog decisions;
    private final Retention retention;
    private final List<Keeper> keepers;
    private final Counters counters;
    private final RecordReader journalReader;
    private final RecordReader decisionsReader;

    Pruning(RecordLog journal, RecordLog decisions, Retention retention, List<Keeper> keepers, Counters counters) {
        this.journal = journal;
        this.decisions = decisions;
        this.retention = retention;
        this.keepers = List.copyOf(keepers);
        this.counters = counters;
        journalReader = journal.newReader();
        decisionsReader = decisions.newReader();
    }

    /**
     * Deletes at most one file.
     *
     * @param verifiedSequence of the older of the two newest verified snapshots; 0 when there are not two.
     * @param marketTimeEpochNs at the newest record read.
     * @return whether one was deleted, so that there may be another.
     */
    boolean deleteOne(long verifiedSequence, long marketTimeEpochNs) {
        long neededFrom = verifiedSequence;
        for (Keeper keeper : keepers) {
            neededFrom = Math.min(neededFrom, keeper.neededFrom());
        }
        List<LogFile> journalFiles = journal.files(journalReader);
        List<LogFile> decisionFiles = decisions.files(decisionsReader);
        long bytes = bytesOf(journalFiles) + bytesOf(decisionFiles);
        boolean isTooMuch = bytes > retention.bytesMax();
        long oldestKeptEpochNs = marketTimeEpochNs - retention.ageMaxNs();
        // The decisions of a record are deleted after it: they say nothing without it, but a replay from a snapshot
        // compares them.
        return deleteOldest(journal, journalFiles, neededFrom, oldestKeptEpochNs, isTooMuch)
                || deleteOldest(decisions, decisionFiles, neededFrom - 1, oldestKeptEpochNs, isTooMuch);
    }

    private static long bytesOf(List<LogFile> files) {
        return files.stream().mapToLong(LogFile::bytes).sum();
    }

    /** A file ends where the next one begins, so the newest is never looked at. */
    private boolean deleteOldest(
            RecordLog log, List<LogFile> files, long neededFrom, long oldestKeptEpochNs, boolean isTooMuch) {
        if (files.size() < 2) {
            return false;
        }
        LogFile next = files.get(1);
        boolean isTooOld = next.startEpochNs() <= oldestKeptEpochNs;
        if (next.firstSequence() > neededFrom || !(isTooOld || isTooMuch)) {
            return false;
        }
        LogFile oldest = files.get(0);
        try {
            log.delete(oldest);
        } catch (IOException e) {
            LOG.error("The file {} is not needed any more and cannot be deleted: {}", oldest.path(), e.toString());
            return false;
        }
        counters.increment(Counter.FILES_DELETED);
        LOG.info(
                "Deleted {} ({} MiB, from sequence {} to before {}): {}; needed is what follows {}",
                oldest.path(),
                oldest.bytes() >> 20,
                oldest.firstSequence(),
                next.firstSequence(),
                isTooOld ? "older than data.retention" : "more than data.retention-bytes",
                neededFrom);
        return true;
    }

    void close() {
        journalReader.close();
        decisionsReader.close();
    }
}
