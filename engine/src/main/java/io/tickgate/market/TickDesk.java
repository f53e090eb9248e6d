package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;

/** Takes in ticks: is it new, does it refresh, what does it show. Allocates nothing. */
final class TickDesk {
    static final int NEVER_REFRESHES = RecordFlags.DELAYED;

    private final HealthThresholds thresholds;
    private final DeadlineHeap healthDeadlines;
    private final DecisionWriter decisions;
    private final CoverageDesk coverageDesk;
    private final Sources sources;

    TickDesk(
            HealthThresholds thresholds,
            DeadlineHeap healthDeadlines,
            DecisionWriter decisions,
            CoverageDesk coverageDesk,
            Sources sources) {
        this.thresholds = thresholds;
        this.healthDeadlines = healthDeadlines;
        this.decisions = decisions;
        this.coverageDesk = coverageDesk;
        this.sources = sources;
    }

    /**
     * A trade.
     *
     * @return whether health or coverage changed, so that the gates are to be judged anew.
     */
    boolean onTrade(Stream stream, TradeFlyweight trade, long nowEpochNs) {
        boolean wasOpen = stream.coverage.isOpen();
        TradeCoverage.Verdict verdict = coverageDesk.onTrade(stream, trade, nowEpochNs);
        switch (verdict) {
            case DUPLICATE -> {
                stream.duplicates++;
                return false;
            }
            case QUARANTINED -> {
                stream.quarantined++;
                return false;
            }
            case FILLS_HOLE -> {
                stream.trades++;
                return false;
            }
            default -> {}
        }
        boolean isHealthChanged = onNewTrade(stream, trade, nowEpochNs);
        return isHealthChanged || stream.coverage.isOpen() != wasOpen;
    }

    private boolean onNewTrade(Stream stream, TradeFlyweight trade, long nowEpochNs) {
        stream.trades++;
        boolean isRefreshing = (trade.flags() & NEVER_REFRESHES) == 0
                && thresholds.isWithinSkew(trade.eventTimeEpochNs(), trade.engineTimeEpochNs());
        stream.isDatedFresh = isRefreshing;
        if (isRefreshing) {
            takeReference(stream, trade);
        }
        boolean isHealthChanged = isRefreshing && refresh(stream, trade.engineTimeEpochNs(), nowEpochNs);
        showTrade(stream, trade, nowEpochNs);
        return isHealthChanged;
    }

    private static void takeReference(Stream stream, TradeFlyweight trade) {
        stream.referenceSequence = trade.sequence();
        stream.referenceTradeId = trade.tradeId();
        stream.referencePriceE8 = trade.priceE8();
        stream.referenceTradeTimeEpochNs = trade.tradeTimeEpochNs();
        if (stream.recentTrades != null) {
            stream.recentTrades.add(trade.sequence(), trade.priceE8(), trade.engineTimeEpochNs());
        }
    }

    /**
     * A quote.
     *
     * @return whether health changed, so that the gates are to be judged anew.
     */
    boolean onQuote(Stream stream, QuoteFlyweight quote, long nowEpochNs) {
        long updateId = quote.updateId();
        if (updateId != RecordFlyweight.ABSENT && updateId <= stream.newestUpdateId) {
            stream.duplicates++;
            return false;
        }
        stream.newestUpdateId = updateId;
        stream.quotes++;
        long eventEpochNs = quote.eventTimeEpochNs();
        boolean isOnTime = (quote.flags() & NEVER_REFRESHES) == 0;
        if (eventEpochNs != RecordFlyweight.ABSENT) {
            stream.isDatedFresh = isOnTime && thresholds.isWithinSkew(eventEpochNs, quote.engineTimeEpochNs());
        }
        boolean isRefreshing = isOnTime && stream.isDatedFresh;
        boolean isHealthChanged = isRefreshing && refresh(stream, quote.engineTimeEpochNs(), nowEpochNs);
        showQuote(stream, quote, nowEpochNs);
        return isHealthChanged;
    }

    /** A refreshing tick; returns whether health changed. */
    boolean refresh(Stream stream, long receivedEpochNs, long nowEpochNs) {
        HealthState previous = stream.health.state();
        if (!stream.health.onRefresh(receivedEpochNs, nowEpochNs, thresholds)) {
            return false;
        }
        healthDeadlines.set(stream.streamId, stream.health.nextDeadline(thresholds));
        decisions.healthChanged(stream, previous, nowEpochNs);
        return true;
    }

    private void showTrade(Stream stream, TradeFlyweight trade, long nowEpochNs) {
        stream.price
                .row
                .priceE8(trade.priceE8())
                .sizeE8(trade.sizeE8())
                .tradeId(trade.tradeId())
                .tradeSequence(trade.sequence())
                .tradeTimeEpochNs(trade.tradeTimeEpochNs())
                .eventTimeEpochNs(trade.eventTimeEpochNs())
                .receivedEpochNs(trade.engineTimeEpochNs());
        sources.onChange(stream, nowEpochNs);
    }

    private void showQuote(Stream stream, QuoteFlyweight quote, long nowEpochNs) {
        stream.price
                .row
                .bidPriceE8(quote.bidPriceE8())
                .bidSizeE8(quote.bidSizeE8())
                .askPriceE8(quote.askPriceE8())
                .askSizeE8(quote.askSizeE8())
                .quoteReceivedEpochNs(quote.engineTimeEpochNs());
        stream.price.countIfCrossed();
        sources.onChange(stream, nowEpochNs);
    }
}
