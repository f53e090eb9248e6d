package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;

/**
 * Takes in what says which trades there were: trades, fetched trades, ids without a trade, watermarks, and what happened to connections.
 * Keeps the sums, sets the deadlines of what is suspected, puts out the decisions on gaps. Allocates nothing while nothing is missing.
 */
final class CoverageDesk implements GapListener {
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final CoveredTrade trade = new CoveredTrade();
    private final TradeNeighbours neighbours = new TradeNeighbours();
    private final HealthThresholds thresholds;
    private final DecisionWriter decisions;
    private final TradeListener trades;
    private final OutcomeDesk outcomes;

    /** What the call under way is about. */
    private Stream stream = new Stream(0, 0, 0);

    private long nowEpochNs;

    CoverageDesk(HealthThresholds thresholds, DecisionWriter decisions, TradeListener trades, OutcomeDesk outcomes) {
        this.thresholds = thresholds;
        this.decisions = decisions;
        this.trades = trades;
        this.outcomes = outcomes;
    }

    /** Market time of the next deadline, {@link DeadlineHeap#NONE} when nothing is suspected anywhere. */
    long earliestDeadline() {
        return deadlines.earliest();
    }

    /** Stream with the earliest deadline; only while there is one. */
    int earliestStreamId() {
        return deadlines.earliestNumber();
    }

    /**
     * Market time has reached {@link #earliestDeadline}.
     *
     * @param due that stream.
     * @param deadlineEpochNs market time, that deadline or later.
     */
    void onDeadline(Stream due, long deadlineEpochNs) {
        begin(due, deadlineEpochNs);
        due.coverage.onDeadline(deadlineEpochNs, this);
        end();
    }

    /** A trade that came over a connection. */
    TradeCoverage.Verdict onTrade(Stream of, TradeFlyweight record, long marketTimeEpochNs) {
        begin(of, marketTimeEpochNs);
        trade.of(record);
        boolean isFirstAnew = isForgotten(of);
        TradeCoverage.Verdict verdict = of.coverage.onTrade(
                trade,
                trade.timeEpochNs > of.newestTradeTimeEpochNs,
                !of.delivering.isEmpty(),
                marketTimeEpochNs,
                this);
        if (verdict == TradeCoverage.Verdict.RESET) {
            of.watermark.clear();
            of.completeness.onReset(trade.timeEpochNs);
        }
        if (isTaken(verdict)) {
            onTaken(verdict, isFirstAnew || verdict == TradeCoverage.Verdict.RESET, false);
        }
        end();
        return verdict;
    }

    /** Whether all ids were forgotten, as a watermark told of the venue counting anew, and no trade has come since. */
    private static boolean isForgotten(Stream of) {
        return of.coverage.head() == Long.MIN_VALUE && of.resetFromId != RecordFlyweight.ABSENT;
    }

    private static boolean isTaken(TradeCoverage.Verdict verdict) {
        return verdict != TradeCoverage.Verdict.DUPLICATE && verdict != TradeCoverage.Verdict.QUARANTINED;
    }

    /** The trade is known from now on, and what is known when betting never decides. */
    private void onTaken(TradeCoverage.Verdict verdict, boolean isReset, boolean isBackFilled) {
        boolean isAboveHead = verdict != TradeCoverage.Verdict.FILLS_HOLE;
        stream.newestTradeTimeEpochNs = Math.max(stream.newestTradeTimeEpochNs, trade.timeEpochNs);
        stream.completeness.onTrade(trade, isAboveHead, thresholds.skewFutureNs);
        trades.onTrade(
                stream.streamId,
                trade.firstId,
                trade.lastId,
                trade.timeEpochNs,
                trade.priceE8,
                trade.sizeE8,
                trade.flags,
                isBackFilled,
                isReset,
                trade.sequence,
                trade.receivedEpochNs);
        outcomes.onTrade(stream, trade, neighbours, nowEpochNs);
    }

    /** A trade that was fetched. It refreshes nothing, is not shown and is no reference. */
    void onBackFilled(Stream of, BackFilledTradeFlyweight record, long marketTimeEpochNs) {
        begin(of, marketTimeEpochNs);
        trade.of(record);
        TradeCoverage.Verdict verdict = of.coverage.onBackFilled(trade, marketTimeEpochNs, this);
        count(verdict);
        if (isTaken(verdict)) {
            of.backFilled++;
            onTaken(verdict, false, true); // Of forgotten ids none is taken that was fetched.
        }
        end();
    }

    /** An id that the venue marks as no trade. */
    void onNoTrade(Stream of, NoTradeFlyweight noTrade, long marketTimeEpochNs) {
        begin(of, marketTimeEpochNs);
        count(of.coverage.onNoTrade(trade.of(noTrade), marketTimeEpochNs, this));
        end();
    }

    private void count(TradeCoverage.Verdict verdict) {
        stream.duplicates += verdict == TradeCoverage.Verdict.DUPLICATE ? 1 : 0;
        stream.quarantined += verdict == TradeCoverage.Verdict.QUARANTINED ? 1 : 0;
    }

