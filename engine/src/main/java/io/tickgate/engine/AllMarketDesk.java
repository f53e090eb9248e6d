package io.tickgate.engine;

import io.tickgate.config.CoinCapAssets;
import io.tickgate.config.SourceMode;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.record.InstrumentFlyweight;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes instruments of the symbols that a feed of all symbols brings and nobody has named. A symbol that cannot be spelled as an
 * instrument, whose name is taken, or that comes when there are as many as may be, is counted and logged once. Owned by the control
 * thread.
 */
final class AllMarketDesk {
    /** All symbols of all venues several times over; more are a fault of a venue and counted only. */
    static final int SEEN_MAX = 16_384;
    /** CoinCap lists some 2,000 assets; ids are never reused. */
    static final int COINCAP_MAX = 2_500;
    /** Ids that are left for what operators and the file name. */
    static final int IDS_KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AllMarketDesk.class);

    private final PairTable table;
    private final TickgateConfig config;
    private final Set<VenueSymbol> seen = new HashSet<>();
    private final Queue<VenueSymbol> waiting = new ArrayDeque<>();
    private long skipped;

    AllMarketDesk(PairTable table, TickgateConfig config) {
        this.table = table;
        this.config = config;
    }

    /** Notes a symbol, if it was not noted before. */
    void offer(VenueSymbol symbol) {
        if (isWanted(symbol.venue()) && seen.size() < SEEN_MAX && seen.add(symbol)) {
            waiting.add(symbol);
        }
    }

    private boolean isWanted(Venue venue) {
        return switch (venue) {
            case BINANCE -> config.venues().binance().isAllMarket();
            case COINBASE -> false;
            case COINCAP -> config.venues().coincap().assets() == CoinCapAssets.ALL;
        };
    }

    /** A symbol is free again: when it comes once more it gets its instrument. */
    void forget(VenueSymbol symbol) {
        seen.remove(symbol);
    }

    /**
     * Defines instruments for symbols that wait.
     *
     * @param countMax most symbols looked at.
     * @param onPair told each new pair.
     * @return symbols looked at.
     */
    int define(long nowEpochNs, int countMax, Consumer<Pair> onPair) {
        int count = 0;
        while (count < countMax && !waiting.isEmpty()) {
            VenueSymbol next = waiting.remove();
            if (table.byVenueSymbol(next) == null) {
                define(nowEpochNs, next, onPair);
            }
            count++;
        }
        if (count > 0 && waiting.isEmpty()) {
            LOG.info(
                    "All symbols of {}: {} instruments; {} symbols are not shown, as no instrument can be named after"
                            + " them, its name is taken, or there are as many as may be",
                    Venue.BINANCE.label() + " and " + Venue.COINCAP.label(),
                    table.ofAllMarket(Venue.BINANCE) + table.ofAllMarket(Venue.COINCAP),
                    skipped);
        }
        return count;
    }

    private void define(long nowEpochNs, VenueSymbol next, Consumer<Pair> onPair) {
        String symbol = MarketNames.symbol(next.venue(), next.symbol());
        if (symbol == null || table.byName(symbol) != null || isFull(next.venue())) {
            skipped++;
            return;
        }
        List<String> aliases = MarketNames.aliases(next.venue(), next.symbol()).stream()
                .filter(alias -> table.byName(alias) == null)
                .toList();
        onPair.accept(table.define(
                nowEpochNs,
                InstrumentFlyweight.ALL_MARKET,
                symbol,
                aliases,
                List.of(next),
                config.sources().of(SourceMode.FAILOVER)));
    }

    private boolean isFull(Venue venue) {
        int max =
                venue == Venue.COINCAP ? COINCAP_MAX : config.venues().binance().allMarketMax();
        DefinitionIds ids = table.writer().ids();
        return table.ofAllMarket(venue) >= max || ids.freeInstruments() <= IDS_KEPT || ids.freeStreams() <= IDS_KEPT;
    }

    /** Symbols that got no instrument. */
    long skipped() {
        return skipped;
    }
}
