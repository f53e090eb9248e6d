package io.tickgate.engine;

import io.tickgate.market.MarketTotals;

/**
 * What a clean stop left behind.
 *
 * @param lastSequence newest sequence in the journal.
 * @param stateHash of the market at that sequence.
 * @param totals sums over all streams.
 */
public record EngineSummary(long lastSequence, String stateHash, MarketTotals totals) {}
