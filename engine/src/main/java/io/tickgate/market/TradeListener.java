package io.tickgate.market;

/** Told of every trade that a market takes as new, in the order of sequences; on the market's thread. */
public interface TradeListener {
    /**
     * A trade, or a fetched aggregate of trades at one price and time, whose ids were not covered before. Of an aggregate that was partly
     * covered the ids are given as it came.
     *
     * @param streamId of its stream.
     * @param firstTradeId the venue's id; of an aggregate its first.
     * @param lastTradeId the same id; of an aggregate its last.
     * @param tradeTimeEpochNs the venue's trade time.
     * @param priceE8 above zero.
     * @param sizeE8 zero or above; of an aggregate the sum.
     * @param flags of {@link io.tickgate.record.RecordFlags}.
     * @param isBackFilled whether it was fetched.
     * @param isReset whether it is the first since the venue counts anew, as it shows by itself or a watermark has told.
     * @param sequence of its record.
     * @param receivedEpochNs engine time of its receipt.
     */
    void onTrade(
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
            long receivedEpochNs);
}
