package io.tickgate.publish;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;

/**
 * Finds the place of a bet by a hash of 64 bits. Written by the publish stage's thread, read by any without waiting: an entry never
 * moves within a table, and a table that is full is replaced as a whole. It is cut into {@value #SEGMENTS} tables, so that replacing
 * one takes some microseconds however many bets are held. 11 to 22 bytes a bet.
 */
final class BetIndex {
    private static final int SEGMENTS = 1_024;
    private static final int SEGMENT_SHIFT = Long.SIZE - 10;
    private static final int LENGTH_MIN = 4;
    private static final long EMPTY = 0;
    /** No entry: its place, counted from 1, would be 0. */
    private static final long REMOVED = 1L << Integer.SIZE;

    private static final VarHandle ENTRY =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();

    /** Each a table of 32 bits of the hash, then the place counted from 1. */
    private final AtomicReferenceArray<long[]> tables = new AtomicReferenceArray<>(SEGMENTS);

    private final int[] used = new int[SEGMENTS];
    private final int[] live = new int[SEGMENTS];

    /**
     * Finds a place.
     *
     * @param hash of what is looked for.
     * @param isIt asked of each place with a hash like it.
     * @return the place, or -1.
     */
    int find(long hash, IntPredicate isIt) {
        long[] table = tables.getAcquire(segment(hash));
        if (table == null) {
            return -1;
        }
        int mask = table.length - 1;
        int tag = (int) hash;
        for (int i = tag & mask; ; i = (i + 1) & mask) {
            long entry = (long) ENTRY.getAcquire(table, i);
            if (entry == EMPTY) {
                return -1;
            }
            if ((int) (entry >>> Integer.SIZE) == tag && (int) entry > 0 && isIt.test((int) entry - 1)) {
                return (int) entry - 1;
            }
        }
    }

    void add(long hash, int place) {
        int segment = segment(hash);
        long[] table = tables.getPlain(segment);
        if (table == null || 4 * (used[segment] + 1) > 3 * table.length) {
            table = replaced(segment, table);
        }
        put(table, hash, place);
        used[segment]++;
        live[segment]++;
    }

    private long[] replaced(int segment, long[] old) {
        int length = Math.max(LENGTH_MIN, Integer.highestOneBit(2 * live[segment] + 1) * 2);
        long[] table = new long[length];
        for (int i = 0; old != null && i < old.length; i++) {
            if ((int) old[i] > 0) {
                put(table, old[i] >>> Integer.SIZE, (int) old[i] - 1);
            }
        }
        used[segment] = live[segment];
        tables.setRelease(segment, table);
        return table;
    }

    private static void put(long[] table, long hash, int place) {
        int mask = table.length - 1;
        int i = (int) hash & mask;
        while (table[i] != EMPTY) {
            i = (i + 1) & mask;
        }
        ENTRY.setRelease(table, i, hash << Integer.SIZE | (place + 1));
    }

    void remove(long hash, int place) {
        int segment = segment(hash);
        long[] table = tables.getPlain(segment);
        long wanted = hash << Integer.SIZE | (place + 1);
        int mask = table.length - 1;
        for (int i = (int) hash & mask; table[i] != EMPTY; i = (i + 1) & mask) {
            if (table[i] == wanted) {
                ENTRY.setRelease(table, i, REMOVED);
                live[segment]--;
                return;
            }
        }
    }

    private static int segment(long hash) {
        return (int) (hash >>> SEGMENT_SHIFT);
    }
}
