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
 * everything from the older of the two newest verified snapshots on, and what a {@link Keeper} says that does not yield. Owned by the second market's
 * thread.
 *
 * <p>What remains is derived again from the first record, or behind the first snapshot that lies in it. So age alone deletes files only up to a snapshot that
 * has all that is younger than {@code data.retention} behind it: some hours more are kept. {@code data.retention-bytes} is a bound and waits for no
 * snapshot; what then lies before the next one can be read and no more be derived.
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
     * @param snapshots sequences of those that this build can begin behind, ascending.
     * @return whether one was deleted, so that there may be another.
     */
    boolean deleteOne(long verifiedSequence, long marketTimeEpochNs, long[] snapshots) {
        long neededFrom = verifiedSequence;
        for (Keeper keeper : keepers) {
            if (keeper.yielding() == null) {
                neededFrom = Math.min(neededFrom, keeper.neededFrom());
            }
        }
        List<LogFile> journalFiles = journal.files(journalReader);
        List<LogFile> decisionFiles = decisions.files(decisionsReader);
        long bytes = bytesOf(journalFiles) + bytesOf(decisionFiles);
        boolean isTooMuch = bytes > retention.bytesMax();
        long oldestKeptEpochNs = marketTimeEpochNs - retention.ageMaxNs();
        long derivedFrom = derivedFrom(journalFiles, snapshots);
        long derivedFromNext = isTooMuch
                ? neededFrom
                : Math.max(derivedFrom, newestBeforeYoung(journalFiles, snapshots, oldestKeptEpochNs));
        // Decisions are compared with what is derived, so they stay as long as they can be.
        return deleteOldest(
                        decisions, decisionFiles, Math.min(neededFrom, derivedFrom) - 1, oldestKeptEpochNs, isTooMuch)
                || deleteOldest(
                        journal, journalFiles, Math.min(neededFrom, derivedFromNext), oldestKeptEpochNs, isTooMuch);
    }

    /** Behind which record everything is derived again as the files are: 0 when it is from the first one on. */
    private static long derivedFrom(List<LogFile> journalFiles, long[] snapshots) {
        long first = journalFiles.isEmpty() ? 1 : journalFiles.get(0).firstSequence();
        if (first == 1) {
            return 0;
        }
        for (long snapshot : snapshots) {
            if (snapshot >= first) {
                return snapshot;
            }
        }
        return Long.MAX_VALUE;
    }

    /** The newest snapshot with all files behind it that are not too old, 0 when there is none. */
    private static long newestBeforeYoung(List<LogFile> journalFiles, long[] snapshots, long oldestKeptEpochNs) {
        long young = Long.MAX_VALUE;
        for (int i = journalFiles.size() - 1; i >= 0 && journalFiles.get(i).startEpochNs() > oldestKeptEpochNs; i--) {
            young = journalFiles.get(i).firstSequence();
        }
        long newest = 0;
        for (long snapshot : snapshots) {
            if (snapshot < young) {
                newest = snapshot;
            }
        }
        return newest;
    }

    /** Sequence of the first record that the journal has, 0 when it has none. */
    long firstSequence() {
        List<LogFile> files = journal.files(journalReader);
        return files.isEmpty() ? 0 : files.get(0).firstSequence();
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
        if (log == journal) {
            tellKeepers(next.firstSequence());
        }
        return true;
    }

    private void tellKeepers(long firstSequence) {
        for (Keeper keeper : keepers) {
            String name = keeper.yielding();
            if (name != null && keeper.neededFrom() + 1 < firstSequence) {
                LOG.warn(
                        "{} had come to sequence {}, and the journal begins with {} now: it begins anew with what is left",
                        name,
                        keeper.neededFrom(),
                        firstSequence);
            }
        }
    }

    void close() {
        journalReader.close();
        decisionsReader.close();
    }
}
