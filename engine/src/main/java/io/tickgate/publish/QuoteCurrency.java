package io.tickgate.publish;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream's prices are counted in, read off the venue's own symbol: an instrument may be named {@code BTC/USD} and fed by
 * {@code BTCUSDT}. Stateless.
 */
public final class QuoteCurrency {
    private static final String COINBASE = "coinbase";
    private static final String COINCAP = "coincap";
    private static final String DOLLAR = "USD";

    /**
     * What Binance spot quotes prices in, from its list of symbols as of 2026; of two that fit the longer one is meant (BTCFDUSD is not
     * quoted in USD).
     */
    private static final List<String> KNOWN = Arrays.stream(
                    ("USDT USDC FDUSD TUSD BUSD USDP USD1 USDE XUSD DAI PAX USDS UST RLUSD"
                                    + " BTC ETH BNB SOL XRP TRX DOT DOGE TRY EUR BRL JPY GBP AUD RUB UAH ARS COP CZK IDR IDRT MXN NGN"
                                    + " PLN RON VAI ZAR BIDR BKRW BVND EURI USD")
                            .split(" "))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    private QuoteCurrency() {}

    /** The longest known currency that a symbol without a separator ends with, leaving a base before it; null when there is none. */
    public static @Nullable String atEndOf(String venueSymbol) {
        for (String quote : KNOWN) {
            if (venueSymbol.endsWith(quote) && venueSymbol.length() > quote.length()) {
                return quote;
            }
        }
        return null;
    }

    /**
     * Currency of a stream.
     *
     * <p>Coinbase writes it behind a hyphen; CoinCap's prices are in USD (its field is {@code priceUsd}). Of other symbols it is what
     * follows the instrument's base, if that is a known currency (so {@code BNBUSD} is no {@code BN} in BUSD), else the known one at
     * the end, else all that follows the base. A symbol of which that cannot be told is a currency of its own: better a strange
     * name than a sum of unlike things.
     *
     * @param venue label of the venue.
     * @param venueSymbol as the venue spells it.
     * @param symbol of the instrument, {@code BASE/QUOTE}.
     */
    static String of(String venue, String venueSymbol, String symbol) {
        if (venue.equals(COINCAP)) {
            return DOLLAR;
        }
        int hyphen = venueSymbol.lastIndexOf('-');
        if (venue.equals(COINBASE) && hyphen > 0) {
            return venueSymbol.substring(hyphen + 1);
        }
        String base = symbol.substring(0, Math.max(0, symbol.indexOf('/')));
        String rest = venueSymbol.startsWith(base) ? venueSymbol.substring(base.length()) : "";
        String atEnd = atEndOf(venueSymbol);
        if (KNOWN.contains(rest)) {
            return rest;
        }
        return atEnd != null ? atEnd : rest.isEmpty() ? venueSymbol : rest;
    }
}
