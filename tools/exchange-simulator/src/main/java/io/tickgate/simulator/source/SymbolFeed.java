package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.StreamNames;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Trade;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One symbol's stream names and its last trades. Owned by the source's thread, save {@link #last}. */
final class SymbolFeed {

    private static final int PRICE_SCALE = 8;

    final String trade;
    final String aggregateTrade;
    final String bookTicker;
    final String ticker;
    final String miniTicker;

    private final Deque<Trade> recent = new ArrayDeque<>();
    private volatile @Nullable Trade last;

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
        last = newest;
    }

    /** The last trades, at most this many, oldest first. */
    List<Trade> recent(long count) {
        return recent.stream().skip(Math.max(0, recent.size() - count)).toList();
    }

    /** The newest trade as the state shows it; any thread. */
    @Nullable
    LastTrade last() {
        Trade newest = last;
        return newest == null
                ? null
                : new LastTrade(
                        newest.instrument().symbol(),
                        newest.id(),
                        BigDecimal.valueOf(newest.priceE8(), PRICE_SCALE).toPlainString());
    }
}
