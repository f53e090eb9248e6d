package io.tickgate.history;

import io.tickgate.snapshot.HistorySink;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes history. Opened by any thread, then owned by the thread of the market that follows the journal.
 *
 * <p>Crash-safe by construction: files only grow, and what belongs to them is what the newest state file names, which is renamed into
 * place. Opening forgets everything behind it, so that applying the same trades again gives the same bytes. A state that does not check,
 * or whose files do not, is never used: there is a line in the log, and history is made again from an older one, or from the journal.
 *
 * <p>When a block cannot be written (a full disk), history stands still at what readers have seen until the next start; that is logged
 * and {@link #isStopped}. A state that cannot be stored is tried again with the next batch.
 */
public final class HistoryWriter implements HistorySink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    /** The newest may be of a journal that lost its tail with the power, or damaged; more would only keep files alive. */
    private static final int STATES_MAX = 3;
    /** Market time between two stored states: what a start has to be told again, and no more than a snapshot is apart from the next. */
    private static final long STORE_INTERVAL_NS = 30_000_000_000L;

    private final Path folder;
    private final Storage storage;
    private final int blockRows;
    private final Segments segments;
    private final BlockReader reader;
    private final NeighbourSearch search;
    private final History history;
    private final Rows trade = new Rows();
    private final Map<Integer, StreamHistory> streams = new TreeMap<>();
    private final List<StreamHistory> unseen = new ArrayList<>();
    /** Sequences of the states that are stored, and the first file of blocks that each names. */
    private final TreeMap<Long, Integer> states = new TreeMap<>();

    private long toldSequence;
    private long timeOfBatchEpochNs = Long.MIN_VALUE;
    private long storedSequence;
    private volatile long neededFrom = 1;
    private long storedTimeEpochNs = Long.MIN_VALUE;
    private volatile long sequence;
    private long marketTimeEpochNs = Long.MIN_VALUE;
    /** Whether trades were left out before the first one told. */
    private boolean isBegunLate;

    private volatile boolean isStopped;

    HistoryWriter(Path folder, long journalLastSequence, Storage storage, long segmentLengthMax, int blockRows)
            throws IOException {
        this.folder = folder;
        this.storage = storage;
        this.blockRows = blockRows;
        Files.createDirectories(folder);
        segments = new Segments(folder, storage, segmentLengthMax);
        reader = new BlockReader(folder);
        search = new NeighbourSearch(reader);
        history = new History(folder);
        trade.begin(false);
        trade.add();
        restore(newestStored(journalLastSequence));
    }

    /**
     * Opens or makes the folder.
     *
     * @param folder {@code <data>/history}.
     * @param journalLastSequence of the journal as it is now: what history knows beyond was lost there, and is forgotten.
     * @return the writer, at {@link #sequence}.
     * @throws HistoryException when the folder cannot be used.
     */
    public static HistoryWriter open(Path folder, long journalLastSequence) {
        try {
            return new HistoryWriter(
                    folder, journalLastSequence, new DiskStorage(), Segments.LENGTH_MAX, Rows.ROWS_MAX);
        } catch (IOException e) {
            throw new HistoryException("History in " + folder.toAbsolutePath() + " cannot be opened: " + e, e);
        }
    }

    private StoredHistory newestStored(long journalLastSequence) throws IOException {
        for (Long state : HistoryFiles.states(folder).descendingSet()) {
            if (state <= journalLastSequence) {
                try {
                    return StoredHistory.read(folder, state, blockRows);
                } catch (IOException e) {
                    LOG.warn("History cannot go on from sequence {}, it goes back further: {}", state, e.toString());
                }
            }
        }
        return StoredHistory.empty(folder);
    }

    private void restore(StoredHistory stored) throws IOException {
        StateFile.Position position = stored.position();
        for (Long state : HistoryFiles.states(folder)) {
            if (state > position.sequence()) {
                storage.delete(HistoryFiles.state(folder, state));
            } else {
                states.put(state, 0); // Which files it names was not looked at: all may be.
            }
        }
        deleteFilesBehind(position);
        segments.startAt(position.firstSegment(), position.segment(), position.tradesLength(), position.indexLength());
        stored.zones(segments::noteTimes);
        streams.putAll(stored.streams());
        sequence = position.sequence();
        toldSequence = sequence;
        storedSequence = sequence;
        storedTimeEpochNs = position.marketTimeEpochNs();
        marketTimeEpochNs = position.marketTimeEpochNs();
        if (sequence > 0) {
            states.put(sequence, position.firstSegment());
        }
        neededFrom = states.isEmpty() ? 1 : states.firstKey() + 1;
        history.restart(streams.values(), sequence, marketTimeEpochNs);
    }

    private void deleteFilesBehind(StateFile.Position position) throws IOException {
        for (Long segment : HistoryFiles.segments(folder)) {
            if (segment > position.segment() || position.sequence() == 0) {
                storage.delete(HistoryFiles.index(folder, segment.intValue()));
                storage.delete(HistoryFiles.trades(folder, segment.intValue()));
            }
        }
        storage.truncate(HistoryFiles.index(folder, position.segment()), position.indexLength());
        storage.truncate(HistoryFiles.trades(folder, position.segment()), position.tradesLength());
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

    /** Whether it stands still because something could not be written. Any thread, at the next batch at the latest. */
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
            states.clear();
            restoreNothing();
        } catch (IOException e) {
            stop(e);
        }
        isBegunLate = true;
        sequence = startSequence;
        toldSequence = startSequence;
    }

    private void restoreNothing() throws IOException {
        for (Long state : HistoryFiles.states(folder)) {
            storage.delete(HistoryFiles.state(folder, state));
        }
        restore(StoredHistory.empty(folder));
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
        LOG.error("History stands still at sequence {} until the next start: {}", sequence, e.toString());
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
        showUnseen();
        sequence = lastSequence;
        toldSequence = Math.max(toldSequence, lastSequence);
        marketTimeEpochNs = Math.max(marketTimeEpochNs, timeEpochNs);
        timeOfBatchEpochNs = marketTimeEpochNs;
        history.reach(sequence, marketTimeEpochNs);
        if (storedTimeEpochNs == Long.MIN_VALUE) {
            storedTimeEpochNs = marketTimeEpochNs;
        } else if (marketTimeEpochNs - storedTimeEpochNs >= STORE_INTERVAL_NS) {
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
        if (sequence == storedSequence || isStopped || !unseen.isEmpty()) {
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
            store(StateFile.write(position, streams.values()));
        } catch (IOException e) {
            LOG.warn("History could not be stored at sequence {}, it will be tried again: {}", sequence, e.toString());
        }
    }

    private void store(ByteBuffer bytes) throws IOException {
        Path temp = HistoryFiles.newState(folder);
        storage.delete(temp);
        storage.write(temp, 0, bytes);
        storage.replace(temp, HistoryFiles.state(folder, sequence));
        states.put(sequence, segments.first());
        storedSequence = sequence;
        storedTimeEpochNs = marketTimeEpochNs;
        while (states.size() > STATES_MAX) {
            storage.delete(HistoryFiles.state(folder, states.firstKey()));
            states.pollFirstEntry();
        }
        neededFrom = states.firstKey() + 1;
        deleteUnnamed();
    }

    private void deleteUnnamed() throws IOException {
        int firstNamed = segments.first();
        for (int named : states.values()) {
            firstNamed = Math.min(firstNamed, named);
        }
        for (Long segment : HistoryFiles.segments(folder)) {
            if (segment < firstNamed) {
                storage.delete(HistoryFiles.trades(folder, segment.intValue()));
                storage.delete(HistoryFiles.index(folder, segment.intValue()));
            }
        }
    }

    @Override
    public void onSnapshot(long snapshotSequence) {
        store();
    }

    /** Journal records from this sequence on must stay: they would be needed to go on from the oldest stored state. Any thread. */
    public long neededFrom() {
        return neededFrom;
    }

    /**
     * Gives up whole files of trades that are older than wanted; between batches only. They are deleted when no stored state names them any more.
     *
     * @param beforeEpochNs trades older than this may go.
     * @param bytesMax and the oldest ones while there are more bytes than this.
     */
    @Override
    public void prune(long beforeEpochNs, long bytesMax) {
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
