package io.tickgate.history;

import io.tickgate.touch.Touch;
import io.tickgate.touch.TouchRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the first trade in sequence that touches a band within a window. One query; its thread. */
final class TouchSearch implements ZoneTable.Walker {
    private final long fromEpochNs;
    private final long lastEpochNs;
    private final long minE8;
    private final long lastE8;
    private final TouchRule rule;
    private final BlockReader reader;
    private final List<Gap> damaged;
    private boolean isPairs;
    private long sequence = Long.MAX_VALUE;
    private @Nullable Trade deciding;
    private @Nullable Trade other;

    TouchSearch(
            long fromEpochNs,
            long lastEpochNs,
            long minE8,
            long lastE8,
            TouchRule rule,
            BlockReader reader,
            List<Gap> damaged) {
        this.fromEpochNs = fromEpochNs;
        this.lastEpochNs = lastEpochNs;
        this.minE8 = minE8;
        this.lastE8 = lastE8;
        this.rule = rule;
        this.reader = reader;
        this.damaged = damaged;
    }

    /** The first trade that touches; null when none does. */
    @Nullable
    Trade deciding() {
        return deciding;
    }

    /** Its neighbour on the other side of the band; null when it lies inside. */
    @Nullable
    Trade other() {
        return other;
    }

    void search(StreamView view) {
        search(view, Lane.IN_ORDER);
        search(view, Lane.LATE);
        if (rule.isCrossing()) {
            isPairs = true;
            search(view, Lane.PAIRS);
        }
    }

    private void search(StreamView view, int number) {
        Lane.View lane = view.lane(number);
        lane.blocks().walk(0, this);
        search(lane.tail());
    }

    @Override
    public boolean enters(long[] zones, int at) {
        return zones[at + Zone.MAX_TIME] >= fromEpochNs
                && zones[at + Zone.MIN_TIME] <= lastEpochNs
                && zones[at + Zone.PAIR_HIGH] >= minE8
                && zones[at + Zone.PAIR_LOW] <= lastE8
                && zones[at + Zone.FIRST_SEQUENCE] < sequence;
    }

    @Override
    public void onBlock(long block, long[] zones, int at) {
        Rows rows = reader.read(zones, at, damaged);
        if (rows != null) {
            search(rows);
        }
    }

    private void search(Rows rows) {
        if (isPairs) {
            searchPairs(rows);
            return;
        }
        for (int row = rows.first(); row < rows.end(); row++) {
            if (!isWithin(rows, row)) {
                continue;
            }
            if (rows.get(row, Rows.SEQUENCE) >= sequence) {
                return;
            }
            if (isInside(rows, row)) {
                hit(rows, row, -1);
                return;
            }
            if (rule.isCrossing() && rows.isNeighbourOfBefore(row) && isCrossed(rows, row - 1, row)) {
                hit(rows, row, row - 1);
                return;
            }
        }
    }

    private void searchPairs(Rows rows) {
        for (int row = 1; row < rows.end(); row += 2) {
            if (rows.get(row, Rows.SEQUENCE) >= sequence) {
                return;
            }
            if (isWithin(rows, row) && isCrossed(rows, row - 1, row)) {
                hit(rows, row, row - 1);
                return;
            }
        }
    }

    private boolean isWithin(Rows rows, int row) {
        return Touch.isWithin(rows.get(row, Rows.TIME), fromEpochNs, lastEpochNs);
    }

    private boolean isInside(Rows rows, int row) {
        return Touch.isInside(rows.get(row, Rows.PRICE), rows.isRounded(row), minE8, lastE8)
                && isLargeEnough(rows, row);
    }

    private boolean isLargeEnough(Rows rows, int row) {
        return Touch.isLargeEnough(
                rows.get(row, Rows.PRICE),
                rows.get(row, Rows.SIZE),
                rows.isRounded(row),
                rows.isAggregate(row),
                rule.notionalMinE8());
    }

    private boolean isCrossed(Rows rows, int one, int another) {
        return Touch.isCrossed(rows.get(one, Rows.PRICE), rows.get(another, Rows.PRICE), minE8, lastE8)
                && isWithin(rows, one)
                && isLargeEnough(rows, one)
                && isLargeEnough(rows, another);
    }

    private void hit(Rows rows, int row, int otherRow) {
        sequence = rows.get(row, Rows.SEQUENCE);
        deciding = rows.trade(row);
        other = otherRow < 0 ? null : rows.trade(otherRow);
    }
}
