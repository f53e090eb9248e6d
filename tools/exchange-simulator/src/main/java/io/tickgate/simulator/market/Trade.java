package io.tickgate.simulator.market;

/**
 * One trade: one buyer, one seller.
 *
 * @param instrument what was traded
 * @param id the previous id of the instrument plus 1, unless ids were skipped on purpose
 * @param aggregateId id of the taker order that it belongs to
 * @param priceE8 × 10^8
 * @param sizeE8 × 10^8
 * @param tradeOffsetNs when it was made, from the market's start; never above {@code eventOffsetNs} and never falling
 * @param eventOffsetNs when it is told, from the market's start
 * @param buyerIsMaker the taker sold
 */
public record Trade(
        Instrument instrument,
        long id,
        long aggregateId,
        long priceE8,
        long sizeE8,
        long tradeOffsetNs,
        long eventOffsetNs,
        boolean buyerIsMaker) {}
