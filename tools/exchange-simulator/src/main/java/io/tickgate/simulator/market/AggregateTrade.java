package io.tickgate.simulator.market;

/**
 * All trades of one taker order at one price.
 *
 * @param instrument what was traded
 * @param id the previous aggregate's id plus 1
 * @param priceE8 × 10^8
 * @param sizeE8 sum of the trades' sizes, × 10^8
 * @param firstTradeId id of its first trade
 * @param lastTradeId id of its last trade
 * @param tradeOffsetNs when the trades were made, from the market's start
 * @param eventOffsetNs when it is told, from the market's start
 * @param buyerIsMaker the taker sold
 */
public record AggregateTrade(
        Instrument instrument,
        long id,
        long priceE8,
        long sizeE8,
        long firstTradeId,
        long lastTradeId,
        long tradeOffsetNs,
        long eventOffsetNs,
        boolean buyerIsMaker) {}
