package io.tickgate.gateway.encode;

import io.tickgate.publish.Directory;
import io.tickgate.publish.GateView;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.Published;
import io.tickgate.record.GateReason;

/** Why bets are refused, in sentences. Stateless. */
public final class GateEncoder {
    /** Markets told of one by one, as many as an operator reads; of the others their number is told. */
    static final int MARKETS_MAX = 20;

    private GateEncoder() {}

    /**
     * One sentence for each market that refuses bets, into an array that is open. A market that was withdrawn refuses them for good, which is no news.
     *
     * @param json to write to.
     * @param published markets and gates.
     * @param nowEpochNs engine time.
     * @param nowNs monotonic time.
     */
    public static void alerts(JsonBuffer json, Published published, long nowEpochNs, long nowNs) {
        if (published.isEngineStalled(nowNs)) {
            json.string("all markets: bets refused, " + GateReason.DEAD_MAN + ", the engine stands still");
            return;
        }
        Directory directory = published.directory();
        GateView gate = new GateView();
        int count = 0;
        for (InstrumentView instrument : directory.instruments()) {
            for (int marketId : instrument.marketIds()) {
                boolean isKnown = published.gates().read(marketId, gate);
                GateReason reason = isKnown ? gate.reason() : GateReason.PRICE_FEED_STALE;
                if (reason != GateReason.OPEN && reason != GateReason.MARKET_RETIRED && count++ < MARKETS_MAX) {
                    json.string(name(directory, instrument, marketId) + ": bets refused, " + reason
                            + (isKnown ? opens(gate.opensEpochNs(), nowEpochNs) : ""));
                }
            }
        }
        if (count > MARKETS_MAX) {
            json.string(count - MARKETS_MAX + " more markets: bets refused");
        }
    }

    /** The symbol, and the market where it has several. */
    private static String name(Directory directory, InstrumentView instrument, int marketId) {
        MarketView market = directory.market(marketId);
        boolean isOnly = instrument.marketIds().size() == 1;
        return instrument.symbol() + (isOnly || market == null ? "" : " (" + market.name() + ")");
    }

    private static String opens(long opensEpochNs, long nowEpochNs) {
        return opensEpochNs == 0 ? "" : ", opens in " + HealthText.secondsLeft(opensEpochNs, nowEpochNs) + " s";
    }
}
