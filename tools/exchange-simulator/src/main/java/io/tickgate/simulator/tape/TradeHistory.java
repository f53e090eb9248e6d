package io.tickgate.simulator.tape;

import io.tickgate.simulator.market.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The newest trades of one symbol, in the order of their ids, which is also the order of their times. Any thread may call. When it is full the oldest trade is forgotten.
 *
 * <p>Columns of numbers, 40 bytes a trade, since objects would take three times the memory; they grow as trades come.
 */
public final class TradeHistory {

    private static final int INITIAL_TRADES = 256;
    private static final int COLUMNS = 5;

    private static final int ID = 0;
    private static final int AGGREGATE_ID = 1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;

    /** Nanoseconds from the market's start, times two, plus one if the buyer was the maker. */
    private static final int TIME_AND_SIDE = 4;

    private final int tradesMax;
    private final long[][] columns = new long[COLUMNS][INITIAL_TRADES];
    private int first;
    private int count;
    private volatile long startEpochUs;

    TradeHistory(int tradesMax) {
        this.tradesMax = tradesMax;
    }

    /** The time that offsets are counted from, microseconds since 1970. */
    void startsAt(long epochUs) {
        startEpochUs = epochUs;
    }

    synchronized void add(Trade trade) {
        int length = columns[ID].length;
        if (count == length && length < tradesMax) {
            grow(Math.min(tradesMax, 2 * length));
        }
        length = columns[ID].length;
        if (count == length) {
            first = (first + 1) % length;
            count--;
        }
        int slot = (first + count) % length;
        columns[ID][slot] = trade.id();
        columns[AGGREGATE_ID][slot] = trade.aggregateId();
        columns[PRICE][slot] = trade.priceE8();
        columns[SIZE][slot] = trade.sizeE8();
        columns[TIME_AND_SIDE][slot] = trade.tradeOffsetNs() * 2 + (trade.buyerIsMaker() ? 1 : 0);
        count++;
    }

    /** Only called while nothing has been forgotten yet, so the trades begin at slot 0. */
    private void grow(int length) {
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = Arrays.copyOf(columns[i], length);
        }
    }

    /** Trades with ids from this one on, oldest first. */
    public synchronized List<PastTrade> fromId(long id, int limit) {
        return list(indexOf(ID, id), limit);
    }

    /** The newest trades whose ids are between these, both excluded, oldest first. */
    public synchronized List<PastTrade> newestBetween(long aboveId, long belowId, int limit) {
        int begin = aboveId == Long.MAX_VALUE ? count : indexOf(ID, aboveId + 1);
        int end = indexOf(ID, belowId);
        return end <= begin ? List.of() : list(Math.max(begin, end - limit), Math.min(limit, end - begin));
    }

    /** The newest trades, oldest first. */
    public synchronized List<PastTrade> newest(int limit) {
        return list(Math.max(0, count - limit), limit);
    }

    /** Taker orders with ids from this one on, oldest first. An order whose first trade is forgotten is left out. */
    public synchronized List<PastOrder> ordersFromId(long aggregateId, int limit) {
        return orders(indexOf(AGGREGATE_ID, aggregateId), limit);
    }

    /**
     * The first taker orders of a time, oldest first.
     *
     * @param fromEpochMs inclusive
     * @param toEpochMs inclusive
     */
    public synchronized List<PastOrder> ordersBetween(long fromEpochMs, long toEpochMs, int limit) {
        return orders(indexOfTime(fromEpochMs), limit).stream()
                .filter(order -> order.tradeEpochMs() <= toEpochMs)
                .toList();
    }

    /** The newest taker orders that were made up to this time, oldest first. */
    public synchronized List<PastOrder> newestOrders(long toEpochMs, int limit) {
        int end = toEpochMs == Long.MAX_VALUE ? count : indexOfTime(toEpochMs + 1);
        int begin = end;
        for (int orders = 0; begin > 0; begin--) {
            if (begin == end || at(AGGREGATE_ID, begin - 1) != at(AGGREGATE_ID, begin)) {
                orders++;
            }
            if (orders > limit) {
                break;
            }
        }
        return orders(begin, limit).stream()
                .filter(order -> order.tradeEpochMs() <= toEpochMs)
                .toList();
    }

    private List<PastOrder> orders(int from, int limit) {
        List<PastOrder> orders = new ArrayList<>();
        int index = from;
        // What stands at the very front may have lost its beginning.
        if (index == 0 && isFull()) {
            index = endOfOrder(0);
        }
        while (index < count && orders.size() < limit) {
            int end = endOfOrder(index);
            orders.add(order(index, end));
            index = end;
        }
        return orders;
    }

    private boolean isFull() {
        return count == tradesMax;
    }

    private int endOfOrder(int index) {
        int end = index;
        while (end < count && at(AGGREGATE_ID, end) == at(AGGREGATE_ID, index)) {
            end++;
        }
        return end;
    }

    private PastOrder order(int begin, int end) {
        PastTrade head = trade(begin);
        long sizeE8 = 0;
        for (int i = begin; i < end; i++) {
            sizeE8 += at(SIZE, i);
        }
        return new PastOrder(
                head.aggregateId(),
                head.priceE8(),
                sizeE8,
                head.id(),
                at(ID, end - 1),
                head.tradeEpochUs(),
                head.buyerIsMaker());
    }

    private List<PastTrade> list(int from, int limit) {
        List<PastTrade> trades = new ArrayList<>();
        for (int i = from; i < count && trades.size() < limit; i++) {
            trades.add(trade(i));
        }
        return trades;
    }

    private PastTrade trade(int index) {
        long timeAndSide = at(TIME_AND_SIDE, index);
        return new PastTrade(
                at(ID, index),
                at(AGGREGATE_ID, index),
                at(PRICE, index),
                at(SIZE, index),
                epochUs(timeAndSide),
                (timeAndSide & 1) == 1);
    }

    private long epochUs(long timeAndSide) {
        return startEpochUs + Math.floorDiv(timeAndSide >> 1, 1_000);
    }

    private long at(int column, int index) {
        return columns[column][(first + index) % columns[column].length];
    }

    private int indexOf(int column, long value) {
        return lowerBound(value, index -> at(column, (int) index));
    }

    private int indexOfTime(long epochMs) {
        return lowerBound(epochMs, index -> Math.floorDiv(epochUs(at(TIME_AND_SIDE, (int) index)), 1_000));
    }

    /** The first index whose value is not below this one; the count if there is none. */
    private int lowerBound(long value, LongUnaryOperator valueAt) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (valueAt.applyAsLong(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
