package io.tickgate.engine;

import io.tickgate.config.SourceMode;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.record.InstrumentFlyweight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An instrument that is not retired, with its streams. Immutable.
 *
 * @param instrumentId of its definition.
 * @param origin of {@link InstrumentFlyweight}.
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other names.
 * @param mode how its price is made.
 * @param streams by priority.
 */
record Pair(
        int instrumentId, int origin, String symbol, List<String> aliases, SourceMode mode, List<PairStream> streams) {
    /**
     * A stream of it.
     *
     * @param streamId of its definition.
     * @param venue of it.
     * @param symbol there.
     * @param content of {@link io.tickgate.record.StreamFlyweight}.
     */
    record PairStream(int streamId, Venue venue, String symbol, int content) {}

    boolean isOfAllMarket() {
        return origin == InstrumentFlyweight.ALL_MARKET;
    }

    List<VenueSymbol> venueSymbols() {
        return streams.stream()
                .map(stream -> new VenueSymbol(stream.venue(), stream.symbol()))
                .toList();
    }

    /** Venues and symbols, for people. */
    String venuesText() {
        return streams.stream()
                .map(stream -> stream.venue().label() + " " + stream.symbol())
                .collect(Collectors.joining(", "));
    }

    String originText() {
        return switch (origin) {
            case InstrumentFlyweight.CONFIGURED -> "configured";
            case InstrumentFlyweight.ADMIN -> "admin";
            default -> "all-market";
        };
    }
}
