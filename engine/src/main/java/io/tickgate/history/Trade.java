package io.tickgate.history;

import io.tickgate.record.RecordFlags;

/**
 * A trade that coverage took, or a fetched aggregate of trades at one price and time.
 *
 * @param tradeTimeEpochNs the venue's trade time.
 * @param firstTradeId the venue's id; of an aggregate its first.
 * @param lastTradeId the same id; of an aggregate its last.
 * @param priceE8 above zero.
 * @param sizeE8 zero or above; of an aggregate the sum.
 * @param flags of {@link RecordFlags}.
 * @param isBackFilled whether it was fetched.
 * @param sequence of its journal record.
 * @param receivedEpochNs engine time of its receipt.
 */
public record Trade(
        long tradeTimeEpochNs,
        long firstTradeId,
        long lastTradeId,
        long priceE8,
        long sizeE8,
        int flags,
        boolean isBackFilled,
        long sequence,
        long receivedEpochNs) {
    /** Whether it is an aggregate of several trades. */
    public boolean isAggregate() {
        return lastTradeId != firstTradeId;
    }

    /** Whether price or size is not exactly what the venue said. */
    public boolean isRounded() {
        return (flags & RecordFlags.ROUNDED) != 0;
    }
}
