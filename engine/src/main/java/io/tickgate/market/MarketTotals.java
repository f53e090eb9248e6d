package io.tickgate.market;

/**
 * Sums over all streams since the first record.
 *
 * @param trades that were new.
 * @param quotes that were new.
 * @param duplicates trades and quotes that were not new.
 * @param quarantined trades kept out for an absurd id.
 * @param gaps runs of trade ids that were confirmed as lost.
 * @param tradesLost trade ids in them.
 * @param tradesFilled those of them that came after all, late or by back-fill.
 * @param backFilled records of fetched trades that brought something.
 * @param bets accepted and still held, open or decided.
 * @param betsOpen accepted and not decided.
 * @param betsHit decided so.
 * @param betsMissed decided so.
 * @param betsVoid decided so.
 * @param betsContradicted misses that a later trade touched.
 */
public record MarketTotals(
        long trades,
        long quotes,
        long duplicates,
        long quarantined,
        long gaps,
        long tradesLost,
        long tradesFilled,
        long backFilled,
        long bets,
        long betsOpen,
        long betsHit,
        long betsMissed,
        long betsVoid,
        long betsContradicted) {
    /** Trade ids that are still missing. */
    public long tradesMissing() {
        return tradesLost - tradesFilled;
    }
}
