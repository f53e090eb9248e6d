package io.tickgate.simulator.source;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.AggregateTrade;
import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.MarketGenerator;
import io.tickgate.simulator.market.MarketListener;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import io.tickgate.simulator.tape.Tape;

/** Carries out a gap: trades that happen, go on the tape and are told to nobody, or ids that no trade has. Used by the source's thread. */
final class HiddenTrades implements MarketListener {

    private final Tape tape;

    private HiddenTrades(Tape tape) {
        this.tape = tape;
    }

    /**
     * Makes a gap.
     *
     * @param tradesMax that the tape keeps: of a larger gap only the newest trades are made, since the others would be forgotten at once
     */
    static void make(MarketGenerator market, String symbol, Fault gap, int tradesMax, Tape tape) {
        long made = gap.option() ? 0 : Math.min(gap.count(), tradesMax);
        market.skipTradeIds(symbol, gap.count() - made);
        market.burst(symbol, made, new HiddenTrades(tape));
    }

    @Override
    public void onTrade(Trade trade) {
        tape.of(trade.instrument()).add(trade);
    }

    @Override
    public void onAggregateTrade(AggregateTrade trade) {
        // The tape knows it by its trades.
    }

    @Override
    public void onQuote(Quote quote) {
        tape.of(quote.instrument()).add(quote);
    }

    @Override
    public void onDayStatistics(DayStatistics statistics) {
        // A gap takes no time.
    }
}
