package io.tickgate.simulator;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the venues demand of clients and offer them, where a test may want it otherwise. Immutable; start from {@link #defaults}.
 *
 * @param historyTrades newest trades of each symbol and venue that REST answers from, from 1,000 to 2,000,000
 * @param binanceWeightMax request weight an address may use in a minute
 * @param binanceConnectsMax connection attempts of an address in five minutes
 * @param nestedErrors errors of Binance's WebSocket in the form {@code {"error":{"code":…,"msg":…},"id":…}}, which is not documented but has been seen
 * @param allMarketSymbols further symbols, at most 20,000, that are in {@code !miniTicker@arr} and {@code exchangeInfo} and nowhere else
 * @param coinbaseSubscribeDeadline a client of Coinbase that has not subscribed by then is disconnected
 * @param coinbaseZeroTradeIds heartbeats of Coinbase say {@code "last_trade_id":0}, as they did in 2019
 * @param coincapKey the key that CoinCap knows
 */
public record VenueRules(
        int historyTrades,
        int binanceWeightMax,
        int binanceConnectsMax,
        boolean nestedErrors,
        int allMarketSymbols,
        Duration coinbaseSubscribeDeadline,
        boolean coinbaseZeroTradeIds,
        String coincapKey) {

    /** 40 bytes a trade: 8 MB a symbol when full, two hours of the busiest symbol that has been recorded. */
    private static final int HISTORY_DEFAULT = 200_000;

    private static final int HISTORY_MIN = 1_000;
    private static final int HISTORY_MAX = 2_000_000;

    /** The venue's limits as of 2026-07-21. */
    private static final int WEIGHT_DEFAULT = 6_000;

    private static final int CONNECTS_DEFAULT = 300;

    /** Ten times what the venue lists. */
    private static final int ALL_MARKET_MAX = 20_000;

    private static final Duration SUBSCRIBE_DEADLINE = Duration.ofSeconds(5);

    /** Checks the ranges; the exception names the rule and what is allowed. */
    public VenueRules {
        check(
                historyTrades >= HISTORY_MIN && historyTrades <= HISTORY_MAX,
                "historyTrades must be from " + HISTORY_MIN + " to " + HISTORY_MAX + ": " + historyTrades);
        check(binanceWeightMax >= 1, "binanceWeightMax must be at least 1: " + binanceWeightMax);
        check(binanceConnectsMax >= 1, "binanceConnectsMax must be at least 1: " + binanceConnectsMax);
        check(
                allMarketSymbols >= 0 && allMarketSymbols <= ALL_MARKET_MAX,
                "allMarketSymbols must be from 0 to " + ALL_MARKET_MAX + ": " + allMarketSymbols);
        check(
                !coinbaseSubscribeDeadline.isNegative() && !coinbaseSubscribeDeadline.isZero(),
                "coinbaseSubscribeDeadline must be above 0: " + coinbaseSubscribeDeadline);
        check(!coincapKey.isEmpty(), "coincapKey must not be empty");
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The venues' own limits, 200,000 trades, no further symbols, the key {@code simulator-key}. */
    public static VenueRules defaults() {
        return new VenueRules(
                HISTORY_DEFAULT,
                WEIGHT_DEFAULT,
                CONNECTS_DEFAULT,
                false,
                0,
                SUBSCRIBE_DEADLINE,
                false,
                "simulator-key");
    }

    /** The same with another value for the number of trades that are kept. */
    public VenueRules withHistoryTrades(int value) {
        return with(draft -> draft.historyTrades = value);
    }

    /** The same with another value for the request weight. */
    public VenueRules withBinanceWeightMax(int value) {
        return with(draft -> draft.binanceWeightMax = value);
    }

    /** The same with another value for the connection attempts. */
    public VenueRules withBinanceConnectsMax(int value) {
        return with(draft -> draft.binanceConnectsMax = value);
    }

    /** The same with another value for the form of errors. */
    public VenueRules withNestedErrors(boolean value) {
        return with(draft -> draft.nestedErrors = value);
    }

    /** The same with another value for the number of further symbols. */
    public VenueRules withAllMarketSymbols(int value) {
        return with(draft -> draft.allMarketSymbols = value);
    }

    /** The same with another value for the time to subscribe. */
    public VenueRules withCoinbaseSubscribeDeadline(Duration value) {
        return with(draft -> draft.coinbaseSubscribeDeadline = value);
    }

    /** The same with another value for the last trade ids of heartbeats. */
    public VenueRules withCoinbaseZeroTradeIds(boolean value) {
        return with(draft -> draft.coinbaseZeroTradeIds = value);
    }

    /** The same with another value for the key. */
    public VenueRules withCoincapKey(String value) {
        return with(draft -> draft.coincapKey = value);
    }

    private VenueRules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /** All values, to be changed before they are checked again. */
    private static final class Draft {

        private int historyTrades;
        private int binanceWeightMax;
        private int binanceConnectsMax;
        private boolean nestedErrors;
        private int allMarketSymbols;
        private Duration coinbaseSubscribeDeadline;
        private boolean coinbaseZeroTradeIds;
        private String coincapKey;

        Draft(VenueRules from) {
            historyTrades = from.historyTrades;
            binanceWeightMax = from.binanceWeightMax;
            binanceConnectsMax = from.binanceConnectsMax;
            nestedErrors = from.nestedErrors;
            allMarketSymbols = from.allMarketSymbols;
            coinbaseSubscribeDeadline = from.coinbaseSubscribeDeadline;
            coinbaseZeroTradeIds = from.coinbaseZeroTradeIds;
            coincapKey = from.coincapKey;
        }

        VenueRules rules() {
            return new VenueRules(
                    historyTrades,
                    binanceWeightMax,
                    binanceConnectsMax,
                    nestedErrors,
                    allMarketSymbols,
                    coinbaseSubscribeDeadline,
                    coinbaseZeroTradeIds,
                    coincapKey);
        }
    }
}
