package io.tickgate.simulator.tape;

/**
 * A taker order as it is remembered: all its trades at its one price.
 *
 * @param id Binance's aggregate trade id
 * @param priceE8 × 10^8
 * @param sizeE8 sum of the trades' sizes, × 10^8
 * @param firstTradeId id of its first trade
 * @param lastTradeId id of its last trade
 * @param tradeEpochUs when its trades were made, microseconds since 1970
 * @param buyerIsMaker the taker sold
 */
public record PastOrder(
        long id,
        long priceE8,
        long sizeE8,
        long firstTradeId,
        long lastTradeId,
        long tradeEpochUs,
        boolean buyerIsMaker) {

    /** The same time in milliseconds, rounded down. */
    public long tradeEpochMs() {
        return Math.floorDiv(tradeEpochUs, 1_000);
    }
}
