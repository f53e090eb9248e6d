package io.tickgate.history;

import io.tickgate.market.TradeListener;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes history. Owned by the thread of the market that follows the journal. The order of calls:
 *
 * <pre>
 *   open(folder)                  once
 *   isStored(S) … startFrom(S, T) with the snapshot that the market starts from, the newest for which isStored; 0: an empty market
 *   onTrade*                      of each record, as the market tells
 *   onCoverage*                   of each stream whose coverageVersion changed since, before onEndOfBatch
 *   onEndOfBatch(sequence, time)  readers see everything up to that record from now on; each 100 ms or so, not for each record
 *   store()                       right before a snapshot of the market at that sequence is written
 * </pre>
 *
 * <p>Crash-safe by construction: files only grow, and what belongs to them is what the state file names that {@link #store} renames into
 * place. {@link #startFrom} forgets everything behind it, so that applying the same trades again gives the same bytes. A file that does
 * not check is never used: {@link #isStored} is false then, with a line in the log, and history is made again from the journal.
 *
 * <p>What cannot be written throws {@link HistoryException}; the writer is then of no more use, its readers stay where they are.
 */
public final class HistoryWriter implements TradeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    /** As many as snapshots of the market are kept: each can be started from. */
    private static final int STATES_MAX = 3;

    private final Path folder;
    private final Storage storage;
    private final int blockRows;
    private final Segments segments;
    private final BlockReader reader;
    private final NeighbourSearch search;
    private final History history;
    private final Rows trade = new Rows();
    private final Map<Integer, StreamHistory> streams = new TreeMap<>();
    private final List<StreamHistory> changed = new ArrayList<>();
    /** Sequences of the states that are stored, and the first file of blocks that each names. */
    private final TreeMap<Long, Integer> states = new TreeMap<>();
    private @Nullable StoredHistory checked;
    private long newestSequence;
    private long sequence;
    private long marketTimeEpochNs;
    /** Not {@code ABSENT}: streams that come up held trades before this time, which are not here. */
    private long begunEpochNs = RecordFlyweight.ABSENT;

    HistoryWriter(Path folder, Storage storage, long segmentLengthMax, int blockRows) throws IOException {
        this.blockRows = blockRows;
        this.folder = folder;
        this.storage = storage;
        Files.createDirectories(folder);
        segments = new Segments(folder, storage, segmentLengthMax);
        reader = new BlockReader(folder);
        search = new NeighbourSearch(reader);
        history = new History(folder);
        for (Long stored : HistoryFiles.states(folder)) {
            states.put(stored, 0); // Which files it names is seen when it is read; until then all may be.
        }
        trade.begin(false);
        trade.add();
    }

    /**
     * Opens or makes the folder.
     *
     * @param folder {@code <data>/history}.
     * @return the writer, to be started.
     * @throws HistoryException when the folder cannot be used.
     */
    public static HistoryWriter open(Path folder) {
        try {
            return new HistoryWriter(folder, new DiskStorage(), Segments.LENGTH_MAX, Rows.ROWS_MAX);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static HistoryException failed(Path folder, IOException e) {
        return new HistoryException("History in " + folder.toAbsolutePath() + " cannot be written: " + e, e);
    }

    /** What readers ask; one for the life of the writer. */
    public History history() {
        return history;
    }

    /** Whether it can go on after a sequence: it was stored there and its files check. Always true for 0. */
    public boolean isStored(long wanted) {
        if (wanted == 0) {
            return true;
        }
        if (!states.containsKey(wanted)) {
            return false;
        }
        try {
            checked = StoredHistory.read(folder, wanted, blockRows);
            return true;
        } catch (IOException e) {
            LOG.warn("History cannot go on from sequence {}: {}. It is made again from the journal", wanted, e.toString());
            return false;
        }
    }

    /**
     * Goes back to where it was stored. For another sequence that is not stored, history begins there: what was before is not known.
     *
     * @param from sequence of the last record that the market has taken in, 0 before the first.
     * @param timeEpochNs market time then; 0 before the first.
     */
    public void startFrom(long from, long timeEpochNs) {
        boolean isStored = from > 0 && (checked == null || checked.position().sequence() != from)
                ? isStored(from)
                : from > 0;
        StoredHistory stored = isStored && checked != null ? checked : StoredHistory.empty(folder);
        checked = null;
        if (from > 0 && !isStored) {
            LOG.warn("History begins at sequence {}; windows that begin before are indeterminate", from);
            begunEpochNs = timeEpochNs;
        }
        try {
            forgetBehind(isStored ? from : 0, stored.position());
        } catch (IOException e) {
            throw failed(folder, e);
        }
        streams.clear();
        changed.clear();
        streams.putAll(stored.streams());
        stored.zones(segments::noteTimes);
        if (isStored) {
            states.put(from, segments.first());
        }
        sequence = from;
        newestSequence = from;
        marketTimeEpochNs = timeEpochNs;
        history.restart(streams.values(), sequence, marketTimeEpochNs);
    }

    private void forgetBehind(long from, StateFile.Position position) throws IOException {
        for (Long state : new TreeSet<>(states.tailMap(from, false).keySet())) {
            storage.delete(HistoryFiles.state(folder, state));
            states.remove(state);
        }
        boolean isEmpty = from == 0;
        for (Long segment : HistoryFiles.segments(folder)) {
            int number = segment.intValue();
            if (isEmpty || number > position.segment()) {
                storage.delete(HistoryFiles.index(folder, number));
                storage.delete(HistoryFiles.trades(folder, number));
            }
        }
        storage.truncate(HistoryFiles.index(folder, position.segment()), position.indexLength());
        storage.truncate(HistoryFiles.trades(folder, position.segment()), position.tradesLength());
        segments.startAt(
                position.firstSegment(), position.segment(), position.tradesLength(), position.indexLength());
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
        if (recordSequence <= newestSequence) {
            return; // Told again.
        }
        newestSequence = recordSequence;
        trade.set(0, Rows.TIME, tradeTimeEpochNs);
        trade.set(0, Rows.FIRST_ID, firstTradeId);
        trade.set(0, Rows.LAST_ID, lastTradeId);
        trade.set(0, Rows.PRICE, priceE8);
        trade.set(0, Rows.SIZE, sizeE8);
        trade.set(0, Rows.META, (flags & 0xFFFF_FFFFL) | (isBackFilled ? Rows.BACK_FILLED : 0));
        trade.set(0, Rows.SEQUENCE, recordSequence);
        trade.set(0, Rows.RECEIVED, receivedEpochNs);
        StreamHistory stream = stream(streamId);
        noteChange(stream);
        try {
            stream.onTrade(trade, isReset, search, segments);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private StreamHistory stream(int streamId) {
        StreamHistory stream = streams.get(streamId);
        if (stream == null) {
            stream = new StreamHistory(streamId, blockRows);
            stream.keepSince(begunEpochNs);
            streams.put(streamId, stream);
        }
        return stream;
    }

    private void noteChange(StreamHistory stream) {
        if (!stream.noteUnseen()) {
            changed.add(stream);
        }
    }

    /** What is known of a stream, after the trades told so far. */
    public void onCoverage(StreamCoverage coverage) {
        StreamHistory stream = stream(coverage.streamId());
        noteChange(stream);
        stream.onCoverage(coverage);
    }

    /**
     * Makes everything told so far readable.
     *
     * @param lastSequence of the last record that the market has taken in.
     * @param timeEpochNs market time.
     */
    public void onEndOfBatch(long lastSequence, long timeEpochNs) {
        for (StreamHistory stream : changed) {
            stream.onSeen();
            history.show(stream.streamId(), stream.view());
        }
        changed.clear();
        newestSequence = Math.max(newestSequence, lastSequence);
        sequence = lastSequence;
        marketTimeEpochNs = timeEpochNs;
        history.reach(sequence, marketTimeEpochNs);
    }

    /** Puts everything up to the last {@link #onEndOfBatch} into files (survives {@code kill -9}); the newest three are kept. */
    public void store() {
        StateFile.Position position = new StateFile.Position(
                sequence,
                marketTimeEpochNs,
                segments.first(),
                segments.current(),
                segments.tradesLength(),
                segments.indexLength(),
                blockRows);
        try {
            ByteBuffer bytes = StateFile.write(position, streams.values());
            Path temp = HistoryFiles.newState(folder);
            storage.delete(temp);
            storage.write(temp, 0, bytes);
            storage.replace(temp, HistoryFiles.state(folder, sequence));
            states.put(sequence, segments.first());
            while (states.size() > STATES_MAX) {
                storage.delete(HistoryFiles.state(folder, states.firstKey()));
                states.pollFirstEntry();
            }
            deleteUnnamed();
        } catch (IOException e) {
            throw failed(folder, e);
        }
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

    /** Journal records from this sequence on must stay: they would be needed to go on from the oldest stored state. */
    public long neededFrom() {
        return states.isEmpty() ? 1 : states.firstKey() + 1;
    }

    /**
     * Gives up whole files of trades that are older than wanted. They are deleted when no stored state names them any more.
     *
     * @param beforeEpochNs trades older than this may go.
     * @param bytesMax and the oldest ones while there are more bytes than this.
     */
    public void prune(long beforeEpochNs, long bytesMax) {
        try {
            int keep = segments.firstToKeep(beforeEpochNs, bytesMax);
            if (keep == segments.first()) {
                return;
            }
            segments.dropBelow(keep);
            for (StreamHistory stream : streams.values()) {
                stream.dropBelow(keep);
                noteChange(stream);
            }
            LOG.info("History gives up the trades in its files below {}", keep);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            storage.close();
            reader.close();
            history.close();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }
}
