package io.tickgate.gateway.encode;

import io.tickgate.publish.Contradiction;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.Published;
import java.time.Instant;

/** Missed bets that a later trade speaks against, told to operators. The bet itself is named in the log only. Stateless. */
public final class ContradictionEncoder {
    /** An alert that nobody can end would be looked at no more; the log and the decisions keep it. */
    static final long TOLD_NS = 24 * 3_600_000_000_000L;

    private ContradictionEncoder() {}

    /**
     * Writes a sentence for each kept contradiction of the last day into an array that is open.
     *
     * @param json to write to.
     * @param published to read.
     * @param nowEpochNs engine time.
     */
    public static void alerts(JsonBuffer json, Published published, long nowEpochNs) {
        for (Contradiction each : published.contradictions().newest()) {
            if (nowEpochNs - each.foundEpochNs() < TOLD_NS) {
                MarketView market = published.directory().market(each.marketId());
                String name = market == null ? "market " + each.marketId() : market.name();
                json.string(name + ": a bet was decided as missed, but trade "
                        + each.trade().tradeId() + " of " + time(each.trade().tradeTimeEpochNs())
                        + " would have hit it; found at sequence " + each.sequence() + ", "
                        + published.contradictions().count() + " in all, see BET_CONTRADICTED in the log");
            }
        }
    }

    private static Instant time(long epochNs) {
        return Instant.ofEpochMilli(epochNs / 1_000_000L);
    }
}
