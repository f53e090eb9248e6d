package io.tickgate.publish;

/**
 * A trade that decided a bet. Immutable.
 *
 * @param tradeId the venue's id; of an aggregate its first.
 * @param sequence of the record that brought it.
 * @param priceE8 price × 10^8.
 * @param tradeTimeEpochNs the venue's trade time.
 */
public record DecidingTrade(long tradeId, long sequence, long priceE8, long tradeTimeEpochNs) {}
