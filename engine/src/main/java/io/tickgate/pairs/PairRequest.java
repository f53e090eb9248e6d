package io.tickgate.pairs;

import java.util.List;

/**
 * A pair to be added, as an operator wrote it; judged when it is added. Immutable.
 *
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other names in paths.
 * @param binance symbol at Binance, empty for none.
 * @param coinbase product at Coinbase, empty for none.
 * @param coincap slug at CoinCap, empty for none.
 * @param source {@code failover}, {@code best} or {@code index}; empty for the configured default.
 */
public record PairRequest(
        String symbol, List<String> aliases, String binance, String coinbase, String coincap, String source) {
    /** Copies the aliases. */
    public PairRequest {
        aliases = List.copyOf(aliases);
    }
}
