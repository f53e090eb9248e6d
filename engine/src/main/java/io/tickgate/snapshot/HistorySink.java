package io.tickgate.snapshot;

import io.tickgate.market.TradeListener;
import io.tickgate.touch.StreamCoverage;

/**
 * A history that the second market fills; called on its thread. Troubles of the world (a full disk) are its own to count and to repeat; what it throws is
 * taken as a broken invariant and stops the process.
 */
public interface HistorySink extends TradeListener {
    /**
     * Up to where it has everything, asked before the first call. Earlier trades are not told again; the second market starts from a
     * place at or before it, if there is one.
     *
     * @return a sequence, 0 for nothing.
     */
    long sequence();

    /**
     * The market begins; called first.
     *
     * @param startSequence of the last record in the state that it begins with, 0 for an empty one: trades up to it are not told. Greater
     *     than {@link #sequence} only when there is no place to begin at that is not: then trades between are missing.
     */
    default void onStart(long startSequence) {}

    /**
     * What is known of a stream is another thing now; told before {@link #onEndOfBatch}.
     *
     * @param coverage as of the end of the batch.
     */
    void onCoverage(StreamCoverage coverage);

    /**
     * All trades up to a sequence were told.
     *
     * @param sequence of the newest record, greater than that of the call before.
     */
    void onEndOfBatch(long sequence);
}
