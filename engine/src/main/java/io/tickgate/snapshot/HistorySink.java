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
     * A snapshot is about to be written. What was told up to its sequence should be kept by then, as after a crash the second market goes
     * on behind it where the history lets it; otherwise it begins at an older one, or at the first record.
     *
     * @param sequence of the last {@link #onEndOfBatch}.
     */
    default void onSnapshot(long sequence) {
        // A history that keeps each batch at once has nothing to do.
    }
}
