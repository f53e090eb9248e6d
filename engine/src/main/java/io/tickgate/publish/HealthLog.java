package io.tickgate.publish;

import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.SourceChangedFlyweight;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.SourceReason;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The lines by which operators follow the health of prices: {@code PRICE_FEED_DEGRADED}, {@code PRICE_FEED_CRITICAL},
 * {@code PRICE_FEED_RECOVERING}, {@code PRICE_FEED_RECOVERED}; {@code PRICE_SOURCE_CHANGED} with what a price comes from now; and, of
 * streams that settle a market, the completeness of its trades: {@code TRADES_LOST} for each gap, {@code TRADES_COMPLETE} when the last
 * one is filled; {@code BET_CONTRADICTED} when a trade turns up that would have hit a missed bet. Life-cycle events only; the shipped
 * logging configuration writes them on a thread of its own.
 */
final class HealthLog {
    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);
    private static final double NS_PER_S = 1e9;

    private final Published published;

    HealthLog(Published published) {
        this.published = published;
    }

    void onHealthChanged(HealthChangedFlyweight changed) {
        HealthState state = HealthState.of(changed.stateCode());
        if (changed.stateCode() == changed.previousStateCode()) {
            return; // A start: nothing got worse.
        }
        InstrumentView instrument = published.directory().instrument(changed.instrumentId());
        String symbol = symbol(instrument, changed.instrumentId());
        if (instrument != null && instrument.sources().size() > 1) {
            symbol += " source=" + source(instrument, changed.streamId(), "?");
        }
        String staleFor = staleFor(changed);
        switch (state) {
            case DEGRADED -> LOG.warn("PRICE_FEED_DEGRADED {} stale_for={} status=degraded", symbol, staleFor);
            case CRITICAL -> LOG.error("PRICE_FEED_CRITICAL {} stale_for={} status=critical", symbol, staleFor);
            case RECOVERING -> LOG.info("PRICE_FEED_RECOVERING {} stale_for={} status=critical", symbol, staleFor);
            case HEALTHY -> LOG.info("PRICE_FEED_RECOVERED {} stale_for={} status=healthy", symbol, staleFor);
        }
    }

    void onGapConfirmed(GapConfirmedFlyweight gap) {
        String name = marketsOf(gap.streamId());
        if (!name.isEmpty()) {
            boolean isCountedAnew = gap.lastTradeId() == RecordFlyweight.ABSENT;
            String last = isCountedAnew ? "unknown" : Long.toString(gap.lastTradeId());
            LOG.warn(
                    "TRADES_LOST markets={} stream={} first_id={} last_id={}",
                    name,
                    gap.streamId(),
                    gap.firstTradeId(),
                    last);
        }
    }

    /** Ids of a gap came after all; told when it was the last one, for a fetch fills a gap in many steps. */
    void onGapFilled(GapFilledFlyweight filled, boolean isLast) {
        String name = isLast ? marketsOf(filled.streamId()) : "";
        if (!name.isEmpty()) {
            LOG.info("TRADES_COMPLETE markets={} stream={} last_id={}", name, filled.streamId(), filled.lastTradeId());
        }
    }

    /** The outcome stands; somebody has to look at why the trade was not there when it was decided. */
    void onContradicted(BetContradictedFlyweight contradicted) {
        MarketView market = published.directory().market(contradicted.marketId());
        LOG.error(
                "BET_CONTRADICTED market={} bet={}{} trade_id={} price_e8={} trade_sequence={} sequence={}",
                market == null ? "market " + contradicted.marketId() : market.name(),
                HexFormat.of().toHexDigits(contradicted.betIdHigh()),
                HexFormat.of().toHexDigits(contradicted.betIdLow()),
                contradicted.tradeId(),
                contradicted.tradePriceE8(),
                contradicted.tradeSequence(),
                contradicted.sequence());
    }

    /** Names of the markets that a stream settles, empty when there is none. */
    private String marketsOf(int streamId) {
        StringBuilder names = new StringBuilder();
        for (MarketView market : published.directory().markets()) {
            if (market.settlementStreamId() == streamId) {
                names.append(names.isEmpty() ? "" : ",").append(market.name());
            }
        }
        return names.toString();
    }

    void onSourceChanged(SourceChangedFlyweight changed) {
        InstrumentView instrument = published.directory().instrument(changed.instrumentId());
        String composite = switch (changed.mode()) {
            case SourceFlyweight.BEST -> "best";
            case SourceFlyweight.INDEX -> "index";
            default -> "none";
        };
        SourceReason reason = SourceReason.of(changed.reasonCode());
        String symbol = symbol(instrument, changed.instrumentId());
        String from = source(instrument, changed.fromStreamId(), composite);
        String to = source(instrument, changed.toStreamId(), composite);
        boolean isGood = reason == SourceReason.RETURNED || reason == SourceReason.DEFINED;
        LOG.atLevel(isGood ? Level.INFO : Level.WARN)
                .log("PRICE_SOURCE_CHANGED {} from={} to={} reason={}", symbol, from, to, reason);
    }

    private static String symbol(@Nullable InstrumentView instrument, int instrumentId) {
        return instrument == null ? "instrument " + instrumentId : instrument.symbol();
    }

    private static String source(@Nullable InstrumentView instrument, int streamId, String whenNone) {
        if (streamId == 0) {
            return whenNone;
        }
        int index = instrument == null ? -1 : instrument.streamIds().indexOf(streamId);
        return index < 0 || instrument == null
                ? "stream " + streamId
                : instrument.sources().get(index);
    }

    private static String staleFor(HealthChangedFlyweight changed) {
        if (changed.refreshedEpochNs() == 0) {
            return "ever";
        }
        double seconds = Math.max(0, changed.sinceEpochNs() - changed.refreshedEpochNs()) / NS_PER_S;
        return String.format(Locale.ROOT, "%.1fs", seconds);
    }
}
