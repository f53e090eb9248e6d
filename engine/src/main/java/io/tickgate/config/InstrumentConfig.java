package io.tickgate.config;

import java.util.List;
import java.util.Optional;

/**
 * One element of {@code instruments}, completed by the section of sources.
 *
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other names in paths, in lower case.
 * @param venueSymbols its symbols at venues, the preferred source first; at most one a venue.
 * @param source how the price that is shown is made.
 * @param isOnDemand whether it is subscribed to only while a client wants it; a market overrides that.
 */
public record InstrumentConfig(
        String symbol, List<String> aliases, List<VenueSymbol> venueSymbols, SourceConfig source, boolean isOnDemand) {
    /** Its symbol at a venue, if it has one there. */
    public Optional<String> symbolAt(Venue venue) {
        return venueSymbols.stream()
                .filter(each -> each.venue() == venue)
                .map(VenueSymbol::symbol)
                .findFirst();
    }
}
