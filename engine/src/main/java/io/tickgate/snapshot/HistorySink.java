package io.tickgate.snapshot;

import io.tickgate.market.TradeListener;
import io.tickgate.touch.StreamCoverage;

/**
 * A history that the second market fills; called on its thread. Troubles of the world (a full disk) are its own to count and to repeat; what it throws is
 * taken as a broken invariant and stops the process.
 */
public interface HistorySink extends TradeListener {
    /** Keeps nothing and misses nothing: for an engine without a history. */
    HistorySink NONE = new HistorySink() {
        @Override
        public long sequence() {
            return Long.MAX_VALUE;
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
            // Never told, as there is nothing above the greatest sequence.
        }

        @Override
        public void onCoverage(StreamCoverage coverage) {
            // Likewise.
        }

        @Override
        public void onEndOfBatch(long sequence) {
            // Likewise.
        }
    };

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
    default void onStart(long startSequence) {
        // A history that can tell by itself has nothing to do.
    }

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

    /**
     * As {@link #onEndOfBatch(long)}, with market time.
     *
     * @param sequence of the newest record.
     * @param marketTimeEpochNs after it.
     */
    default void onEndOfBatch(long sequence, long marketTimeEpochNs) {
        onEndOfBatch(sequence);
    }

    /**
     * What is older may go; told after {@link #onSnapshot}.
     *
     * @param beforeEpochNs market time.
     * @param bytesMax and the oldest beyond so many bytes.
     */
    default void prune(long beforeEpochNs, long bytesMax) {
        // A history that keeps nothing has nothing to let go.
    }

    /**
     * A snapshot is about to be written. What was told up to its sequence should be kept by then, as after a crash the second market goes
     * on behind it where the history lets it; otherwise it begins at an older one, or at the first record.
     *
     * @param sequence of the last {@link #onEndOfBatch}.
     */
    default void onSnapshot(long sequence) {
        // A history that keeps each batch at once has nothing to do.
    }
}
