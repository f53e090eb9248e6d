package io.tickgate.simulator.binance;

import io.tickgate.simulator.market.AggregateTrade;
import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Writes the venue's payloads: its keys in its order, prices and sizes as strings with eight decimals, times as numbers. Owned by one thread.
 *
 * @see <a href="https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md">the venue's message page</a>
 */
public final class PayloadWriter {

    private static final int DECIMALS = 8;

    /** The venue gives the change in percent with three decimals. */
    private static final int PERCENT_DECIMALS = 3;

    private static final long DAY_US = 86_400_000_000L;

    private final long startEpochUs;

    /**
     * Creates a writer.
     *
     * @param startEpochUs wall-clock time of the market's start, microseconds since 1970
     */
    public PayloadWriter(long startEpochUs) {
        this.startEpochUs = startEpochUs;
    }

    /** {@code <symbol>@trade}. */
    public void trade(Trade trade, boolean microseconds, AsciiBuffer out) {
        out.add("{\"e\":\"trade\",\"E\":").add(time(trade.eventOffsetNs(), microseconds));
        out.add(",\"s\":\"").add(trade.instrument().symbol());
        out.add("\",\"t\":").add(trade.id());
        out.add(",\"p\":\"").addE8(trade.priceE8());
        out.add("\",\"q\":\"").addE8(trade.sizeE8());
        out.add("\",\"T\":").add(time(trade.tradeOffsetNs(), microseconds));
        out.add(trade.buyerIsMaker() ? ",\"m\":true,\"M\":true}" : ",\"m\":false,\"M\":true}");
    }

    /** {@code <symbol>@aggTrade}. */
    public void aggregateTrade(AggregateTrade trade, boolean microseconds, AsciiBuffer out) {
        out.add("{\"e\":\"aggTrade\",\"E\":").add(time(trade.eventOffsetNs(), microseconds));
        out.add(",\"s\":\"").add(trade.instrument().symbol());
        out.add("\",\"a\":").add(trade.id());
        out.add(",\"p\":\"").addE8(trade.priceE8());
        out.add("\",\"q\":\"").addE8(trade.sizeE8());
        out.add("\",\"f\":").add(trade.firstTradeId());
        out.add(",\"l\":").add(trade.lastTradeId());
        out.add(",\"T\":").add(time(trade.tradeOffsetNs(), microseconds));
        out.add(trade.buyerIsMaker() ? ",\"m\":true,\"M\":true}" : ",\"m\":false,\"M\":true}");
    }

    /** {@code <symbol>@bookTicker}: without type and time. */
    public void bookTicker(Quote quote, AsciiBuffer out) {
        out.add("{\"u\":").add(quote.updateId());
        out.add(",\"s\":\"").add(quote.instrument().symbol());
        out.add("\",\"b\":\"").addE8(quote.bidE8());
        out.add("\",\"B\":\"").addE8(quote.bidSizeE8());
        out.add("\",\"a\":\"").addE8(quote.askE8());
        out.add("\",\"A\":\"").addE8(quote.askSizeE8());
        out.add("\"}");
    }

    /** {@code <symbol>@ticker}. */
    public void ticker(DayStatistics day, boolean microseconds, AsciiBuffer out) {
        BigDecimal change = e8(day.lastPriceE8() - day.openPriceE8());
        out.add("{\"e\":\"24hrTicker\",\"E\":").add(time(day.eventOffsetNs(), microseconds));
        out.add(",\"s\":\"").add(day.instrument().symbol());
        out.add("\",\"p\":\"").add(change.toPlainString());
        out.add("\",\"P\":\"").add(percent(change, day.openPriceE8()));
        out.add("\",\"w\":\"").add(weightedAverage(day));
        out.add("\",\"x\":\"").addE8(day.previousPriceE8());
        out.add("\",\"c\":\"").addE8(day.lastPriceE8());
        out.add("\",\"Q\":\"").addE8(day.lastSizeE8());
        out.add("\",\"b\":\"").addE8(day.quote().bidE8());
        out.add("\",\"B\":\"").addE8(day.quote().bidSizeE8());
        out.add("\",\"a\":\"").addE8(day.quote().askE8());
        out.add("\",\"A\":\"").addE8(day.quote().askSizeE8());
        out.add("\",\"o\":\"").addE8(day.openPriceE8());
        out.add("\",\"h\":\"").addE8(day.highPriceE8());
        out.add("\",\"l\":\"").addE8(day.lowPriceE8());
        volumes(day, out);
        long closeUs = startEpochUs + day.eventOffsetNs() / 1_000;
        out.add(",\"O\":").add(inUnit(closeUs - DAY_US, microseconds));
        out.add(",\"C\":").add(inUnit(closeUs, microseconds));
        out.add(",\"F\":").add(day.firstTradeId());
        out.add(",\"L\":").add(day.lastTradeId());
        out.add(",\"n\":").add(day.tradeCount());
        out.add("}");
    }

    /** {@code <symbol>@miniTicker}. */
    public void miniTicker(DayStatistics day, boolean microseconds, AsciiBuffer out) {
        out.add("{\"e\":\"24hrMiniTicker\",\"E\":").add(time(day.eventOffsetNs(), microseconds));
        out.add(",\"s\":\"").add(day.instrument().symbol());
        out.add("\",\"c\":\"").addE8(day.lastPriceE8());
        out.add("\",\"o\":\"").addE8(day.openPriceE8());
        out.add("\",\"h\":\"").addE8(day.highPriceE8());
        out.add("\",\"l\":\"").addE8(day.lowPriceE8());
        volumes(day, out);
        out.add("}");
    }

    /**
     * {@code !miniTicker@arr}.
     *
     * @param changed what has changed in this second
     * @param further symbols that are only here
     */
    public void miniTickers(
            List<DayStatistics> changed, ExtraSymbols further, long offsetNs, boolean microseconds, AsciiBuffer out) {
        out.add("[");
        for (int i = 0; i < changed.size(); i++) {
            if (i > 0) {
                out.add(",");
            }
            miniTicker(changed.get(i), microseconds, out);
        }
        further.write(time(offsetNs, microseconds), changed.isEmpty(), out);
        out.add("]");
    }

    private static void volumes(DayStatistics day, AsciiBuffer out) {
        out.add("\",\"v\":\"").add(plain(day.baseVolume()));
        out.add("\",\"q\":\"").add(plain(day.quoteVolume())).add("\"");
    }

    private static String weightedAverage(DayStatistics day) {
        return day.quoteVolume()
                .divide(day.baseVolume(), DECIMALS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String percent(BigDecimal change, long openPriceE8) {
        return change.movePointRight(2)
                .divide(e8(openPriceE8), PERCENT_DECIMALS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String plain(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static BigDecimal e8(long valueE8) {
        return BigDecimal.valueOf(valueE8, DECIMALS);
    }

    private long time(long offsetNs, boolean microseconds) {
        // floorDiv, because a trade may have been made shortly before the market's start.
        return inUnit(startEpochUs + Math.floorDiv(offsetNs, 1_000), microseconds);
    }

    private static long inUnit(long epochUs, boolean microseconds) {
        return microseconds ? epochUs : Math.floorDiv(epochUs, 1_000);
    }
}
