package io.tickgate.engine;

import io.tickgate.config.InstrumentSpelling;
import io.tickgate.config.Venue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of instruments for symbols of a venue that nobody has named. Stateless. */
final class MarketNames {
    /**
     * What Binance spot quotes prices in, from its list of symbols as of 2026; of two that fit the longer one is meant (BTCFDUSD is not
     * quoted in USD).
     */
    private static final List<String> QUOTES = Arrays.stream(
                    ("USDT USDC FDUSD TUSD BUSD USDP USD1 USDE XUSD DAI PAX USDS UST RLUSD"
                                    + " BTC ETH BNB SOL XRP TRX DOT DOGE TRY EUR BRL JPY GBP AUD RUB UAH ARS COP CZK IDR IDRT MXN NGN"
                                    + " PLN RON VAI ZAR BIDR BKRW BVND EURI USD")
                            .split(" "))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

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
        for (String quote : QUOTES) {
            if (venueSymbol.endsWith(quote) && venueSymbol.length() > quote.length()) {
                return venueSymbol.substring(0, venueSymbol.length() - quote.length()) + "/" + quote;
            }
        }
        return null;
    }

    /** Other names of it: a slug is what people know a coin by. */
    static List<String> aliases(Venue venue, String venueSymbol) {
        return venue == Venue.COINCAP && InstrumentSpelling.isAlias(venueSymbol) ? List.of(venueSymbol) : List.of();
    }
}
