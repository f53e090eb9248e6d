package io.tickgate.market;

import java.util.Arrays;

/**
 * Places by a time of theirs, earliest first; of equal times the bet that was accepted first: where only some of them are taken, they
 * must be the same in a market that was restored. Nothing is taken out before its time: what does not hold any more then is passed over.
 * Full, it drops all that does not hold, and grows only when that is little.
 */
final class TimeHeap {
    /** Whether an entry still says what it said. */
    interface Check {
        /** Whether the bet at the place still waits for that time. */
        boolean holds(int place, long timeEpochNs);
    }

    /** No time: the heap is empty. */
    static final long NONE = Long.MAX_VALUE;

    private static final int INITIAL = 16;

    private final Check check;
    private long[] times = new long[INITIAL];
    /** Of the bets when they were added: their places may be another bet's by now. */
    private long[] sequences = new long[INITIAL];

    private int[] places = new int[INITIAL];
    private int size;

    TimeHeap(Check check) {
        this.check = check;
    }

    /** Earliest time, {@link #NONE} when there is none. */
    long earliest() {
        return size == 0 ? NONE : times[0];
    }

    void add(int place, long timeEpochNs, long sequence) {
        if (size == times.length) {
            makeRoom();
        }
        int at = size++;
        while (at > 0 && isBefore(timeEpochNs, sequence, (at - 1) >> 1)) {
            move(at, (at - 1) >> 1);
            at = (at - 1) >> 1;
        }
        set(at, timeEpochNs, sequence, place);
    }

    private boolean isBefore(long timeEpochNs, long sequence, int at) {
        return timeEpochNs != times[at] ? timeEpochNs < times[at] : sequence < sequences[at];
    }

    private void makeRoom() {
        int old = size;
        size = 0;
        for (int i = 0; i < old; i++) {
            if (check.holds(places[i], times[i])) {
                // Never ahead of what is read, and a heap at each moment, as it is filled from the front.
                add(places[i], times[i], sequences[i]);
            }
        }
        if (size > times.length / 2) {
            times = Arrays.copyOf(times, times.length * 2);
            sequences = Arrays.copyOf(sequences, times.length);
            places = Arrays.copyOf(places, times.length);
        }
    }

    /** Takes the earliest entry out, of which there must be one: its place, {@link BetTable#NONE} when it does not hold any more. */
    int take() {
        long time = times[0];
        int place = places[0];
        size--;
        if (size > 0) {
            siftDown(times[size], sequences[size], places[size]);
        }
        return check.holds(place, time) ? place : BetTable.NONE;
    }

    private void siftDown(long timeEpochNs, long sequence, int place) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(times[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (isBefore(timeEpochNs, sequence, child)) {
                break;
            }
            move(at, child);
            at = child;
        }
        set(at, timeEpochNs, sequence, place);
    }

    private void move(int at, int from) {
        set(at, times[from], sequences[from], places[from]);
    }

    private void set(int at, long timeEpochNs, long sequence, int place) {
        times[at] = timeEpochNs;
        sequences[at] = sequence;
        places[at] = place;
    }
}
