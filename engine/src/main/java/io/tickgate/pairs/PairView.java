package io.tickgate.pairs;

import java.util.List;

/**
 * A pair as it is now. Immutable.
 *
 * @param instrumentId never reused.
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other names in paths.
 * @param origin {@code configured}, {@code admin} or {@code all-market}.
 * @param source {@code failover}, {@code best} or {@code index}.
 * @param isOnDemand whether its streams flow only while a client wants them.
 * @param hasMarket whether a market hangs on it.
 * @param streams by priority.
 */
public record PairView(
        int instrumentId,
        String symbol,
        List<String> aliases,
        String origin,
        String source,
        boolean isOnDemand,
        boolean hasMarket,
        List<PairStreamView> streams) {
    /** Copies the lists. */
    public PairView {
        aliases = List.copyOf(aliases);
        streams = List.copyOf(streams);
    }
}
