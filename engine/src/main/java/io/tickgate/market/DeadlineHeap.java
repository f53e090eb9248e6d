package io.tickgate.market;

import java.util.Arrays;

/**
 * Deadlines of numbered things, earliest first; equal deadlines in the order of their numbers, so that what expires together expires in
 * the same order however it got here (a restored market must behave like one that never stopped, which a timer wheel, whose order
 * depends on its history, does not give).
 *
 * <p>Grows with the numbers used, which the callers bound. Not thread safe.
 */
final class DeadlineHeap {
    static final long NONE = Long.MAX_VALUE;
    private static final int NOT_QUEUED = -1;

    private long[] deadlineOf = new long[64];
    private int[] placeOf = new int[64];
    private int[] heap = new int[64];
    private int size;

    DeadlineHeap() {
        Arrays.fill(placeOf, NOT_QUEUED);
    }

    /** Earliest deadline, or {@link #NONE}. */
    long earliest() {
        return size == 0 ? NONE : deadlineOf[heap[0]];
    }

    /** The deadline of a number, {@link #NONE} when it has none. */
    long deadline(int number) {
        return number < placeOf.length && placeOf[number] != NOT_QUEUED ? deadlineOf[number] : NONE;
    }

    /** Whether the earliest deadline is reached. */
    boolean isDue(long now) {
        return size > 0 && deadlineOf[heap[0]] <= now;
    }

    /** Number with the earliest deadline; only while there is one. */
    int earliestNumber() {
        return heap[0];
    }

    /**
     * Sets, moves or removes a deadline.
     *
     * @param number of the thing, from 0 on.
     * @param deadline in ns, or {@link #NONE} for no deadline.
     */
    void set(int number, long deadline) {
        ensureRoom(number);
        if (deadline == NONE) {
            remove(number);
            return;
        }
        deadlineOf[number] = deadline;
        if (placeOf[number] == NOT_QUEUED) {
            placeOf[number] = size;
            heap[size++] = number;
        }
        siftUp(placeOf[number]);
        siftDown(placeOf[number]);
    }

    private void remove(int number) {
        int place = placeOf[number];
        if (place == NOT_QUEUED) {
            return;
        }
        placeOf[number] = NOT_QUEUED;
        int last = heap[--size];
        if (place < size) {
            heap[place] = last;
            placeOf[last] = place;
            siftUp(place);
            siftDown(placeOf[last]);
        }
    }

    private void siftUp(int start) {
        int place = start;
        while (place > 0 && isBefore(heap[place], heap[(place - 1) >> 1])) {
            swap(place, (place - 1) >> 1);
            place = (place - 1) >> 1;
        }
    }

    private void siftDown(int start) {
        int place = start;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[place])) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    private boolean isBefore(int a, int b) {
        return deadlineOf[a] != deadlineOf[b] ? deadlineOf[a] < deadlineOf[b] : a < b;
    }

    private void swap(int a, int b) {
        int numberA = heap[a];
        int numberB = heap[b];
        heap[a] = numberB;
        heap[b] = numberA;
        placeOf[numberB] = a;
        placeOf[numberA] = b;
    }

    private void ensureRoom(int number) {
        if (number < placeOf.length) {
            return;
        }
        int oldLength = placeOf.length;
        int newLength = Math.max(number + 1, oldLength * 2);
        deadlineOf = Arrays.copyOf(deadlineOf, newLength);
        heap = Arrays.copyOf(heap, newLength);
        placeOf = Arrays.copyOf(placeOf, newLength);
        Arrays.fill(placeOf, oldLength, newLength, NOT_QUEUED);
    }
}
