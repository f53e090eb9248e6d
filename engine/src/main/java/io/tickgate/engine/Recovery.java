package io.tickgate.engine;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.publish.PublishedState;

/** Takes the market through the journal at start: the state is derived again, and each decision compared with what was recorded. */
final class Recovery {

    private final Market market;
    private final DecisionReplay comparison;

    private Recovery(Market market, DecisionReplay comparison) {
        this.market = market;
        this.comparison = comparison;
    }

    /**
     * Replays.
     *
     * @param journal opened for writing, nothing appended yet.
     * @param decisions likewise.
     * @param output switch of the market's output.
     * @param market empty.
     * @param state filled.
     * @return what was done.
     * @throws io.tickgate.journal.JournalException when a record is damaged or a decision differs; it names the sequence.
     */
    static Recovery run(
            RecordLog journal, RecordLog decisions, OutputSwitch output, Market market, PublishedState state) {
        try (RecordReader records = journal.newReader();
                RecordReader recorded = decisions.newReader()) {
            DecisionReplay comparison = state.replay(recorded);
            output.to(comparison);
            while (records.next()) {
                int length = records.header().length();
                state.onReplayedInput(records.buffer(), length);
                market.onRecord(records.buffer(), length);
            }
            comparison.finish(Long.MAX_VALUE);
            state.onReplayed(market.lastSequence(), market.marketTimeEpochNs());
            return new Recovery(market, comparison);
        }
    }

    /** Newest sequence in the journal, 0 when it is empty. */
    long lastSequence() {
        return market.lastSequence();
    }

    /** Decisions compared and found equal. */
    long compared() {
        return comparison.compared();
    }

    /** Decisions that a crash had kept from being recorded; they are now. */
    long completed() {
        return comparison.unrecorded();
    }
}
