package io.tickgate.config;

import java.util.List;

/** Whether the connection to each venue can carry what is asked of it. */
final class SymbolCounts {
    /** Source: Binance spot WebSocket streams, "WebSocket Limits", read 2026-11. */
    private static final int BINANCE_STREAMS_MAX = 1_024;
    /** Trades and best prices. */
    private static final int BINANCE_STREAMS_PER_SYMBOL = 2;

    private SymbolCounts() {}

    /** Adds a problem for each venue that cannot. */
    static void check(List<InstrumentConfig> instruments, List<MarketConfig> markets, List<String> problems) {
        for (Venue venue : Venue.values()) {
            long symbols = instruments.stream()
                    .filter(instrument -> instrument.symbolAt(venue).isPresent())
                    .count();
            if (symbols > venue.symbolsMax()) {
                problems.add("instruments: " + symbols + " have a symbol at " + venue.label() + ", allowed are "
                        + venue.symbolsMax());
            }
        }
        long settled = markets.stream()
                .filter(market -> market.venue() == Venue.BINANCE)
                .map(MarketConfig::instrument)
                .distinct()
                .count();
        long symbols = instruments.stream()
                .filter(instrument -> instrument.symbolAt(Venue.BINANCE).isPresent())
                .count();
        // One is left for the array of all symbols.
        long streams = symbols * BINANCE_STREAMS_PER_SYMBOL + settled + 1;
        if (streams > BINANCE_STREAMS_MAX) {
            problems.add("instruments: with their markets they need " + streams
                    + " streams of binance (2 an instrument, 3 with a market, 1 for all), allowed are "
                    + BINANCE_STREAMS_MAX);
        }
    }
}
