package io.tickgate.market;

/**
 * Sums over all streams since the first record.
 *
 * @param trades that were new.
 * @param quotes that were new.
 * @param duplicates trades and quotes that were not new.
 * @param quarantined trades kept out for an absurd id.
 * @param gaps runs of trade ids that were lost.
 * @param tradesLost trade ids that were lost.
 * @param bets accepted and still held.
 */
public record MarketTotals(
        long trades, long quotes, long duplicates, long quarantined, long gaps, long tradesLost, long bets) {}
