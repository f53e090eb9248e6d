package io.tickgate.proof.receipt;

import io.tickgate.history.QueryDeadline;

/** Trades of a stream by time: the history, as far as receipts need it. Any thread may ask. */
public interface WindowTrades {
    /** What of a window could be told. */
    enum Told {
        /** All, or as much as the visitor wanted. */
        WHOLE,
        /** Trades of that time were deleted, or never held. */
        FORGOTTEN,
        /** Some are stored and cannot be read. */
        DAMAGED
    }

    /** Told of each trade. */
    @FunctionalInterface
    interface Visitor {
        /**
         * A trade that coverage took.
         *
         * @param firstTradeId the venue's id; of a fetched aggregate its first.
         * @param lastTradeId the same id; of an aggregate its last.
         * @param tradeTimeEpochNs the venue's trade time.
         * @param priceE8 price.
         * @param sizeE8 size.
         * @param flags of {@link io.tickgate.record.RecordFlags}.
         * @param sequence of its record.
         * @return whether to go on.
         */
        boolean onTrade(
                long firstTradeId,
                long lastTradeId,
                long tradeTimeEpochNs,
                long priceE8,
                long sizeE8,
                int flags,
                long sequence);
    }

    /**
     * Tells the trades of a window in the order of trade time, then id. What it throws is told to whoever asked for the receipt as a fault.
     *
     * @param streamId of the stream.
     * @param fromEpochNs first trade time.
     * @param lastEpochNs last trade time.
     * @param upToSequence newest record that counts.
     * @param visitor told of each.
     * @param deadline until when.
     * @return what it was told of.
     * @throws QueryDeadline.QueryTooLongException when it takes too long.
     */
    Told trades(
            int streamId,
            long fromEpochNs,
            long lastEpochNs,
            long upToSequence,
            Visitor visitor,
            QueryDeadline deadline);

    /** Up to which record it knows all trades. */
    long sequence();
}
