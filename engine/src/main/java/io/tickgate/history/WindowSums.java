package io.tickgate.history;

import io.tickgate.record.RecordFlyweight;
import java.util.List;

/** Adds up the trades of a window, split into steps of time or not. One query; its thread. */
final class WindowSums implements ZoneTable.Walker {
    private final long fromEpochNs;
    private final long lastEpochNs;
    private final long stepNs;
    private final BlockReader reader;
    private final List<Gap> damaged;
    private final long[] sums;

    /**
     * Over a window.
     *
     * @param stepNs length of each step, counted from the window's start.
     * @param steps that the window has, so many that they hold it.
     */
    WindowSums(long fromEpochNs, long lastEpochNs, long stepNs, int steps, BlockReader reader, List<Gap> damaged) {
        this.fromEpochNs = fromEpochNs;
        this.lastEpochNs = lastEpochNs;
        this.stepNs = stepNs;
        this.reader = reader;
        this.damaged = damaged;
        sums = new long[steps * Zone.FIELDS];
        for (int i = 0; i < steps; i++) {
            Zone.clear(sums, i * Zone.FIELDS);
        }
    }

    /** Over a window as a whole. */
    static WindowSums whole(long fromEpochNs, long lastEpochNs, BlockReader reader, List<Gap> damaged) {
        return new WindowSums(fromEpochNs, lastEpochNs, Long.MAX_VALUE, 1, reader, damaged);
    }

    WindowSums add(StreamView view) {
        add(view.lane(Lane.IN_ORDER));
        return addLate(view);
    }

    /** Adds only what came late. */
    WindowSums addLate(StreamView view) {
        add(view.lane(Lane.LATE));
        return this;
    }

    private void add(Lane.View lane) {
        lane.blocks().walk(0, this);
        add(lane.tail());
    }

    @Override
    public boolean enters(long[] zones, int at) {
        long minTime = zones[at + Zone.MIN_TIME];
        long maxTime = zones[at + Zone.MAX_TIME];
        if (maxTime < fromEpochNs || minTime > lastEpochNs) {
            return false;
        }
        if (minTime >= fromEpochNs && maxTime <= lastEpochNs && offset(minTime) == offset(maxTime)) {
            Zone.add(sums, offset(minTime), zones, at);
            return false;
        }
        return true;
    }

    /** Where the sums of a time's step begin. */
    private int offset(long epochNs) {
        return (int) (stepNs == Long.MAX_VALUE ? 0 : (epochNs - fromEpochNs) / stepNs) * Zone.FIELDS;
    }

    @Override
    public void onBlock(long block, long[] zones, int at) {
        Rows rows = reader.read(zones, at, damaged);
        if (rows != null) {
            add(rows);
        }
    }

    private void add(Rows rows) {
        for (int row = rows.first(); row < rows.end(); row++) {
            long time = rows.get(row, Rows.TIME);
            if (time >= fromEpochNs && time <= lastEpochNs) {
                Zone.add(sums, offset(time), rows, row);
            }
        }
    }

    /** The sums, {@link Zone#FIELDS} a step. */
    long[] sums() {
        return sums;
    }

    /** The sums of the window as a whole. */
    WindowCounts counts() {
        boolean isEmpty = sums[Zone.COUNT] == 0;
        return new WindowCounts(
                sums[Zone.COUNT],
                isEmpty ? RecordFlyweight.ABSENT : sums[Zone.LOW],
                isEmpty ? RecordFlyweight.ABSENT : sums[Zone.HIGH],
                sums[Zone.BACK_FILLED],
                sums[Zone.ROUNDED],
                sums[Zone.SIZES_UNKNOWN]);
    }
}
