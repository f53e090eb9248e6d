package io.tickgate.market;

import java.util.Arrays;

/**
 * The covered trades whose ids lie next to those that a record has just covered: one usually, the head of before. Cleared before each
 * record.
 *
 * <p>An aggregate may fill all holes at once, and each has two; the table grows to that at most.
 */
final class TradeNeighbours {
    private static final int INITIAL = 8;

    private long[] ids = new long[INITIAL];
    private final TradeEdges edges = new TradeEdges(INITIAL);
    private int count;

    void clear() {
        count = 0;
    }

    /** Adds what lies beside, if it is a trade. */
    void add(long id, TradeEdges from, int at) {
        if (!from.isTrade(at)) {
            return;
        }
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
            edges.grow(count * 2);
        }
        ids[count] = id;
        edges.set(count++, from, at);
    }

    int count() {
        return count;
    }

    /** The venue's id; of an aggregate the one that lies beside. */
    long id(int at) {
        return ids[at];
    }

    /** What the records say, under the same numbers. */
    TradeEdges trades() {
        return edges;
    }
}
