package io.tickgate.publish;

import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.RecordFlyweight;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines by which operators follow the health of prices: {@code PRICE_FEED_DEGRADED}, {@code PRICE_FEED_CRITICAL},
 * {@code PRICE_FEED_RECOVERING}, {@code PRICE_FEED_RECOVERED}; and, of streams that settle a market, the completeness of its trades:
 * {@code TRADES_LOST} for each gap, {@code TRADES_COMPLETE} when the last one is filled. Life-cycle events only; the shipped logging
 * configuration writes them on a thread of its own.
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
        String symbol = instrument == null ? "instrument " + changed.instrumentId() : instrument.symbol();
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

    private static String staleFor(HealthChangedFlyweight changed) {
        if (changed.refreshedEpochNs() == 0) {
            return "ever";
        }
        double seconds = Math.max(0, changed.sinceEpochNs() - changed.refreshedEpochNs()) / NS_PER_S;
        return String.format(Locale.ROOT, "%.1fs", seconds);
    }
}
