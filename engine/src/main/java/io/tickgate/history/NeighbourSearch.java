package io.tickgate.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds, for a trade that came late, the earlier trades whose ids are neighbours of those that it covers. Writer's thread.
 *
 * <p>Ids are compared since the venue last began to count anew. An aggregate may have come for ids some of which were covered before: a
 * neighbour is then a trade beside ids that it covered first.
 */
final class NeighbourSearch {
    private final BlockReader reader;
    private final List<Gap> damaged = new ArrayList<>();
    private final Rows found = new Rows();
    private final List<Integer> order = new ArrayList<>();

    NeighbourSearch(BlockReader reader) {
        this.reader = reader;
    }

    /** Earlier rows of two lanes whose ids lie in a range; valid until the next call. */
    Rows between(Lane one, Lane other, long firstId, long lastId) {
        found.begin(false);
        damaged.clear();
        find(one, firstId, lastId);
        find(other, firstId, lastId);
        order.clear();
        for (int row = 0; row < found.end(); row++) {
            order.add(row);
        }
        order.sort((left, right) -> Long.compare(found.get(left, Rows.FIRST_ID), found.get(right, Rows.FIRST_ID)));
        return found;
    }

    /** Rows of {@link #between} by ascending first id. */
    List<Integer> order() {
        return order;
    }

    private void find(Lane lane, long firstId, long lastId) {
        if (!lane.hasEraRows()) {
            return;
        }
        long eraRow = lane.eraRow();
        lane.blocks().view().walk(eraRow / lane.blockRows(), new ZoneTable.Walker() {
            @Override
            public boolean enters(long[] zones, int at) {
                return zones[at + Zone.MIN_ID] <= lastId && zones[at + Zone.MAX_ID] >= firstId;
            }

            @Override
            public void onBlock(long block, long[] zones, int at) {
                // Of a damaged one no pair is known, and windows with it are indeterminate anyway.
                Rows rows = reader.read(zones, at, damaged);
                if (rows != null) {
                    collect(rows, rows.end(), block * lane.blockRows(), eraRow, firstId, lastId);
                }
            }
        });
        long tailRow = lane.blocks().count() * lane.blockRows();
        collect(lane.tail(), lane.tail().end(), tailRow, eraRow, firstId, lastId);
    }

    private void collect(Rows rows, int end, long firstRow, long eraRow, long firstId, long lastId) {
        for (int row = rows.first(); row < end; row++) {
            boolean isOfEra = firstRow + row - rows.first() >= eraRow;
            if (isOfEra && rows.get(row, Rows.FIRST_ID) <= lastId && rows.get(row, Rows.LAST_ID) >= firstId) {
                found.add(rows, row);
            }
        }
    }
}
