package io.tickgate.pairs;

/**
 * A stream of a pair. Immutable.
 *
 * @param streamId never reused.
 * @param venue name of its venue.
 * @param symbol there.
 * @param hasTrades whether it brings trades, not only prices.
 * @param isWanted whether its venue's feed is to deliver it now.
 */
public record PairStreamView(int streamId, String venue, String symbol, boolean hasTrades, boolean isWanted) {}
