package io.tickgate.publish;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Rows of longs that one thread writes and any thread reads consistently, without a lock: a row's version is odd while it is being
 * written, and a reader that saw it odd or changed reads again. Rows start on their own cache lines.
 */
final class SeqlockTable {
    private static final int CACHE_LINE_LONGS = 16;

    private final AtomicLongArray cells;
    private final int stride;
    private final int columns;

    SeqlockTable(int rows, int columns) {
        this.columns = columns;
        stride = (columns + 1 + CACHE_LINE_LONGS - 1) / CACHE_LINE_LONGS * CACHE_LINE_LONGS;
        cells = new AtomicLongArray(Math.multiplyExact(rows, stride));
    }

    /** Writes a row; the writing thread only. */
    void write(int row, long[] values) {
        int base = row * stride;
        long version = cells.getPlain(base);
        cells.setOpaque(base, version + 1);
        VarHandle.storeStoreFence();
        for (int i = 0; i < columns; i++) {
            cells.setOpaque(base + 1 + i, values[i]);
        }
        cells.setRelease(base, version + 2);
    }

    /**
     * Reads a row.
     *
     * @param row index of the row.
     * @param into at least as many longs as the table has columns.
     * @return whether the row was ever written; if not, {@code into} is untouched.
     */
    boolean read(int row, long[] into) {
        int base = row * stride;
        while (true) {
            long version = cells.getAcquire(base);
            if (version == 0) {
                return false;
            }
            if ((version & 1) == 0) {
                for (int i = 0; i < columns; i++) {
                    into[i] = cells.getOpaque(base + 1 + i);
                }
                VarHandle.loadLoadFence();
                if (cells.getOpaque(base) == version) {
                    return true;
                }
            }
            Thread.onSpinWait();
        }
    }
}
