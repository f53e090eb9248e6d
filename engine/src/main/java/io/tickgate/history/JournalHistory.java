package io.tickgate.history;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.TradeListener;
import io.tickgate.record.RecordKind;
import io.tickgate.replay.ReplayListener;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.snapshot.SnapshotStart;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * History of one instrument within a range of time, made anew from a journal and of nothing else, for people who trust no summary. Reads
 * only, also while an engine writes. One thread.
 *
 * <p>A record that does not check is left out, and noted; what it would have said is then missing, so that ids do not follow on and
 * windows with them are indeterminate. The trades of the range are kept in a folder of its own until it is closed.
 */
public final class JournalHistory implements AutoCloseable {
    /** Records between two looks at coverage; a break within one of them costs certainty, never correctness. */
    private static final int BATCH = 4_096;
    /** Damage of more records in a row than this is a file that is gone. */
    private static final int SKIPPED_MAX = 1_000;

    /** What names streams, in the order in which one builds upon the other. */
    private static final List<RecordKind> DEFINITIONS = List.of(
            RecordKind.VENUE_DEFINED,
            RecordKind.INSTRUMENT_DEFINED,
            RecordKind.STREAM_DEFINED,
            RecordKind.MARKET_DEFINED);

    private final Path folder;
    private final HistoryWriter writer;
    private final NamedStreams streams;
    private final List<String> damages = new ArrayList<>();
    private final long fromEpochNs;
    private final long lastEpochNs;
    private Market market;
    /** Streams whose venue has begun to count anew with a trade outside of the range. */
    private final Set<Integer> countingAnew = new HashSet<>();

    private int records;
    private long beganBehindSequence;

    private JournalHistory(Path folder, String symbol, long fromEpochNs, long lastEpochNs) {
        this.folder = folder;
        this.fromEpochNs = fromEpochNs;
        this.lastEpochNs = lastEpochNs;
        writer = HistoryWriter.open(folder, 0);
        streams = new NamedStreams(symbol);
        market = newMarket();
    }

    private Market newMarket() {
        return new Market((record, length) -> {}, trades());
    }

