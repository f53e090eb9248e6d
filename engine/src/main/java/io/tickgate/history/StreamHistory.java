package io.tickgate.history;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.io.IOException;
import java.util.List;

/** A stream's history as its writer has it. Writer's thread. */
final class StreamHistory {
    /** A venue's clock that is more than this ahead is wrong; windows there are not asked for when its trades are deleted. */
    static final long AHEAD_MAX_NS = 86_400_000_000_000L;

    private final int streamId;
    private final Lane[] lanes = new Lane[Lane.LANES];
    private StreamCoverage coverage;
    private CoverageArchive archive = CoverageArchive.EMPTY;
    private long keptSinceEpochNs = RecordFlyweight.ABSENT;
    private boolean isUnseen;

    StreamHistory(int streamId, int blockRows) {
        this.streamId = streamId;
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(streamId, i, blockRows);
        }
        coverage = unknown(streamId);
    }

    /** Of a stream of which nothing was told. */
    static StreamCoverage unknown(int streamId) {
        long[] none = {};
        return new StreamCoverage(
                streamId,
                0,
                RecordFlyweight.ABSENT,
                false,
                false,
                none,
                none,
                none,
                none,
                0,
                none,
                none,
                RecordFlyweight.ABSENT,
                RecordFlyweight.ABSENT,
                RecordFlyweight.ABSENT,
                true);
    }

    int streamId() {
        return streamId;
    }

    Lane lane(int number) {
        return lanes[number];
    }

    StreamCoverage coverage() {
        return coverage;
    }

    CoverageArchive archive() {
        return archive;
    }

    long keptSinceEpochNs() {
        return keptSinceEpochNs;
    }

    /** As it was stored, the lanes apart. */
    void restore(StreamCoverage stored, CoverageArchive storedArchive, long storedKeptSinceEpochNs) {
        coverage = stored;
        archive = storedArchive;
        keptSinceEpochNs = storedKeptSinceEpochNs;
    }

    /** Nothing is held up to a time. */
    void keepSince(long epochNs) {
        keptSinceEpochNs = Math.max(keptSinceEpochNs, epochNs);
    }

    /** Notes that readers do not see yet what it has; returns whether that was so already. */
    boolean noteUnseen() {
        boolean was = isUnseen;
        isUnseen = true;
        return was;
    }

    /** Readers see what it has. */
    void onSeen() {
        isUnseen = false;
    }

    /**
     * What the market knows.
     *
     * @param isBegunLate whether trades were left out before the first one told, so that the market may know more than is held.
     */
    void onCoverage(StreamCoverage now, boolean isBegunLate) {
        if (isBegunLate && coverage.knownSinceEpochNs() == RecordFlyweight.ABSENT) {
            keepSince(Math.max(now.tradedEpochNs(), newestTimeEpochNs()));
        }
        boolean isCountingAnew =
                now.headTradeId() == RecordFlyweight.ABSENT && coverage.headTradeId() != RecordFlyweight.ABSENT;
        if (isCountingAnew) {
            startEra();
        }
        archive = archive.with(coverage, now);
        coverage = now;
    }

    private long newestTimeEpochNs() {
        long newest = RecordFlyweight.ABSENT;
        for (Lane lane : lanes) {
            Rows tail = lane.tail();
            for (int row = 0; row < tail.end(); row++) {
                newest = Math.max(newest, tail.get(row, Rows.TIME));
            }
        }
        return newest;
    }

    private void startEra() {
        for (Lane lane : lanes) {
            lane.startEra();
        }
    }

    /** Takes the only row of an array. */
    void onTrade(Rows trade, boolean isReset, NeighbourSearch search, Segments segments) throws IOException {
        if (isReset) {
            startEra();
        }
        Lane inOrder = lanes[Lane.IN_ORDER];
        Lane late = lanes[Lane.LATE];
        Lane lane = isInOrder(trade, inOrder) ? inOrder : late;
        boolean isAlone = lane == inOrder && late.eraMaxId() < trade.get(0, Rows.FIRST_ID) - 1;
        if (!isAlone) {
            addPairs(trade, lane, search, segments);
        }
        lane.add(trade, 0, segments);
    }

    private static boolean isInOrder(Rows trade, Lane lane) {
        int last = lane.lastRow();
        if (last < 0) {
            return true;
        }
        Rows tail = lane.tail();
        long time = trade.get(0, Rows.TIME);
        long lastTime = tail.get(last, Rows.TIME);
        long firstId = trade.get(0, Rows.FIRST_ID);
        boolean isLater = time > lastTime || (time == lastTime && firstId > tail.get(last, Rows.FIRST_ID));
        return isLater && (!lane.hasEraRows() || firstId > tail.get(last, Rows.LAST_ID));
    }

    /** Every pair that it completes, save that with the row before it in its own lane, which lies beside it. */
    private void addPairs(Rows trade, Lane lane, NeighbourSearch search, Segments segments) throws IOException {
        long firstId = trade.get(0, Rows.FIRST_ID);
        long lastId = trade.get(0, Rows.LAST_ID);
        Rows found = search.between(lanes[Lane.IN_ORDER], lanes[Lane.LATE], firstId - 1, lastId + 1);
        List<Integer> order = search.order();
        long coveredTo = Long.MIN_VALUE;
        for (int i = 0; i < order.size(); i++) {
            int row = order.get(i);
            long below = found.get(row, Rows.FIRST_ID) - 1;
            long above = found.get(row, Rows.LAST_ID) + 1;
            boolean isFirstAbove = below >= firstId && below <= lastId && coveredTo < below;
            boolean isFirstBelow = above >= firstId
                    && above <= lastId
                    && (i + 1 == order.size() || found.get(order.get(i + 1), Rows.FIRST_ID) > above);
            coveredTo = Math.max(coveredTo, found.get(row, Rows.LAST_ID));
            if (isFirstAbove || (isFirstBelow && !isLastOf(lane, found, row, firstId))) {
                Lane pairs = lanes[Lane.PAIRS];
                pairs.add(found, row, segments);
                pairs.add(trade, 0, segments);
            }
        }
    }

    private static boolean isLastOf(Lane lane, Rows found, int row, long firstId) {
        int last = lane.lastRow();
        return last >= 0
                && lane.hasEraRows()
                && found.get(row, Rows.LAST_ID) + 1 == firstId
                && lane.tail().get(last, Rows.SEQUENCE) == found.get(row, Rows.SEQUENCE);
    }

    /** Forgets the blocks whose files are numbered below. */
    void dropBelow(int segment) {
        for (Lane lane : lanes) {
            ZoneTable blocks = lane.blocks();
            long first = blocks.first();
            while (first < blocks.count()) {
                long[] zones = blocks.zone(first);
                int at = ZoneTable.offset(first);
                if (zones[at + Zone.POSITION] >>> 32 >= segment) {
                    break;
                }
                keepSince(newestTime(zones, at));
                first++;
            }
            blocks.dropBelow(first);
        }
    }

    /** Greatest time of a block's trades, as far as it can be believed. */
    static long newestTime(long[] zones, int at) {
        return Math.min(zones[at + Zone.MAX_TIME], zones[at + Zone.MAX_RECEIVED] + AHEAD_MAX_NS);
    }

    /** What is there now. */
    StreamView view() {
        Lane.View[] views = new Lane.View[Lane.LANES];
        for (int i = 0; i < views.length; i++) {
            views[i] = lanes[i].view();
        }
        return new StreamView(views, coverage, archive, keptSinceEpochNs);
    }
}
