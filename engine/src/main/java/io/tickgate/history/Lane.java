package io.tickgate.history;

import java.io.IOException;

/**
 * Rows of a stream in the order of their sequences: full blocks in files, the last ones in memory. Writer's thread.
 *
 * <p>A stream has three. {@link #IN_ORDER}: trades that came in the order of time and id. {@link #LATE}: those that did not. In both, two
 * rows beside each other whose ids follow on are a pair that may cross a band. {@link #PAIRS}: rows two by two, all the other pairs, the
 * one that completed it second.
 */
final class Lane {
    static final int IN_ORDER = 0;
    static final int LATE = 1;
    static final int PAIRS = 2;
    static final int LANES = 3;

    private final int streamId;
    private final int number;
    private final int blockRows;
    private final ZoneTable blocks = new ZoneTable();
    private Rows tail = new Rows();
    private boolean isEraPending;
    /** Number of the first row since the venue began to count anew. */
    private long eraRow;
    /** Greatest id since then. */
    private long eraMaxId = Long.MIN_VALUE;

    Lane(int streamId, int number, int blockRows) {
        this.streamId = streamId;
        this.blockRows = blockRows;
        this.number = number;
    }

    ZoneTable blocks() {
        return blocks;
    }

    Rows tail() {
        return tail;
    }

    long eraRow() {
        return eraRow;
    }

    long eraMaxId() {
        return eraMaxId;
    }

    boolean isEraPending() {
        return isEraPending;
    }

    /** Takes the unfinished block as it was stored; the blocks before it are added already. */
    void restore(Rows rows, long eraStartRow, long eraGreatestId, boolean isPending) {
        tail = rows;
        eraMaxId = eraGreatestId;
        eraRow = eraStartRow;
        isEraPending = isPending;
    }

    /** Rows of a full block; an even number, as {@link #PAIRS} stand two by two. */
    int blockRows() {
        return blockRows;
    }

    /** Rows since the beginning of time, also those that were dropped. */
    long rows() {
        return blocks.count() * blockRows + tail.count();
    }

    /** Whether it has a row of this era. */
    boolean hasEraRows() {
        return rows() > eraRow;
    }

    /** The venue begins to count anew. */
    void startEra() {
        eraRow = rows();
        eraMaxId = Long.MIN_VALUE;
        isEraPending = rows() > 0;
    }

    /** The last row of {@link #tail}, -1 before the first. */
    int lastRow() {
        return tail.end() - 1;
    }

    /** Adds a row; it is in the tail until the next call. */
    void add(Rows source, int row, Segments segments) throws IOException {
        if (tail.count() == blockRows) {
            finishBlock(segments);
        }
        tail.add(source, row);
        eraMaxId = Math.max(eraMaxId, source.get(row, Rows.LAST_ID));
        if (isEraPending && number != PAIRS) {
            int at = tail.end() - 1;
            tail.set(at, Rows.META, tail.get(at, Rows.META) | Rows.ERA_START);
            isEraPending = false;
        }
    }

    private void finishBlock(Segments segments) throws IOException {
        long[] zone = new long[Zone.FIELDS];
        Zone.clear(zone, 0);
        for (int row = tail.first(); row < tail.end(); row++) {
            Zone.add(zone, 0, tail, row);
        }
        segments.append(streamId, number, blocks.count(), tail, zone);
        blocks.add(zone);
        Rows full = tail;
        tail = new Rows(); // Readers may hold the old one.
        tail.begin(number != PAIRS);
        if (number != PAIRS) {
            tail.add(full, full.end() - 1);
        }
    }

    /** What is there now. */
    View view() {
        return new View(blocks.view(), tail.shared());
    }

    /** A lane at one moment. Any thread. */
    static final class View {
        static final View EMPTY = new View(new ZoneTable().view(), new Rows());

        private final ZoneTable.View blocks;
        private final Rows tail;

        View(ZoneTable.View blocks, Rows tail) {
            this.blocks = blocks;
            this.tail = tail;
        }

        ZoneTable.View blocks() {
            return blocks;
        }

        /** Rows of the unfinished block. */
        Rows tail() {
            return tail;
        }
    }
}
