package io.tickgate.history;

import io.tickgate.market.TradeListener;
import io.tickgate.touch.StreamCoverage;
import java.nio.file.Path;

/**
 * Writes history. Owned by the thread of the market that follows the journal. The order of calls:
 *
 * <pre>
 *   open(folder)                  once
 *   isStored(S) … startFrom(S)    with the snapshot that the market starts from, the newest for which isStored; 0: an empty market
 *   onTrade*                      of each record, as the market tells
 *   onCoverage*                   of each stream whose coverageVersion changed since, before onEndOfBatch
 *   onEndOfBatch(sequence, time)  readers see everything up to that record from now on; each 100 ms or so, not for each record
 *   store()                       right before a snapshot of the market at that sequence is written
 * </pre>
 *
 * <p>Crash-safe by construction: files only grow, and what belongs to them is what the state file names that {@link #store} renames into
 * place. {@link #startFrom} cuts off everything behind it, so that applying the same trades again gives the same bytes.
 */
public final class HistoryWriter implements TradeListener, AutoCloseable {
    private HistoryWriter() {}

    /**
     * Opens or makes the folder.
     *
     * @param folder {@code <data>/history}.
     */
    public static HistoryWriter open(Path folder) {
        throw new UnsupportedOperationException();
    }

    /** What readers ask; one for the life of the writer. */
    public History history() {
        throw new UnsupportedOperationException();
    }

    /** Whether it can go on after a sequence: it was stored there and its files check. Always true for 0. */
    public boolean isStored(long sequence) {
        throw new UnsupportedOperationException();
    }

    /**
     * Goes back to where it was stored. For a sequence that is not stored, history begins there: what was before is not known.
     *
     * @param sequence of the last record that the market has taken in, 0 before the first.
     * @param marketTimeEpochNs of the market then.
     */
    public void startFrom(long sequence, long marketTimeEpochNs) {
        throw new UnsupportedOperationException();
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
            long sequence,
            long receivedEpochNs) {
        throw new UnsupportedOperationException();
    }

    /** What is known of a stream, after the trades told so far. */
    public void onCoverage(StreamCoverage coverage) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes everything told so far readable.
     *
     * @param sequence of the last record that the market has taken in.
     * @param marketTimeEpochNs of the market.
     */
    public void onEndOfBatch(long sequence, long marketTimeEpochNs) {
        throw new UnsupportedOperationException();
    }

    /** Puts everything up to the last {@link #onEndOfBatch} into files (survives {@code kill -9}); the newest three are kept. */
    public void store() {
        throw new UnsupportedOperationException();
    }

    /** Journal records from this sequence on must stay: they would be needed to go on from the oldest stored state. */
    public long neededFrom() {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes whole files of trades that are older than wanted and no longer named by a stored state.
     *
     * @param beforeEpochNs trades older than this may go.
     * @param bytesMax and the oldest ones while there are more bytes than this.
     */
    public void prune(long beforeEpochNs, long bytesMax) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
