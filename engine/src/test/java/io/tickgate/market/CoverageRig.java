package io.tickgate.market;

import io.tickgate.market.TradeCoverage.Verdict;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.List;

/** A coverage with a clock moved by hand; what it tells is kept as lines. A trade's time is the clock's. */
final class CoverageRig implements GapListener {
    static final long S = 1_000_000_000L;

    final TradeCoverage coverage;
    long nowEpochNs = 100 * S;
    boolean isDelivered = true;
    private final CoveredTrade trade = new CoveredTrade();
    private final TradeNeighbours neighbours = new TradeNeighbours();
    private long sequence;
    long priceE8 = 1;
    private final List<String> told = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();

    CoverageRig() {
        this(TradeHoles.HOLES_MAX);
    }

    CoverageRig(int holesMax) {
        coverage = new TradeCoverage(holesMax);
    }

    static CoverageRig covered(long... ids) {
        CoverageRig rig = new CoverageRig();
        for (long id : ids) {
            rig.trade(id);
        }
        return rig;
    }

    /** A trade no newer than those before it. */
    Verdict trade(long id) {
        return trade(id, false);
    }

    Verdict trade(long id, boolean isNewest) {
        return coverage.onTrade(covered(id, id, nowEpochNs), isNewest, isDelivered, nowEpochNs, this);
    }

    Verdict noTrade(long id) {
        trade.sequence = ++sequence;
        trade.firstId = id;
        trade.lastId = id;
        trade.timeEpochNs = RecordFlyweight.ABSENT;
        trade.priceE8 = 0;
        neighbours.clear();
        return coverage.onNoTrade(trade, nowEpochNs, this);
    }

    Verdict backFilled(long first, long last) {
        return coverage.onBackFilled(covered(first, last, nowEpochNs), nowEpochNs, this);
    }

    private CoveredTrade covered(long first, long last, long timeEpochNs) {
        trade.sequence = ++sequence;
        trade.firstId = first;
        trade.lastId = last;
        trade.timeEpochNs = timeEpochNs;
        trade.priceE8 = priceE8;
        neighbours.clear();
        return trade;
    }

    boolean watermark(long id, int source) {
        return coverage.onWatermark(id, source, nowEpochNs, this);
    }

    /** Moves the clock as the market does: each deadline on the way at its own time. */
    CoverageRig pass(long ns) {
        long until = nowEpochNs + ns;
        while (coverage.nextDeadline() <= until && coverage.nextDeadline() != DeadlineHeap.NONE) {
            nowEpochNs = coverage.nextDeadline();
            coverage.onDeadline(nowEpochNs, this);
        }
        nowEpochNs = until;
        return this;
    }

    /** What was told since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public void onGapConfirmed(long firstTradeId, long lastTradeId, long timeBeforeEpochNs, long timeAfterEpochNs) {
        String last = lastTradeId == RecordFlyweight.ABSENT ? "?" : Long.toString(lastTradeId);
        told.add("gap " + firstTradeId + ".." + last + " " + time(timeBeforeEpochNs) + " " + time(timeAfterEpochNs));
    }

    private static String time(long epochNs) {
        return epochNs == RecordFlyweight.ABSENT ? "?" : epochNs / S - 100 + "s";
    }

    @Override
    public void onGapFilled(long firstTradeId, long lastTradeId) {
        told.add("filled " + firstTradeId + ".." + lastTradeId);
    }

    @Override
    public void onForgotten(long timeAfterEpochNs) {
        forgotten.add(time(timeAfterEpochNs));
    }

    /** Times after what was forgotten, since the last call. */
    List<String> takeForgotten() {
        List<String> taken = List.copyOf(forgotten);
        forgotten.clear();
        return taken;
    }

    @Override
    public void onNeighbour(long tradeId, TradeEdges edges, int at) {
        neighbours.add(tradeId, edges, at);
    }

    /** Ids and prices of the trades beside those that the last call covered. */
    List<String> neighbours() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < neighbours.count(); i++) {
            lines.add(neighbours.id(i) + "@" + neighbours.trades().priceE8(i));
        }
        return lines;
    }
}
