package io.tickgate.replay;

import io.tickgate.config.RuleChange;
import io.tickgate.market.Market;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordKind;
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Two markets on one journal, and what differs. Owned by one thread. */
final class WhatIfRun {
    private final ChangedDefinitions definitions;
    private final CollectedDecisions were = new CollectedDecisions();
    private final CollectedDecisions wouldBe = new CollectedDecisions();
    private final Market market;
    private final Market changed;
    private final WhatIfSums sums;
    private final Standings standings;
    private final BetFates fates;

    /**
     * Two markets that stand at the same place.
     *
     * @param changes of the definitions.
     * @param keptMax how many differences of each kind are kept.
     * @param start makes each of them, given where its output goes: empty, or as a snapshot has it.
     */
    WhatIfRun(List<RuleChange> changes, int keptMax, Function<MarketOutput, Market> start) {
        definitions = new ChangedDefinitions(changes);
        market = start.apply(were);
        changed = start.apply(wouldBe);
        sums = new WhatIfSums(keptMax);
        standings = new Standings(sums, new DefinedNames(market.definitions()));
        fates = new BetFates(sums);
    }

    /** Begins behind a snapshot, if it is one: what stood then is the same on both sides, and the changes hold from its sequence on. */
    void begin() {
        if (market.lastSequence() == 0) {
            return;
        }
        market.tellAll();
        changed.tellAll();
        compare();
        for (RecordKind kind : List.of(RecordKind.HEALTH_DEFINED, RecordKind.MARKET_DEFINED)) {
            for (DirectBuffer record : market.definitions().all(kind)) {
                UnsafeBuffer copy = new UnsafeBuffer(record);
                changed.onRecord(definitions.apply(copy, copy.capacity()), copy.capacity());
            }
        }
        compare();
    }

    void onRecord(UnsafeBuffer record, int length) {
        market.onRecord(record, length);
        changed.onRecord(definitions.apply(record, length), length);
        if (!were.decisions().isEmpty() || !wouldBe.decisions().isEmpty()) {
            compare();
        }
    }

    private void compare() {
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
