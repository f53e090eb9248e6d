package io.tickgate.market;

/**
 * The connections that bring a stream's ticks, in the order in which they began to. One usually, two while one takes over from another.
 *
 * <p>At most {@value #CONNECTIONS_MAX}: a feed has two. One more makes the oldest count as not delivering; should it be the only one left
 * that does, coverage is open until it says anew that it delivers.
 */
final class DeliveringConnections {
    static final int CONNECTIONS_MAX = 4;

    private final long[] ids = new long[CONNECTIONS_MAX];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    boolean contains(long connectionId) {
        return find(connectionId) >= 0;
    }

    /** Adds a connection; one that is there already stays where it is. */
    void add(long connectionId) {
        if (contains(connectionId)) {
            return;
        }
        if (count == CONNECTIONS_MAX) {
            removeAt(0);
        }
        ids[count++] = connectionId;
    }

    /** Removes a connection, if it is there. */
    void remove(long connectionId) {
        int at = find(connectionId);
        if (at >= 0) {
            removeAt(at);
        }
    }

    void clear() {
        count = 0;
    }

    private int find(long connectionId) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == connectionId) {
                return i;
            }
        }
        return -1;
    }

    private void removeAt(int at) {
        count--;
        System.arraycopy(ids, at + 1, ids, at, count - at);
    }

    void save(StateWriter state) {
        state.add(count);
        for (int i = 0; i < count; i++) {
            state.add(ids[i]);
        }
    }

    void restore(StateReader state) {
        count = state.nextCount(CONNECTIONS_MAX);
        for (int i = 0; i < count; i++) {
            ids[i] = state.nextLong();
        }
    }
}
