package io.tickgate.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shows the trades of a window in the order (trade time, trade id): those that came in order as they stand, those that came late sorted
 * in between. Where more came late than are sorted at once, the window is halved. One query; its thread.
 */
final class OrderedTrades {
    /** Late trades in memory at once, some 6 MB. */
    static final int LATE_MAX = 65_536;

    static final Comparator<Trade> ORDER = Comparator.comparingLong(Trade::tradeTimeEpochNs)
            .thenComparingLong(Trade::firstTradeId)
            .thenComparingLong(Trade::sequence);

    private final StreamView view;
    private final long upToSequence;
    private final BlockReader reader;
    private final List<Gap> damaged;
    private final TradeVisitor visitor;
    private final int lateMax;
    private boolean isStopped;
    private long fromEpochNs;
    private long lastEpochNs;
    private List<Trade> late = new ArrayList<>();
    private int nextLate;

    OrderedTrades(
            StreamView view,
            long upToSequence,
            BlockReader reader,
            List<Gap> damaged,
            int lateMax,
            TradeVisitor visitor) {
        this.view = view;
        this.upToSequence = upToSequence;
        this.reader = reader;
        this.damaged = damaged;
        this.lateMax = lateMax;
        this.visitor = visitor;
    }

    void show(long from, long last) {
        if (isStopped) {
            return;
        }
        if (from < last && lateCount(from, last) > lateMax) {
            long middle = from + (last - from) / 2;
            show(from, middle);
            show(middle + 1, last);
            return;
        }
        fromEpochNs = from;
        lastEpochNs = last;
        late = new ArrayList<>();
        nextLate = 0;
        walk(Lane.LATE, late::add);
        late.sort(ORDER);
        walk(Lane.IN_ORDER, this::showAfterLate);
        while (!isStopped && nextLate < late.size()) {
            show(late.get(nextLate++));
        }
    }

    private long lateCount(long from, long last) {
        return WindowSums.whole(from, last, reader, damaged)
                .addLate(view)
                .counts()
                .trades();
    }

    private boolean showAfterLate(Trade trade) {
        while (!isStopped && nextLate < late.size() && ORDER.compare(late.get(nextLate), trade) < 0) {
            show(late.get(nextLate++));
        }
        show(trade);
        return !isStopped;
    }

    private void show(Trade trade) {
        isStopped = isStopped || !visitor.onTrade(trade);
    }

    private void walk(int number, TradeVisitor taker) {
        Lane.View lane = view.lane(number);
        LaneWalk walk = new LaneWalk(taker);
        lane.blocks().walk(0, walk);
        walk.take(lane.tail());
    }

    private final class LaneWalk implements ZoneTable.Walker {
        private final TradeVisitor taker;
        private boolean isOver;

        LaneWalk(TradeVisitor taker) {
            this.taker = taker;
        }

        @Override
        public boolean enters(long[] zones, int at) {
            return !isOver
                    && zones[at + Zone.MAX_TIME] >= fromEpochNs
                    && zones[at + Zone.MIN_TIME] <= lastEpochNs
                    && zones[at + Zone.FIRST_SEQUENCE] <= upToSequence;
        }

        @Override
        public void onBlock(long block, long[] zones, int at) {
            Rows rows = reader.read(zones, at, damaged);
            if (rows != null) {
                take(rows);
            }
        }

        void take(Rows rows) {
            for (int row = rows.first(); row < rows.end() && !isOver; row++) {
                long time = rows.get(row, Rows.TIME);
                boolean isShown =
                        time >= fromEpochNs && time <= lastEpochNs && rows.get(row, Rows.SEQUENCE) <= upToSequence;
                isOver = isShown && !taker.onTrade(rows.trade(row));
            }
        }
    }
}
