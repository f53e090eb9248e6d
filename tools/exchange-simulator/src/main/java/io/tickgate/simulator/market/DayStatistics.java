package io.tickgate.simulator.market;

import java.math.BigDecimal;

/**
 * The last 24 hours of one instrument, or as much of them as the market has lived. Volumes are {@link BigDecimal} because a day of a coin with a tiny price does not fit a
 * long × 10^8.
 *
 * @param quote the best bid and offer at that time
 * @param lastPriceE8 price of the last trade
 * @param lastSizeE8 size of the last trade
 * @param previousPriceE8 price of the trade before the window, the initial price if there was none
 * @param openPriceE8 first price in the window
 * @param highPriceE8 highest price in the window
 * @param lowPriceE8 lowest price in the window
 * @param baseVolume sum of sizes, in the base asset
 * @param quoteVolume sum of price × size, in the quote asset
 * @param firstTradeId first id in the window
 * @param lastTradeId last id
 * @param tradeCount trades in the window
 * @param changed whether there was a trade or a quote since the last ones
 * @param eventOffsetNs when it is told, from the market's start
 */
public record DayStatistics(
        Quote quote,
        long lastPriceE8,
        long lastSizeE8,
        long previousPriceE8,
        long openPriceE8,
        long highPriceE8,
        long lowPriceE8,
        BigDecimal baseVolume,
        BigDecimal quoteVolume,
        long firstTradeId,
        long lastTradeId,
        long tradeCount,
        boolean changed,
        long eventOffsetNs) {

    /** What the statistics are about. */
    public Instrument instrument() {
        return quote.instrument();
    }
}
