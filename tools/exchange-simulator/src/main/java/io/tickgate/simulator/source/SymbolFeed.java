package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.StreamNames;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Trade;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One symbol's stream names and its last trades. Owned by the source's thread. */
final class SymbolFeed {

    final String trade;
    final String aggregateTrade;
    final String bookTicker;
    final String ticker;
    final String miniTicker;

    private final Deque<Trade> recent = new ArrayDeque<>();

    SymbolFeed(String symbol) {
        this.trade = StreamNames.trade(symbol);
        this.aggregateTrade = StreamNames.aggregateTrade(symbol);
        this.bookTicker = StreamNames.bookTicker(symbol);
        this.ticker = StreamNames.ticker(symbol);
        this.miniTicker = StreamNames.miniTicker(symbol);
    }

    void remember(Trade newest) {
        if (recent.size() == Fault.DUPLICATE_MAX) {
            recent.remove();
        }
        recent.add(newest);
    }

    /** The last trades, at most this many, oldest first. */
    List<Trade> recent(long count) {
        return recent.stream().skip(Math.max(0, recent.size() - count)).toList();
    }
}
