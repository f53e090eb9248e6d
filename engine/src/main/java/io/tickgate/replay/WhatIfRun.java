package io.tickgate.replay;

import io.tickgate.config.RuleChange;
import io.tickgate.market.Market;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Two markets on one journal, and what differs. Owned by one thread. */
final class WhatIfRun {
    private final ChangedDefinitions definitions;
    private final CollectedDecisions were = new CollectedDecisions();
    private final CollectedDecisions wouldBe = new CollectedDecisions();
    private final Market market = new Market(were);
    private final Market changed = new Market(wouldBe);
    private final WhatIfSums sums;
    private final Standings standings;
    private final BetFates fates;

    WhatIfRun(List<RuleChange> changes, int keptMax) {
        definitions = new ChangedDefinitions(changes);
        sums = new WhatIfSums(keptMax);
        standings = new Standings(sums, new DefinedNames(market.definitions()));
        fates = new BetFates(sums);
    }

    void onRecord(UnsafeBuffer record, int length) {
        market.onRecord(record, length);
        changed.onRecord(definitions.apply(record, length), length);
        if (were.decisions().isEmpty() && wouldBe.decisions().isEmpty()) {
            return;
        }
        inOrderOfTime(were.decisions(), wouldBe.decisions());
        fates.judge();
        were.decisions().clear();
        wouldBe.decisions().clear();
    }

    /** A record that comes late shows several deadlines at once; each difference lasts from its exact time on. */
    private void inOrderOfTime(List<DecisionCopy> left, List<DecisionCopy> right) {
        int l = 0;
        int r = 0;
        while (l < left.size() || r < right.size()) {
            long now = Math.min(timeOf(left, l), timeOf(right, r));
            for (; l < left.size() && timeOf(left, l) <= now; l++) {
                take(left.get(l), false);
            }
            for (; r < right.size() && timeOf(right, r) <= now; r++) {
                take(right.get(r), true);
            }
            standings.judge(market.lastSequence(), now);
        }
    }

    private static long timeOf(List<DecisionCopy> decisions, int index) {
        return index < decisions.size() ? decisions.get(index).header().engineTimeEpochNs() : Long.MAX_VALUE;
    }

    private void take(DecisionCopy decision, boolean isChanged) {
        if (!standings.take(decision, isChanged)) {
            fates.take(decision, isChanged);
        }
    }

    WhatIf finish(long records, long firstSequence) {
        definitions.finish();
        standings.finish(market.marketTimeEpochNs());
        fates.finish();
        return new WhatIf(
                records,
                firstSequence,
                market.lastSequence(),
                definitions.replaced(),
                were.counts().byKind(),
                wouldBe.counts().byKind(),
                sums.sums(),
                sums.kept(),
                sums.totals());
    }
}
