package io.tickgate.history;

import java.util.HashMap;
import java.util.Map;

/** Blocks of files that are given up: until when their trades reach, as far as their index can still be read. Opening's thread. */
final class LostBlocks {
    private final Map<Integer, long[]> counts = new HashMap<>();
    private final Map<Integer, Long> newestTimes = new HashMap<>();

    /** An entry that could be read. */
    void onEntry(int streamId, int lane, long number, long[] zone) {
        if (lane >= 0 && lane < Lane.LANES) {
            counts.computeIfAbsent(streamId, id -> new long[Lane.LANES])[lane]++;
            newestTimes.merge(streamId, StreamHistory.newestTime(zone, 0), Math::max);
        }
    }

    /**
     * Lets a stream's knowledge begin behind those blocks.
     *
     * @param firstBlock that the lane had; those up to its first one now are gone.
     */
    void giveUp(StreamHistory stream, int lane, long firstBlock) {
        long gone = stream.lane(lane).blocks().first() - firstBlock;
        if (gone == 0) {
            return;
        }
        stream.keepSince(newestTimes.getOrDefault(stream.streamId(), Long.MIN_VALUE));
        if (counts.getOrDefault(stream.streamId(), new long[Lane.LANES])[lane] < gone) {
            stream.keepSince(bound(stream.lane(lane), lane));
        }
    }

    /** Greatest time that a row of a block can have of which nothing is known, by the first row behind it. */
    private static long bound(Lane lane, int number) {
        ZoneTable blocks = lane.blocks();
        boolean isInOrder = number == Lane.IN_ORDER;
        if (blocks.first() < blocks.count()) {
            long[] zones = blocks.zone(blocks.first());
            int at = ZoneTable.offset(blocks.first());
            return isInOrder ? zones[at + Zone.MIN_TIME] : zones[at + Zone.MAX_RECEIVED] + StreamHistory.AHEAD_MAX_NS;
        }
        long newest = Long.MIN_VALUE;
        for (int row = 0; row < lane.tail().end(); row++) {
            long time = lane.tail().get(row, Rows.TIME);
            if (isInOrder) {
                return time; // Of the last row before the tail.
            }
            newest = Math.max(newest, lane.tail().get(row, Rows.RECEIVED) + StreamHistory.AHEAD_MAX_NS);
        }
        return newest;
    }
}
