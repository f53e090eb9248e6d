package io.tickgate.history;

import io.tickgate.record.RecordFlags;
import java.util.Arrays;

/**
 * Rows of trades beside each other in one array, in the order in which they were added. Row 0 may be the <i>predecessor</i>: the last row
 * of the block before, kept to see a neighbour across the border; it does not count.
 *
 * <p>One thread adds; others read what {@link #shared} gave, as a row never changes.
 */
final class Rows {
    /** Rows of a full block: decoding one takes some 15 µs, and its summary then costs a fifth of a byte a trade in memory. */
    static final int ROWS_MAX = 1_024;

    static final int FIELDS = 8;
    static final int TIME = 0;
    static final int FIRST_ID = 1;
    static final int LAST_ID = 2;
    static final int PRICE = 3;
    static final int SIZE = 4;
    /** Flags of the record in the low half, the bits below in the high half. */
    static final int META = 5;

    static final int SEQUENCE = 6;
    static final int RECEIVED = 7;

    static final long BACK_FILLED = 1L << 32;
    /** First row of its lane since the venue began to count anew: the row before is no neighbour, whatever its id. */
    static final long ERA_START = 1L << 33;

    private static final int ROWS_INITIAL = 16;

    private long[] cells;
    private int first;
    private int end;

    Rows() {
        cells = new long[ROWS_INITIAL * FIELDS];
    }

    private Rows(long[] cells, int first, int end) {
        this.cells = cells;
        this.first = first;
        this.end = end;
    }

    /** The rows that are there now, for other threads: rows added later, to this or by growing, are not seen there. */
    Rows shared() {
        return new Rows(cells, first, end);
    }

    /** Empties it; the first row added is a predecessor or not. */
    void begin(boolean hasPredecessor) {
        first = hasPredecessor ? 1 : 0;
        end = 0;
    }

    /** Makes room for one more row, to be set with {@link #set}, and returns it. */
    int add() {
        if ((end + 1) * FIELDS > cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        return end++;
    }

    /** Adds a copy of a row. */
    void add(Rows source, int row) {
        int at = add();
        System.arraycopy(source.cells, row * FIELDS, cells, at * FIELDS, FIELDS);
    }

    void set(int row, int field, long value) {
        cells[row * FIELDS + field] = value;
    }

    long get(int row, int field) {
        return cells[row * FIELDS + field];
    }

    /** First row that counts. */
    int first() {
        return first;
    }

    /** Behind the last row. */
    int end() {
        return end;
    }

    /** Rows that count. */
    int count() {
        return Math.max(0, end - first);
    }

    int flags(int row) {
        return (int) get(row, META);
    }

    boolean has(int row, long metaBit) {
        return (get(row, META) & metaBit) != 0;
    }

    boolean isRounded(int row) {
        return (flags(row) & RecordFlags.ROUNDED) != 0;
    }

    boolean isAggregate(int row) {
        return get(row, LAST_ID) != get(row, FIRST_ID);
    }

    /** Whether it may reach a least notional that it does not seem to reach: no single size of an aggregate is known. */
    boolean isSizeUnknown(int row) {
        return isAggregate(row) || (flags(row) & RecordFlags.SIZE_SATURATED) != 0;
    }

    /** Whether a row's ids go on from those of the row before it. */
    boolean isNeighbourOfBefore(int row) {
        return row > 0 && !has(row, ERA_START) && get(row - 1, LAST_ID) + 1 == get(row, FIRST_ID);
    }

    Trade trade(int row) {
        return new Trade(
                get(row, TIME),
                get(row, FIRST_ID),
                get(row, LAST_ID),
                get(row, PRICE),
                get(row, SIZE),
                flags(row),
                has(row, BACK_FILLED),
                get(row, SEQUENCE),
                get(row, RECEIVED));
    }
}
