package io.tickgate.feed.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds trades of Coinbase by their ids, from the last missing one downwards. */
final class CoinbaseTradeSearch implements TradeSearch {
    private final String venueSymbol;
    private final long low;
    private long high;
    private int pages;

    CoinbaseTradeSearch(String venueSymbol, IdRange ids) {
        this.venueSymbol = venueSymbol;
        low = ids.first();
        high = ids.last();
    }

    @Override
    public RestRequest next() {
        return CoinbaseRest.tradesBelow(venueSymbol, high + 1, high - low + 1);
    }

    @Override
    public TradePage onAnswer(byte[] body) throws RestContentException {
        List<TradeRow> ascending = CoinbaseRest.tradesAscending(body);
        if (!ascending.isEmpty() && ascending.get(ascending.size() - 1).lastTradeId() > high) {
            throw new RestContentException("trades above the id that was asked for");
        }
        pages++;
        long lowest = ascending.isEmpty() ? low : Math.max(low, ascending.get(0).firstTradeId());
        TradePage page = settle(ascending, lowest);
        high = lowest - 1;
        return page;
    }

    /** Settles the ids from the lowest that the page reaches to the highest open one. */
    private TradePage settle(List<TradeRow> ascending, long lowest) {
        List<TradeRow> found = new ArrayList<>();
        List<IdRange> absent = new ArrayList<>();
        long next = lowest;
        for (TradeRow row : ascending) {
            if (row.firstTradeId() < lowest) {
                continue;
            }
            if (row.firstTradeId() > next) {
                absent.add(new IdRange(next, row.firstTradeId() - 1));
            }
            found.add(row);
            next = row.lastTradeId() + 1;
        }
        if (next <= high) {
            absent.add(new IdRange(next, high));
        }
        return new TradePage(found, absent);
    }

    @Override
    public @Nullable TradePage onRefused() {
        return null;
    }

    @Override
    public boolean isDone() {
        return high < low || pages >= PAGES_MAX;
    }

    @Override
    public List<IdRange> left() {
        return high < low ? List.of() : List.of(new IdRange(low, high));
    }
}