    /**
     * Reads a journal.
     *
     * @param dataFolder of an engine.
     * @param symbol in any spelling.
     * @param fromEpochNs trades before this time are not kept.
     * @param lastEpochNs nor those after this one.
     * @param listener told how far it is.
     * @throws JournalException when there is no journal, or its first files were deleted and no snapshot can be used.
     */
    public static JournalHistory read(
            Path dataFolder, String symbol, long fromEpochNs, long lastEpochNs, ReplayListener listener)
            throws IOException {
        JournalHistory history =
                new JournalHistory(Files.createTempDirectory("tickgate-history"), symbol, fromEpochNs, lastEpochNs);
        try (RecordLog log = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader reader = log.newReader()) {
            history.begin(new SnapshotStart(reader, null, history::newMarket), dataFolder);
            history.read(reader, log, listener);
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
        return history;
    }

    /** Behind a snapshot of a journal whose first files were deleted, definitions are its market's, and what was before is not known. */
    private void begin(SnapshotStart start, Path dataFolder) {
        market = start.oldest(new SnapshotFolder(dataFolder));
        writer.onStart(market.lastSequence());
        for (RecordKind kind : DEFINITIONS) {
            for (DirectBuffer record : market.definitions().all(kind)) {
                streams.onDefinition(kind, record, record.capacity());
            }
        }
        beganBehindSequence = market.lastSequence();
    }

    /** Sequence of the record behind which the history begins, 0 when it has all of the journal. */
    public long beganBehindSequence() {
        return beganBehindSequence;
    }

    private TradeListener trades() {
        return (streamId, first, last, time, price, size, flags, isBackFilled, isReset, sequence, received) -> {
            if (isReset) {
                countingAnew.add(streamId);
            }
            // A pair that crosses has both trades in the window, so that no neighbour outside is needed.
            if (streams.has(streamId) && time >= fromEpochNs && time <= lastEpochNs) {
                boolean isFirstAnew = countingAnew.remove(streamId);
                writer.onTrade(
                        streamId, first, last, time, price, size, flags, isBackFilled, isFirstAnew, sequence, received);
            }
        };
    }

    private void read(RecordReader reader, RecordLog log, ReplayListener listener) {
        long lastSequence = lastSequence(log);
        while (next(reader, lastSequence)) {
            if (records == 0) {
                listener.onBegin(reader.header().sequence(), lastSequence);
            }
            listener.onRecord(reader.header());
            RecordKind kind = RecordKind.of(reader.header().kindCode());
            if (kind != null) {
                streams.onDefinition(kind, reader.buffer(), reader.header().length());
            }
            market.onRecord(reader.buffer(), reader.header().length());
            // Behind a snapshot windows are known from the first batch on.
            if (++records % BATCH == 0 || records == 1) {
                endBatch();
            }
        }
        endBatch();
    }

    /** For the progress, and to know where damage ends; 0 where the journal is damaged at its end. */
    private static long lastSequence(RecordLog log) {
        try {
            return log.newestSequence();
        } catch (JournalException e) {
            return 0;
        }
    }

    /** The next record that checks; those that do not are noted. */
    private boolean next(RecordReader reader, long lastSequence) {
        long wanted = market.lastSequence() + 1;
        for (int skipped = 0; skipped < SKIPPED_MAX; skipped++) {
            try {
                boolean isThere = reader.next();
                if (!isThere && skipped == 0 && records > 0) {
                    reader.requireEnd(lastSequence);
                }
                if (isThere || skipped == 0 || wanted + skipped > lastSequence) {
                    return isThere;
                }
            } catch (JournalException e) {
                if (skipped == 0 || damages.isEmpty()) {
                    damages.add(String.valueOf(e.getMessage()));
                }
                if (records == 0) {
                    throw e; // Nothing of it can be read.
                }
            }
            seek(reader, wanted + skipped + 1);
        }
        return false;
    }

    private void seek(RecordReader reader, long sequence) {
        try {
            reader.seek(sequence);
        } catch (JournalException e) {
            damages.add(String.valueOf(e.getMessage()));
        }
    }

    private void endBatch() {
        for (int streamId : streams.ids()) {
            writer.onCoverage(market.coverage(streamId));
        }
        writer.onEndOfBatch(market.lastSequence(), market.marketTimeEpochNs());
    }

    public History history() {
        return writer.history();
    }

    /** Whether the journal knows the symbol. */
    public boolean isFound() {
        return streams.isFound();
    }

    /** The instrument, spelled as it is defined. */
    public String symbol() {
        return streams.symbol();
    }

    /** Every symbol that the journal knows. */
    public List<String> symbols() {
        return streams.symbols();
    }

    /** Venues that bring something of the instrument. */
    public List<String> venues() {
        return streams.venues();
    }

    /** Venue of a stream. */
    public String venue(int streamId) {
        return streams.venue(streamId);
    }

    /**
     * The stream to be asked: a venue's, or without one the settlement stream of the instrument's first market, else the first that has
     * trades.
     *
     * @param venue name of it, or null.
     * @return its id, 0 when there is none.
     */
    public int stream(@Nullable String venue) {
        return venue == null ? streams.byDefault(history()) : streams.ofVenue(venue);
    }

    /** Rule of the market that a stream settles; null when it settles none. */
    public @Nullable TouchRule rule(int streamId) {
        return streams.rule(streamId);
    }

    /** What of the journal could not be read: a sentence each, with its place. */
    public List<String> damages() {
        return damages;
    }

    /** Deletes what was kept. */
    @Override
    public void close() {
        writer.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new HistoryException("The folder " + folder + " cannot be deleted: " + e, e);
        }
    }
}
