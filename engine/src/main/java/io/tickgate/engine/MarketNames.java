package io.tickgate.engine;

import io.tickgate.config.InstrumentSpelling;
import io.tickgate.config.Venue;
import io.tickgate.publish.QuoteCurrency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of instruments for symbols of a venue that nobody has named. Stateless. */
final class MarketNames {
    private MarketNames() {}

    /** {@code BASE/QUOTE} of a venue symbol, or null when it cannot be spelled so. */
    static @Nullable String symbol(Venue venue, String venueSymbol) {
        String symbol = switch (venue) {
            case BINANCE -> ofBinance(venueSymbol);
            case COINBASE -> venueSymbol.replace('-', '/');
            case COINCAP -> venueSymbol.toUpperCase(Locale.ROOT).replaceAll("[-._]", "") + "/USD";
        };
        return symbol != null && InstrumentSpelling.isSymbol(symbol) ? symbol : null;
    }

    private static @Nullable String ofBinance(String venueSymbol) {
        String quote = QuoteCurrency.atEndOf(venueSymbol);
        return quote == null ? null : venueSymbol.substring(0, venueSymbol.length() - quote.length()) + "/" + quote;
    }

    /** Other names of it: a slug is what people know a coin by. */
    static List<String> aliases(Venue venue, String venueSymbol) {
        return venue == Venue.COINCAP && InstrumentSpelling.isAlias(venueSymbol) ? List.of(venueSymbol) : List.of();
    }
}
