package io.tickgate.replay;

import io.tickgate.config.RuleChange;
import io.tickgate.market.Market;
import io.tickgate.record.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What other rules would have decided: two markets take in the same journal, one of them with changed definitions, and their decisions
 * are put side by side.
 *
 * <p>Bettors would have answered other answers with other bets; those are not in the journal, nor are bets that the gateway refused at a
 * closed gate.
 *
 * @param records number of input records.
 * @param firstSequence of the first, 0 when there is none.
 * @param lastSequence of the last, 0 when there is none.
 * @param replaced each change and what it replaced.
 * @param decisionsWere by kind, by the journal's rules.
 * @param decisionsWouldBe by kind, by the changed ones.
 * @param sums of the differences, in groups.
 * @param differences the first of each kind.
 * @param totals of the differences, by kind.
 */
public record WhatIf(
        long records,
        long firstSequence,
        long lastSequence,
        Map<RuleChange, SortedSet<String>> replaced,
        Map<RecordKind, Long> decisionsWere,
        Map<RecordKind, Long> decisionsWouldBe,
        List<Sum> sums,
        List<WhatIfDifference> differences,
        Map<WhatIfKind, Long> totals) {
    /**
     * Differences that are alike.
     *
     * @param kind of them.
     * @param subject the market of a gate; empty for the others.
     * @param was by the journal's rules.
     * @param wouldBe by the changed ones.
     * @param count of them.
     * @param lastsNs how long they last together; 0 for what happens at once.
     */
    public record Sum(WhatIfKind kind, String subject, String was, String wouldBe, long count, long lastsNs) {}

    /**
     * Replays a journal twice at once.
     *
     * @param dataFolder of an engine.
     * @param changes of its definitions.
     * @param untilSequence the last record to take in, {@code Long.MAX_VALUE} for all.
     * @param keptMax how many differences of each kind are kept; all are counted.
     * @param listener told of each record.
     * @return what would differ.
     * @throws io.tickgate.config.ConfigurationException when a definition would contradict itself, or there is nothing to change.
     * @throws io.tickgate.journal.JournalException when there is no journal, or it is damaged.
     */
    public static WhatIf run(
            Path dataFolder, List<RuleChange> changes, long untilSequence, int keptMax, ReplayListener listener) {
        try (JournalPass pass = JournalPass.open(dataFolder, untilSequence, listener)) {
            WhatIfRun run =
                    new WhatIfRun(changes, keptMax, output -> pass.begin(dataFolder, null, () -> new Market(output)));
            run.begin();
            pass.run(run::onRecord);
            return run.finish(pass.records(), pass.firstSequence());
        }
    }

    /**
     * Refuses changes of markets that a journal does not define. It reads the records until it has found them, which is sooner than a replay would. Of a journal
     * without its first files it refuses nothing: {@link #run} does at its end.
     *
     * @param dataFolder of an engine.
     * @param changes of its definitions.
     * @throws io.tickgate.config.ConfigurationException when there is no such market; it names those that there are.
     * @throws io.tickgate.journal.JournalException when there is no journal, or it is damaged.
     */
    public static void requireMarkets(Path dataFolder, List<RuleChange> changes) {
        MarketSearch.require(dataFolder, changes);
    }

    /** All differences. */
    public long total() {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }
}
