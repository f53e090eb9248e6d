package io.tickgate.publish;

import io.tickgate.record.BetContradictedFlyweight;
import java.util.ArrayList;
import java.util.List;

/**
 * The contradictions since the first record, the newest of them whole. A replay makes it again. Written by the publish stage's thread,
 * read by any.
 */
public final class ContradictionBoard {
    /** Those kept whole: each one is a matter for people, who look at the decisions for more. */
    static final int KEPT_MAX = 64;

    private volatile List<Contradiction> newest = List.of();
    private volatile long count;

    ContradictionBoard() {}

    /** The newest ones, oldest first, at most {@value #KEPT_MAX}. Never changes; ask again for newer ones. */
    public List<Contradiction> newest() {
        return newest;
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(BetContradictedFlyweight contradicted) {
        List<Contradiction> kept = new ArrayList<>(newest);
        if (kept.size() == KEPT_MAX) {
            kept.remove(0);
        }
        kept.add(new Contradiction(
                contradicted.betIdHigh(),
                contradicted.betIdLow(),
                contradicted.marketId(),
                contradicted.sequence(),
                contradicted.engineTimeEpochNs(),
                new DecidingTrade(
                        contradicted.tradeId(),
                        contradicted.tradeSequence(),
                        contradicted.tradePriceE8(),
                        contradicted.tradeTimeEpochNs())));
        newest = List.copyOf(kept);
        count++;
    }
}
