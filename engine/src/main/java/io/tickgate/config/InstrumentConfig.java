package io.tickgate.config;

import java.util.List;

/**
 * One element of {@code instruments}.
 *
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other names in paths, in lower case.
 * @param binanceSymbol the symbol at Binance, empty for none.
 */
public record InstrumentConfig(String symbol, List<String> aliases, String binanceSymbol) {}
