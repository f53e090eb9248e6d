package io.tickgate.simulator.market;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What symbols are made of. No state; any thread. */
public final class Assets {

    /** Longest first, so that a symbol is cut at the right place. */
    private static final List<String> QUOTE_ASSETS =
            List.of("FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "BTC", "ETH", "BNB");

    /** Coins that are worth a dollar or are one. */
    private static final List<String> DOLLARS = List.of("FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD");

    /** CoinCap's names, which it also uses as ids. */
    private static final Map<String, String> SLUGS = Map.of(
            "BTC", "bitcoin",
            "ETH", "ethereum",
            "SOL", "solana",
            "BNB", "binance-coin",
            "XRP", "xrp",
            "DOGE", "dogecoin",
            "ADA", "cardano",
            "PEPE", "pepe");

    private Assets() {}

    /** CoinCap's id of an asset, empty if it has none here. */
    public static String slugOf(String asset) {
        return SLUGS.getOrDefault(asset, "");
    }

    /**
     * The asset that a symbol prices.
     *
     * @param symbol of any venue, upper case: {@code BTCUSDT}, {@code BTC-USD} and {@code BITCOIN} are all {@code BTC}
     */
    static String base(String symbol) {
        for (Map.Entry<String, String> slug : SLUGS.entrySet()) {
            if (slug.getValue().toUpperCase(Locale.ROOT).equals(symbol)) {
                return slug.getKey();
            }
        }
        int hyphen = symbol.indexOf('-');
        return hyphen > 0
                ? symbol.substring(0, hyphen)
                : symbol.substring(0, symbol.length() - quote(symbol).length());
    }

    /** The asset that a symbol is priced in, empty if it cannot be told. */
    static String quote(String symbol) {
        int hyphen = symbol.indexOf('-');
        if (hyphen > 0) {
            return symbol.substring(hyphen + 1);
        }
        return QUOTE_ASSETS.stream()
                .filter(quote -> symbol.endsWith(quote) && symbol.length() > quote.length())
                .findFirst()
                .orElse("");
    }

    static boolean isDollar(String asset) {
        return DOLLARS.contains(asset);
    }
}
