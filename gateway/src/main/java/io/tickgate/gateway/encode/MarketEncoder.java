package io.tickgate.gateway.encode;

import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.record.MarketFlyweight;

/** A market's rule as clients see it: prices and stakes as exact strings, durations in ms. Stateless. */
public final class MarketEncoder {
    private static final long MS_NS = 1_000_000L;

    private MarketEncoder() {}

    /**
     * Writes the members of a market into an object that is open.
     *
     * @param json to write to.
     * @param market whose rule it is.
     * @param instrument of the market.
     */
    public static void members(JsonBuffer json, MarketView market, InstrumentView instrument) {
        json.name("market").string(market.name());
        json.name("marketVersion").number(market.version());
        json.name("symbol").string(instrument.symbol());
        int stream = instrument.streamIds().indexOf(market.settlementStreamId());
        if (stream >= 0) {
            json.name("settlementSource").string(instrument.sources().get(stream));
        }
        json.name("touch").string(market.touchKind() == MarketFlyweight.TOUCH_CROSSED ? "crossed" : "inside");
        json.name("bounds").string(market.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN ? "half-open" : "closed");
        json.name("leadMs").number(market.leadNs() / MS_NS);
        json.name("windowMinMs").number(market.windowMinNs() / MS_NS);
        json.name("windowMaxMs").number(market.windowMaxNs() / MS_NS);
        json.name("aheadMaxMs").number(market.aheadMaxNs() / MS_NS);
        json.name("bandMin").decimalE8(market.bandMinE8());
        json.name("bandMax").decimalE8(market.bandMaxE8());
        json.name("stakeMin").string(Long.toString(market.stakeMinMinor()));
        json.name("stakeMax").string(Long.toString(market.stakeMaxMinor()));
    }
}
