package io.tickgate.feed.rest;

import io.tickgate.record.E8;
import io.tickgate.record.RecordFlags;
import java.util.Map;

/**
 * A trade of an answer, or an aggregate of trades at one price and time.
 *
 * @param firstTradeId that it covers.
 * @param lastTradeId that it covers, at least the first.
 * @param priceE8 above zero, or 0 when it is rejected.
 * @param sizeE8 zero or above.
 * @param tradeTimeEpochNs of the venue, above zero, or 0 when it is rejected.
 * @param takerSide as in {@link io.tickgate.record.TradeFlyweight}.
 * @param flags {@link RecordFlags#ROUNDED} and {@link RecordFlags#SIZE_SATURATED}.
 * @param rejection why it is no trade, by the same rules as for a trade of the WebSocket; empty when it is one.
 */
record TradeRow(
        long firstTradeId,
        long lastTradeId,
        long priceE8,
        long sizeE8,
        long tradeTimeEpochNs,
        int takerSide,
        int flags,
        String rejection) {
    /** More trades than one taker order ever met; a range beyond it would cover a day's ids with one price. */
    static final long IDS_MAX = 100_000;

    private static final int LONG_DIGITS_MAX = 18;

    /**
     * A row of what stands in an answer.
     *
     * @param ids that it covers.
     * @param price text.
     * @param size text.
     * @param tradeTimeEpochNs 0 when it cannot be understood.
     * @param takerSide of the trade.
     */
    static TradeRow of(IdRange ids, String price, String size, long tradeTimeEpochNs, int takerSide) {
        E8.Outcome outcome = new E8.Outcome();
        long priceE8 = E8.parse(price, outcome);
        int priceCode = outcome.code();
        long sizeE8 = E8.parse(size, outcome);
        int sizeCode = outcome.code();
        String rejection = "";
        if (priceCode == E8.Outcome.MALFORMED || priceCode == E8.Outcome.OVERFLOW || priceE8 <= 0) {
            rejection = "a price that cannot be";
        } else if (sizeCode == E8.Outcome.MALFORMED || sizeE8 < 0) {
            rejection = "a size that cannot be";
        } else if (tradeTimeEpochNs <= 0) {
            rejection = "a time that cannot be";
        } else if (ids.length() > IDS_MAX) {
            rejection = "more trades in one than can be";
        }
        int flags = (priceCode == E8.Outcome.ROUNDED || sizeCode == E8.Outcome.ROUNDED ? RecordFlags.ROUNDED : 0)
                | (sizeCode == E8.Outcome.OVERFLOW ? RecordFlags.SIZE_SATURATED : 0);
        return rejection.isEmpty()
                ? new TradeRow(ids.first(), ids.last(), priceE8, sizeE8, tradeTimeEpochNs, takerSide, flags, "")
                : new TradeRow(ids.first(), ids.last(), 0, 0, 0, takerSide, 0, rejection);
    }

    /**
     * A trade id of an answer.
     *
     * @throws RestContentException when there is none: without ids nothing of an answer can be told apart.
     */
    static long id(Map<String, String> row, String key) throws RestContentException {
        long number = number(row, key);
        if (number < 0) {
            throw new RestContentException("\"" + key + "\" is no id");
        }
        return number;
    }

    /** A whole number of up to 18 digits, or -1. */
    static long number(Map<String, String> row, String key) {
        String text = row.getOrDefault(key, "");
        return text.matches("[0-9]{1," + LONG_DIGITS_MAX + "}") ? Long.parseLong(text) : -1;
    }
}
