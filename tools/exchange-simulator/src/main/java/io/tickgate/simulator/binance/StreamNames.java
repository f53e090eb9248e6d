package io.tickgate.simulator.binance;

import java.util.Locale;

/** Names of the streams of one symbol: lower case, an at sign, the kind. */
public final class StreamNames {

    /** Mini tickers of all symbols that have changed, once a second. */
    public static final String ALL_MINI_TICKERS = "!miniTicker@arr";

    private static final String TRADE = "@trade";

    private StreamNames() {}

    /** Single trades. */
    public static String trade(String symbol) {
        return lower(symbol) + TRADE;
    }

    /** Taker orders. */
    public static String aggregateTrade(String symbol) {
        return lower(symbol) + "@aggTrade";
    }

    /** Best bid and offer. */
    public static String bookTicker(String symbol) {
        return lower(symbol) + "@bookTicker";
    }

    /** The last 24 hours, once a second. */
    public static String ticker(String symbol) {
        return lower(symbol) + "@ticker";
    }

    /** The same in short. */
    public static String miniTicker(String symbol) {
        return lower(symbol) + "@miniTicker";
    }

    /** Whether it is a stream of single trades. */
    public static boolean isTrade(String stream) {
        return stream.endsWith(TRADE);
    }

    /** The symbol of a stream, in upper case as in payloads. */
    public static String symbolOf(String stream) {
        int at = stream.indexOf('@');
        return (at < 0 ? stream : stream.substring(0, at)).toUpperCase(Locale.ROOT);
    }

    /** A symbol as in stream names. */
    public static String lower(String symbol) {
        return symbol.toLowerCase(Locale.ROOT);
    }
}