    /** The venue says which trade is its newest. */
    void onWatermark(Stream of, WatermarkFlyweight watermark, long marketTimeEpochNs) {
        begin(of, marketTimeEpochNs);
        boolean isEmpty = of.coverage.head() == Long.MIN_VALUE;
        if (of.coverage.onWatermark(watermark.newestTradeId(), watermark.source(), marketTimeEpochNs, this)) {
            boolean isReset = !isEmpty && of.coverage.head() == Long.MIN_VALUE;
            of.watermark.take(watermark, isReset);
            if (isReset) {
                of.completeness.onReset(RecordFlyweight.ABSENT);
            } else if (of.coverage.head() == watermark.newestTradeId() && of.coverage.newest() == of.coverage.head()) {
                of.completeness.onSilence(watermark);
                outcomes.judgeOver(of, marketTimeEpochNs);
            }
        } else {
            of.quarantined++;
        }
        end();
    }

    /**
     * Something happened to a connection. Events of other venues' streams, of streams that are not known and of kinds that say nothing
     * of coverage change nothing.
     *
     * @param event that happened.
     * @param of a stream of the event's venue that it is about.
     * @param marketTimeEpochNs market time.
     */
    void onFeedEvent(FeedEventFlyweight event, Stream of, long marketTimeEpochNs) {
        int what = event.event();
        if (what == FeedEventFlyweight.DELIVERING) {
            if (event.streamId() == of.streamId) {
                of.delivering.add(event.connectionId());
            }
        } else if (what == FeedEventFlyweight.LOST
                || what == FeedEventFlyweight.STALLED
                || what == FeedEventFlyweight.UNSUBSCRIBED) {
            of.delivering.remove(event.connectionId());
            if (of.delivering.isEmpty()) {
                open(of, marketTimeEpochNs);
            }
        }
    }

    /** The engine starts: no connection of the process before it is left. */
    void onEngineStarted(Stream of, long marketTimeEpochNs) {
        of.delivering.clear();
        open(of, marketTimeEpochNs);
    }

    private void open(Stream of, long marketTimeEpochNs) {
        begin(of, marketTimeEpochNs);
        of.coverage.open();
        // Quotes have no time of their own: until a dated tick vouches for the next connection they refresh nothing. A
        // connection that goes on delivering keeps them, so that the two of a rotation never take the price back.
        of.isDatedFresh = false;
        of.newestUpdateId = Long.MIN_VALUE;
        end();
    }

    private void begin(Stream of, long marketTimeEpochNs) {
        stream = of;
        nowEpochNs = marketTimeEpochNs;
        of.coverageVersion++;
        neighbours.clear();
    }

    private void end() {
        long deadline = stream.coverage.nextDeadline();
        if (deadline != stream.coverageDeadline) {
            stream.coverageDeadline = deadline;
            deadlines.set(stream.streamId, deadline);
        }
        if (stream.coverage.isOpen() != stream.isToldOpen || stream.tradesMissing() != stream.toldMissing) {
            stream.isToldOpen = stream.coverage.isOpen();
            stream.toldMissing = stream.tradesMissing();
            stream.toldEpochNs = nowEpochNs;
            decisions.coverageChanged(stream, nowEpochNs);
        }
    }

    @Override
    public void onGapConfirmed(long firstTradeId, long lastTradeId, long timeBeforeEpochNs, long timeAfterEpochNs) {
        stream.gaps++;
        if (lastTradeId == RecordFlyweight.ABSENT) {
            stream.resetFromId = firstTradeId;
            stream.resetTimeBeforeEpochNs = timeBeforeEpochNs;
            stream.resetTimeAfterEpochNs = timeAfterEpochNs;
            stream.resetEpochNs = nowEpochNs;
        }
        stream.tradesLost += lastTradeId == RecordFlyweight.ABSENT ? 0 : lastTradeId - firstTradeId + 1;
        decisions.gapConfirmed(stream, firstTradeId, lastTradeId, timeBeforeEpochNs, timeAfterEpochNs, nowEpochNs);
    }

    @Override
    public void onGapFilled(long firstTradeId, long lastTradeId) {
        stream.tradesFilled += lastTradeId - firstTradeId + 1;
        decisions.gapFilled(stream, firstTradeId, lastTradeId, nowEpochNs);
    }

    @Override
    public void onForgotten(long timeAfterEpochNs) {
        stream.completeness.onForgotten(timeAfterEpochNs);
    }

    @Override
    public void onNeighbour(long tradeId, TradeEdges edges, int at) {
        neighbours.add(tradeId, edges, at);
    }

    /** Sets the deadlines of streams that were restored. */
    void restore(Stream[] streams) {
        for (Stream each : streams) {
            each.coverageDeadline = each.coverage.nextDeadline();
            deadlines.set(each.streamId, each.coverageDeadline);
        }
    }

    /** Puts out again what is known to be missing of a stream. */
    void tellAll(Stream of) {
        if (of.resetFromId != RecordFlyweight.ABSENT) {
            decisions.gapConfirmed(
                    of,
                    of.resetFromId,
                    RecordFlyweight.ABSENT,
                    of.resetTimeBeforeEpochNs,
                    of.resetTimeAfterEpochNs,
                    of.resetEpochNs);
        }
        of.coverage.tellAll((firstId, lastId, timeBefore, timeAfter, confirmedEpochNs) ->
                decisions.gapConfirmed(of, firstId, lastId, timeBefore, timeAfter, confirmedEpochNs));
        if (of.toldEpochNs > 0) {
            decisions.coverageChanged(of, of.toldEpochNs);
        }
    }
}
