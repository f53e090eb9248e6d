package io.tickgate.config;

import java.util.Locale;

/** How instruments may be spelled, in the file and by whoever adds one at run time. */
public final class InstrumentSpelling {
    /** Most aliases of one instrument: with 40 bytes each they stay within the definition record's 512. */
    public static final int ALIASES_MAX = 12;

    static final PropertyType<String> SYMBOL =
            PropertyTypes.pattern("BASE/QUOTE, each 1 to 20 of A-Z and 0-9", "[A-Z0-9]{1,20}/[A-Z0-9]{1,20}");
    static final PropertyType<String> ALIAS =
            PropertyTypes.pattern("1 to 40 of a-z, 0-9, -, _ and .", "[a-z0-9._-]{1,40}");

    /** Binance's symbols may be UTF-8; what would break a URL or JSON text cannot be one. */
    private static final PropertyType<String> BINANCE = PropertyTypes.pattern(
            "1 to 20 capitals, digits or letters without case", "[^\\p{C}\\p{Z}\\p{Punct}\\p{Ll}]{1,20}");

    private static final PropertyType<String> COINBASE =
            PropertyTypes.pattern("BASE-QUOTE, each 1 to 20 of A-Z and 0-9", "[A-Z0-9]{1,20}-[A-Z0-9]{1,20}");
    private static final PropertyType<String> COINCAP =
            PropertyTypes.pattern("a slug, 1 to 64 of a-z, 0-9, -, _ and .", "[a-z0-9._-]{1,64}");

    private InstrumentSpelling() {}

    static PropertyType<String> of(Venue venue) {
        return switch (venue) {
            case BINANCE -> BINANCE;
            case COINBASE -> COINBASE;
            case COINCAP -> COINCAP;
        };
    }

    /** Whether a text is a symbol, {@code BASE/QUOTE}. */
    public static boolean isSymbol(String text) {
        return SYMBOL.read(text) != null;
    }

    /** Whether a text may be an alias. */
    public static boolean isAlias(String text) {
        return ALIAS.read(text) != null;
    }

    /** Whether a text may be a symbol at a venue. */
    public static boolean isVenueSymbol(Venue venue, String text) {
        return of(venue).read(text) != null;
    }

    /** What a symbol may be, for people. */
    public static String symbolRange() {
        return SYMBOL.range();
    }

    /** What an alias may be, for people. */
    public static String aliasRange() {
        return ALIAS.range();
    }

    /** What a symbol at a venue may be, for people. */
    public static String venueSymbolRange(Venue venue) {
        return of(venue).range();
    }

    /** {@code BTC/USD}, {@code BTC-USD}, {@code btc_usd} and {@code btcusd} are one spelling, as in paths. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("/", "").replace("-", "").replace("_", "");
    }
}
