package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import java.util.Arrays;

/**
 * Trade times at which something happened that proves nothing: each once, ascending. At most {@value #TIMES_MAX}, since venues send
 * prices with more than eight decimals by mistake only, and an aggregate is fetched for a gap; full, the oldest gives way, and nothing is
 * known any more up to it.
 */
final class DoubtfulTimes {
    static final int TIMES_MAX = 1_024;

    private static final int INITIAL = 8;

    private long[] times = new long[INITIAL];
    private int count;

    /**
     * Adds a time, if it is not there already.
     *
     * @return the time that gave way, {@link RecordFlyweight#ABSENT} when there was room.
     */
    long add(long timeEpochNs) {
        int found = Arrays.binarySearch(times, 0, count, timeEpochNs);
        if (found >= 0) {
            return RecordFlyweight.ABSENT;
        }
        int at = -found - 1;
        if (count == TIMES_MAX) {
            return addForOldest(at, timeEpochNs);
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, Math.min(count * 2, TIMES_MAX));
        }
        System.arraycopy(times, at, times, at + 1, count - at);
        times[at] = timeEpochNs;
        count++;
        return RecordFlyweight.ABSENT;
    }

    private long addForOldest(int at, long timeEpochNs) {
        if (at == 0) {
            return timeEpochNs;
        }
        long oldest = times[0];
        System.arraycopy(times, 1, times, 0, at - 1);
        times[at - 1] = timeEpochNs;
        return oldest;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The times, ascending, in a new array. */
    long[] toArray() {
        return Arrays.copyOf(times, count);
    }

    void save(StateWriter state) {
        state.add(count);
        for (int i = 0; i < count; i++) {
            state.add(times[i]);
        }
    }

    void restore(StateReader state) {
        count = state.nextInt();
        times = new long[Math.max(INITIAL, count)];
        for (int i = 0; i < count; i++) {
            times[i] = state.nextLong();
        }
    }
}
