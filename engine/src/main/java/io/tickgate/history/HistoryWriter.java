package io.tickgate.history;

import io.tickgate.snapshot.HistorySink;
import io.tickgate.status.Counters;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes history. Opened by any thread, then owned by the thread of the market that follows the journal.
 *
 * <p>Crash-safe by construction: files only grow, and what belongs to them is what the newest state file names, which is renamed into
 * place. Opening forgets everything behind it, so that applying the same trades again gives the same bytes. A state that does not check,
 * or whose index files do not, is never used as it is: {@link HistoryOpening} says what is then. Blocks are checked when they are read.
 *
 * <p>When a block cannot be written (a full disk), history stands still at what readers have seen, keeps what it is told in memory, and
 * tries again each 10 s; when no more can be kept it {@link #isStopped} until the next start. A state that cannot be stored
 * is tried again likewise. Both are counted, logged once, and told by {@link History#fault}.
 */
public final class HistoryWriter implements HistorySink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    /** Market time between two stored states: what a start has to be told again, and no more than a snapshot is apart from the next. */
    private static final long STORE_INTERVAL_NS = 30_000_000_000L;

    private final Path folder;
    private final Storage storage;
    private final int blockRows;
    private final WriteQueue writes;
    private final Segments segments;
    private final StoredStates states;
    private final BlockReader reader;
    private final NeighbourSearch search;
    private final History history;
    private final HistoryFaults faults;
    private final Rows trade = new Rows();
    private final Map<Integer, StreamHistory> streams = new TreeMap<>();
    private final List<StreamHistory> unseen = new ArrayList<>();

    private long toldSequence;
    private long timeOfBatchEpochNs = Long.MIN_VALUE;
    private long storedSequence;
    private long storedTimeEpochNs = Long.MIN_VALUE;
    private volatile long sequence;
    private long marketTimeEpochNs = Long.MIN_VALUE;
    /** Whether trades were left out before the first one told. */
    private boolean isBegunLate;

    private volatile boolean isStopped;

    HistoryWriter(Path folder, long journalLastSequence, Storage storage, long segmentLengthMax, int blockRows)
            throws IOException {
        this(
                folder,
                new JournalRange(1, journalLastSequence),
                storage,
                new Limits(segmentLengthMax, blockRows, WriteQueue.BYTES_MAX),
                Counters.inMemory(),
                SystemNanoClock.INSTANCE);
    }

    /**
     * Bounds of a history's files.
     *
     * @param segmentLengthMax length after which the next file begins.
     * @param blockRows rows of a block, an even number.
     * @param waitingBytesMax that are kept while the disk takes none.
     */
    record Limits(long segmentLengthMax, int blockRows, long waitingBytesMax) {}

    HistoryWriter(Path folder, JournalRange journal, Storage storage, Limits limits, Counters counters, NanoClock clock)
            throws IOException {
        this.folder = folder;
        this.storage = storage;
        blockRows = limits.blockRows();
        Files.createDirectories(folder);
        history = new History(folder);
        faults = new HistoryFaults(history, counters, clock);
        writes = new WriteQueue(storage, limits.waitingBytesMax(), faults::onWriteFailed);
        segments = new Segments(folder, writes, limits.segmentLengthMax());
        states = new StoredStates(folder, storage);
        reader = new BlockReader(folder, writes::block);
        search = new NeighbourSearch(reader);
        trade.begin(false);
        trade.add();
        restore(new HistoryOpening(folder, storage, journal, blockRows).open());
    }

    /** {@link #open(Path, long, long, Counters)} of a journal that begins with the first record, without counters. */
    public static HistoryWriter open(Path folder, long journalLastSequence) {
        return open(folder, 1, journalLastSequence, Counters.inMemory());
    }

    /**
     * Opens or makes the folder.
     *
     * @param folder {@code <data>/history}.
     * @param journalFirstSequence of the journal's first record: what is before it cannot be made again; 0 when it has none.
     * @param journalLastSequence of the journal as it is now: what history knows beyond was lost there, and is forgotten.
     * @param counters counted into.
     * @return the writer, at {@link #sequence}.
     * @throws HistoryException when the folder cannot be used.
     */
    public static HistoryWriter open(
            Path folder, long journalFirstSequence, long journalLastSequence, Counters counters) {
        try {
            return new HistoryWriter(
                    folder,
                    new JournalRange(journalFirstSequence, journalLastSequence),
                    new DiskStorage(),
                    new Limits(Segments.LENGTH_MAX, Rows.ROWS_MAX, WriteQueue.BYTES_MAX),
                    counters,
                    SystemNanoClock.INSTANCE);
        } catch (IOException e) {
            throw new HistoryException("History in " + folder.toAbsolutePath() + " cannot be opened: " + e, e);
        }
    }

    private void restore(StoredHistory stored) throws IOException {
        StateFile.Position position = stored.position();
        states.begin(position);
        HistoryOpening.deleteBehind(folder, storage, position);
        segments.startAt(position.firstSegment(), position.segment(), position.tradesLength(), position.indexLength());
        stored.zones(segments::noteTimes);
        streams.putAll(stored.streams());
        sequence = position.sequence();
        toldSequence = sequence;
        storedSequence = sequence;
        storedTimeEpochNs = position.marketTimeEpochNs();
        marketTimeEpochNs = position.marketTimeEpochNs();
        history.restart(streams.values(), sequence, marketTimeEpochNs);
    }

    /** What readers ask; one for the life of the writer. */
    public History history() {
        return history;
    }

    /** Up to where readers see everything. */
    @Override
    public long sequence() {
        return sequence;
    }

    /** Whether it stands still until the next start. Any thread, at the next batch at the latest. */
    public boolean isStopped() {
        return isStopped;
    }

    @Override
    public void onStart(long startSequence) {
        if (startSequence <= sequence) {
            return;
        }
        LOG.warn(
                "History had the records up to {} and goes on behind {}: what was before is not known any more",
                sequence,
                startSequence);
        try {
            streams.clear();
            HistoryOpening.moveAllAside(folder, storage);
            restore(StoredHistory.empty(folder));
        } catch (IOException e) {
            stop(e);
        }
        isBegunLate = true;
        sequence = startSequence;
        toldSequence = startSequence;
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
            long recordSequence,
            long receivedEpochNs) {
        if (recordSequence <= toldSequence || isStopped) {
            return; // Told again.
        }
        toldSequence = recordSequence;
        timeOfBatchEpochNs = Math.max(timeOfBatchEpochNs, receivedEpochNs);
        trade.set(0, Rows.TIME, tradeTimeEpochNs);
        trade.set(0, Rows.FIRST_ID, firstTradeId);
        trade.set(0, Rows.LAST_ID, lastTradeId);
        trade.set(0, Rows.PRICE, priceE8);
        trade.set(0, Rows.SIZE, sizeE8);
        trade.set(0, Rows.META, (flags & 0xFFFF_FFFFL) | (isBackFilled ? Rows.BACK_FILLED : 0));
        trade.set(0, Rows.SEQUENCE, recordSequence);
        trade.set(0, Rows.RECEIVED, receivedEpochNs);
        StreamHistory stream = stream(streamId);
        noteUnseen(stream);
        try {
            stream.onTrade(trade, isReset, search, segments);
        } catch (IOException e) {
            stop(e);
        }
    }

    private void stop(IOException e) {
        isStopped = true;
        faults.onStopped(e);
    }

    private StreamHistory stream(int streamId) {
        return streams.computeIfAbsent(streamId, id -> new StreamHistory(id, blockRows));
    }

    private void noteUnseen(StreamHistory stream) {
        if (!stream.noteUnseen()) {
            unseen.add(stream);
        }
    }

    @Override
    public void onCoverage(StreamCoverage coverage) {
        if (coverage.sequence() <= sequence || isStopped) {
            return; // Of a time before that of what is held.
        }
        StreamHistory stream = stream(coverage.streamId());
        noteUnseen(stream);
        stream.onCoverage(coverage, isBegunLate);
    }

    /** As {@link #onEndOfBatch(long, long)}, with the greatest receive time of a trade as market time. */
    @Override
    public void onEndOfBatch(long lastSequence) {
        onEndOfBatch(lastSequence, timeOfBatchEpochNs);
    }

    /**
     * All trades up to a sequence were told: readers see them from now on.
     *
     * @param lastSequence of the newest record that the market has taken in.
     * @param timeEpochNs market time.
     */
    @Override
    public void onEndOfBatch(long lastSequence, long timeEpochNs) {
        if (lastSequence <= sequence || isStopped) {
            return;
        }
        if (writes.isBehind()) {
            if (faults.isResting() || !writes.retry()) {
                return; // Readers must not look for what is not in the files.
            }
            faults.end();
        }
        showUnseen();
        sequence = lastSequence;
        toldSequence = Math.max(toldSequence, lastSequence);
        marketTimeEpochNs = Math.max(marketTimeEpochNs, timeEpochNs);
        timeOfBatchEpochNs = marketTimeEpochNs;
        history.reach(sequence, marketTimeEpochNs);
        if (storedTimeEpochNs == Long.MIN_VALUE) {
            storedTimeEpochNs = marketTimeEpochNs;
        } else if (marketTimeEpochNs - storedTimeEpochNs >= STORE_INTERVAL_NS && !faults.isResting()) {
            store();
        }
    }

    private void showUnseen() {
        for (StreamHistory stream : unseen) {
            stream.onSeen();
            history.show(stream.streamId(), stream.view());
        }
        unseen.clear();
    }

    /** Puts everything up to {@link #sequence} into files, so that it survives {@code kill -9}. Between batches only. */
    public void store() {
        if (sequence == storedSequence || isStopped || !unseen.isEmpty() || writes.isBehind()) {
            return; // Within a batch, after a fault of who tells: what it told belongs to no sequence yet.
        }
        StateFile.Position position = new StateFile.Position(
                sequence,
                marketTimeEpochNs,
                segments.first(),
                segments.current(),
                segments.tradesLength(),
                segments.indexLength(),
                blockRows);
        try {
            states.store(position, StateFile.write(position, streams.values()));
            storedSequence = sequence;
            storedTimeEpochNs = marketTimeEpochNs;
            states.prune(segments.first());
            faults.end();
        } catch (IOException e) {
            faults.onStoreFailed(e, neededFrom());
        }
    }

    @Override
    public void onSnapshot(long snapshotSequence) {
        store();
    }

    /** Journal records from this sequence on must stay: they would be needed to go on from the oldest stored state. Any thread. */
    public long neededFrom() {
        return states.neededFrom();
    }

    /**
     * Gives up whole files of trades that are older than wanted; between batches only. They are deleted when no stored state names them any more.
     *
     * @param beforeEpochNs trades older than this may go.
     * @param bytesMax and the oldest ones while there are more bytes than this.
     */
    @Override
    public void prune(long beforeEpochNs, long bytesMax) {
        if (writes.isBehind() || isStopped) {
            return;
        }
        try {
            int keep = segments.firstToKeep(beforeEpochNs, bytesMax);
            if (keep == segments.first()) {
                return;
            }
            segments.dropBelow(keep);
            for (StreamHistory stream : streams.values()) {
                stream.dropBelow(keep);
                noteUnseen(stream);
            }
            showUnseen();
            LOG.info("History gives up the trades in its files below {}", keep);
        } catch (IOException e) {
            LOG.warn("History could not look for files to give up: {}", e.toString());
        }
    }

    /** Stores and closes. */
    @Override
    public void close() {
        if (writes.isBehind() && writes.retry()) {
            faults.end();
        }
        store();
        try {
            storage.close();
            reader.close();
            history.close();
        } catch (IOException e) {
            throw new HistoryException("History in " + folder + " cannot be closed: " + e, e);
        }
    }
}
