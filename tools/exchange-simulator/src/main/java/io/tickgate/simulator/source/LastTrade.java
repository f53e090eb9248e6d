package io.tickgate.simulator.source;

/**
 * The newest trade of a symbol.
 *
 * @param symbol upper case
 * @param tradeId the venue's id
 * @param price as text, as the venue writes it
 */
public record LastTrade(String symbol, long tradeId, String price) {}
