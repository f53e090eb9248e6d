package io.tickgate.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a writer begins with: the newest stored state that checks with all its files. Where there is none, a journal that is whole gives
 * everything again. Where it is not, what is left of the trades is the only copy: a history without its damaged and older files, else
 * none; what is then not used is moved aside, never deleted. Used once, by who opens the writer.
 */
final class HistoryOpening {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryOpening.class);

    private final Path folder;
    private final Storage storage;
    private final JournalRange journal;
    private final int blockRows;

    HistoryOpening(Path folder, Storage storage, JournalRange journal, int blockRows) {
        this.folder = folder;
        this.storage = storage;
        this.journal = journal;
        this.blockRows = blockRows;
    }

    /** What to begin with. */
    StoredHistory open() throws IOException {
        NavigableSet<Long> states = HistoryFiles.states(folder).headSet(journal.lastSequence(), true);
        for (Long state : states.descendingSet()) {
            try {
                return StoredHistory.read(folder, state, blockRows);
            } catch (IOException e) {
                LOG.warn("History cannot go on from sequence {}, it goes back further: {}", state, e.toString());
            }
        }
        if (!journal.isWhole()) {
            StoredHistory salvaged = salvaged(states);
            if (salvaged != null) {
                return salvaged;
            }
            moveAllAside(folder, storage);
        }
        return StoredHistory.empty(folder);
    }

    private @Nullable StoredHistory salvaged(NavigableSet<Long> states) throws IOException {
        for (Long state : states.descendingSet()) {
            try {
                StoredHistory stored = StoredHistory.salvage(folder, state, blockRows);
                int kept = stored.position().firstSegment();
                Path aside = moveAside(folder, storage, kept, List.of());
                LOG.error(
                        "History has lost trades for good: {}, and the journal, which begins with sequence {}, does not have"
                                + " them any more. Its files below {} are moved to {}. Windows that begin in their time, up to {},"
                                + " are indeterminate (gap FORGOTTEN) and have no receipts (410); what is newer is whole."
                                + " Look at the disk. The files are not used again; delete the folder when nobody wants them.",
                        stored.lost(),
                        journal.firstSequence(),
                        kept,
                        aside,
                        newestLost(stored));
                return stored;
            } catch (IOException e) {
                LOG.warn("History cannot go on from sequence {} without damaged files: {}", state, e.toString());
            }
        }
        return null;
    }

    private static String newestLost(StoredHistory stored) {
        long newest = Long.MIN_VALUE;
        for (StreamHistory stream : stored.streams().values()) {
            newest = Math.max(newest, stream.keptSinceEpochNs());
        }
        return newest == Long.MIN_VALUE
                ? "before its first trade"
                : Instant.ofEpochSecond(0, newest).atOffset(ZoneOffset.UTC).toString();
    }

    /** Deletes what is behind a position: it belongs to no state, and is told again. */
    static void deleteBehind(Path folder, Storage storage, StateFile.Position position) throws IOException {
        for (Long segment : HistoryFiles.segments(folder)) {
            if (segment > position.segment() || position.sequence() == 0) {
                storage.delete(HistoryFiles.index(folder, segment.intValue()));
                storage.delete(HistoryFiles.trades(folder, segment.intValue()));
            }
        }
        storage.truncate(HistoryFiles.index(folder, position.segment()), position.indexLength());
        storage.truncate(HistoryFiles.trades(folder, position.segment()), position.tradesLength());
    }

    /** Leaves an empty folder, without losing the trades in it. */
    static void moveAllAside(Path folder, Storage storage) throws IOException {
        if (HistoryFiles.segments(folder).isEmpty()) {
            return;
        }
        Path aside = moveAside(folder, storage, Integer.MAX_VALUE, List.copyOf(HistoryFiles.states(folder)));
        LOG.error(
                "History begins anew, and the journal cannot give the trades of before again: all windows of that time are"
                        + " indeterminate and have no receipts. Its files are moved to {}; delete them when nobody wants them.",
                aside);
    }

    private static Path moveAside(Path folder, Storage storage, int belowSegment, List<Long> states)
            throws IOException {
        Path aside = HistoryFiles.newAside(folder);
        Files.createDirectories(aside);
        // States last: until then a start after a crash finds them, and does the same again.
        for (Long segment : HistoryFiles.segments(folder)) {
            if (segment < belowSegment) {
                move(storage, HistoryFiles.index(folder, segment.intValue()), aside);
                move(storage, HistoryFiles.trades(folder, segment.intValue()), aside);
            }
        }
        for (Long state : states) {
            move(storage, HistoryFiles.state(folder, state), aside);
        }
        return aside;
    }

    private static void move(Storage storage, Path file, Path to) throws IOException {
        if (Files.exists(file)) {
            storage.replace(file, to.resolve(file.getFileName()));
        }
    }
}
