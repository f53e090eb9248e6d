package io.tickgate.feed.rest;

import java.util.List;

/**
 * What one answer settles of a search.
 *
 * @param rows that cover searched ids, ascending.
 * @param absent searched ids that the venue answered around but does not have.
 */
record TradePage(List<TradeRow> rows, List<IdRange> absent) {
    static final TradePage EMPTY = new TradePage(List.of(), List.of());
}
