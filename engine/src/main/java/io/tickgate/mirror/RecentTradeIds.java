package io.tickgate.mirror;

import org.agrona.collections.LongHashSet;

/**
 * The newest trade ids of one stream, to tell a trade that came twice (on two connections while one replaces the other). Owned by one
 * thread.
 */
final class RecentTradeIds {
    /** 4 s of 1,000 trades a second: the two connections of a rotation overlap for less. 100 KB a stream. */
    static final int SIZE = 4_096;

    private static final long NONE = Long.MIN_VALUE;

    private final long[] ids = new long[SIZE];
    private final LongHashSet known = new LongHashSet(2 * SIZE, 0.6f, false);
    private int next;

    RecentTradeIds() {
        clear();
    }

    /** Remembers an id, forgetting the oldest; returns whether it was new. */
    boolean add(long id) {
        if (!known.add(id)) {
            return false;
        }
        if (ids[next] != NONE) {
            known.remove(ids[next]);
        }
        ids[next] = id;
        next = (next + 1) % SIZE;
        return true;
    }

    void clear() {
        known.clear();
        java.util.Arrays.fill(ids, NONE);
        next = 0;
    }
}
