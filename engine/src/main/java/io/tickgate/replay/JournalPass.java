package io.tickgate.replay;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.snapshot.SnapshotStart;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One way through the records of a data folder's journal, read-only, also while an engine writes it. Owned by one thread. */
public final class JournalPass implements AutoCloseable {
    /** Takes in records. */
    public interface Sink {
        /**
         * The next record.
         *
         * @param record from byte 0 on; valid for the call.
         * @param length in bytes.
         */
        void onRecord(UnsafeBuffer record, int length);
    }

    private final RecordLog journal;
    private final RecordReader reader;
    private final long untilSequence;
    private final ReplayListener listener;
    private long records;
    private long firstSequence;

    private JournalPass(RecordLog journal, long untilSequence, ReplayListener listener) {
        this.journal = journal;
        this.untilSequence = untilSequence;
        this.listener = listener;
        reader = journal.newReader();
    }

    /**
     * Opens the journal.
     *
     * @param dataFolder of an engine.
     * @param untilSequence the last record to read, {@code Long.MAX_VALUE} for all.
     * @param listener told of each record before it is taken in.
     * @return a pass that stands before the first record.
     * @throws JournalException when there is no journal.
     */
    public static JournalPass open(Path dataFolder, long untilSequence, ReplayListener listener) {
        return new JournalPass(
                RecordLog.openForReading(DataFolder.journalOf(dataFolder), true), untilSequence, listener);
    }

    /**
     * Makes the market that takes the records in: an empty one, before the first. Where the journal's first files were deleted it is the one of
     * the oldest snapshot that still lies in it, and the pass goes on behind that.
     *
     * @param dataFolder of the same engine.
     * @param recorded reader of its decisions, placed likewise; null when there are none.
     * @param markets makes an empty market.
     * @return the market.
     * @throws JournalException when neither is possible.
     */
    public Market begin(Path dataFolder, @Nullable RecordReader recorded, Supplier<Market> markets) {
        return new SnapshotStart(reader, recorded, markets).oldest(new SnapshotFolder(dataFolder));
    }

    /**
     * Goes through.
     *
     * @param sink given each record.
     * @throws JournalException when a record is damaged, the journal cannot be read up to its newest record, or the first one is newer
     *     than the last one asked for.
     */
    public void run(Sink sink) {
        if (!reader.next()) {
            return;
        }
        firstSequence = reader.header().sequence();
        if (untilSequence < firstSequence) {
            throw new JournalException("The journal begins with sequence " + firstSequence
                    + ", so it cannot be replayed until " + untilSequence + ".");
        }
        long newestSequence = journal.newestSequence();
        listener.onBegin(firstSequence, Math.min(untilSequence, Math.max(firstSequence, newestSequence)));
        do {
            records++;
            listener.onRecord(reader.header());
            sink.onRecord(reader.buffer(), reader.header().length());
        } while (reader.header().sequence() < untilSequence && reader.next());
        if (reader.header().sequence() < untilSequence) {
            reader.requireEnd(newestSequence);
        }
    }

    /** Records read. */
    public long records() {
        return records;
    }

    /** Sequence of the first one, 0 before it. */
    public long firstSequence() {
        return firstSequence;
    }

    @Override
    public void close() {
        reader.close();
        journal.close();
    }
}
