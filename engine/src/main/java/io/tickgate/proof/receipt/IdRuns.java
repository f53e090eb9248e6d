package io.tickgate.proof.receipt;

import java.util.Arrays;

/**
 * Runs of trade ids, told in any order, and then joined into the fewest, ascending. Ids that come one after the other cost nothing; memory
 * grows with the runs that are left, at most one a trade (16 bytes). One thread.
 */
final class IdRuns {
    private static final int INITIAL = 16;

    /** First and last id of each run. */
    private long[][] runs = new long[INITIAL][];

    private int count;

    /** Adds the ids of a trade or aggregate, both ends included. */
    void add(long first, long last) {
        if (count > 0) {
            long[] newest = runs[count - 1];
            if (first >= newest[0] && first <= newest[1] + 1) {
                newest[1] = Math.max(newest[1], last);
                return;
            }
        }
        if (count == runs.length) {
            join();
            runs = count > runs.length / 2 ? Arrays.copyOf(runs, runs.length * 2) : runs;
        }
        runs[count++] = new long[] {first, last};
    }

    /** Sorts the runs and joins those that touch or overlap. */
    void join() {
        Arrays.sort(runs, 0, count, (left, right) -> Long.compare(left[0], right[0]));
        int joined = 0;
        for (int i = 1; i < count; i++) {
            if (runs[i][0] <= runs[joined][1] + 1) {
                runs[joined][1] = Math.max(runs[joined][1], runs[i][1]);
            } else {
                runs[++joined] = runs[i];
            }
        }
        count = Math.min(count, joined + 1);
    }

    /** Number of runs. */
    int count() {
        return count;
    }

    /** First id of a run. */
    long first(int run) {
        return runs[run][0];
    }

    /** Last id of a run. */
    long last(int run) {
        return runs[run][1];
    }
}
