package io.tickgate.simulator.tape;

/**
 * A trade as it is remembered.
 *
 * @param id the venue's id
 * @param aggregateId id of the taker order that it belongs to
 * @param priceE8 × 10^8
 * @param sizeE8 × 10^8
 * @param tradeEpochUs when it was made, microseconds since 1970
 * @param buyerIsMaker the taker sold
 */
public record PastTrade(
        long id, long aggregateId, long priceE8, long sizeE8, long tradeEpochUs, boolean buyerIsMaker) {}
