package io.tickgate.simulator.tape;

import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import org.jspecify.annotations.Nullable;

/** The newest state and the past of one symbol. The source's thread writes, any reads. */
public final class SymbolTape {

    private final Instrument instrument;
    private final TradeHistory trades;
    private volatile @Nullable Trade lastTrade;
    private volatile @Nullable Quote lastQuote;
    private volatile @Nullable DayStatistics day;

    SymbolTape(Instrument instrument, int tradesMax) {
        this.instrument = instrument;
        this.trades = new TradeHistory(tradesMax);
    }

    /** What it is about. */
    public Instrument instrument() {
        return instrument;
    }

    /** Its trades. */
    public TradeHistory trades() {
        return trades;
    }

    /** The newest trade, null before the first. */
    public @Nullable Trade lastTrade() {
        return lastTrade;
    }

    /** The newest quote, null before the first. */
    public @Nullable Quote lastQuote() {
        return lastQuote;
    }

    /** The newest statistics, null before the first; at most a second old. */
    public @Nullable DayStatistics day() {
        return day;
    }

    /** Notes a trade. */
    public void add(Trade trade) {
        trades.add(trade);
        lastTrade = trade;
    }

    /** Notes a quote. */
    public void add(Quote quote) {
        lastQuote = quote;
    }

    /** Notes the statistics of a second. */
    public void add(DayStatistics statistics) {
        day = statistics;
    }
}
