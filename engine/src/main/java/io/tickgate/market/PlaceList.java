package io.tickgate.market;

import java.util.Arrays;

/** Places of bets, to be put in the order of acceptance; reused, and grows to what was needed most. Beside each a number may stand. */
final class PlaceList {
    private static final int INITIAL = 64;

    private final BetTable bets;
    private long[] entries = new long[INITIAL];
    private int size;

    PlaceList(BetTable bets) {
        this.bets = bets;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int place) {
        add(place, 0);
    }

    void add(int place, int beside) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = (long) beside << Integer.SIZE | place;
    }

    int place(int at) {
        return (int) entries[at];
    }

    /** The number beside a place. */
    int beside(int at) {
        return (int) (entries[at] >> Integer.SIZE);
    }

    /** Keeps the first ones only. */
    void cutTo(int newSize) {
        size = newSize;
    }

    /** Puts another place at a position that is taken. */
    void set(int at, int place, int beside) {
        entries[at] = (long) beside << Integer.SIZE | place;
    }

    /** Sorts by the sequences of the bets, then by the numbers beside them: heap sort, which needs no room. */
    void sort() {
        for (int root = size / 2 - 1; root >= 0; root--) {
            siftDown(root, size);
        }
        for (int end = size - 1; end > 0; end--) {
            long greatest = entries[0];
            entries[0] = entries[end];
            entries[end] = greatest;
            siftDown(0, end);
        }
    }

    private void siftDown(int start, int end) {
        long entry = entries[start];
        int at = start;
        while (true) {
            int child = 2 * at + 1;
            if (child >= end) {
                break;
            }
            if (child + 1 < end && isBefore(entries[child], entries[child + 1])) {
                child++;
            }
            if (!isBefore(entry, entries[child])) {
                break;
            }
            entries[at] = entries[child];
            at = child;
        }
        entries[at] = entry;
    }

    private boolean isBefore(long entry, long other) {
        long sequence = bets.sequence((int) entry);
        long otherSequence = bets.sequence((int) other);
        // One bet twice: what stands beside it is in the upper half.
        return sequence != otherSequence ? sequence < otherSequence : entry < other;
    }
}
