package io.tickgate.engine;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.publish.PublishedState;
import io.tickgate.record.RecordKind;
import io.tickgate.snapshot.SnapshotContent;
import io.tickgate.snapshot.SnapshotFile;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.snapshot.SnapshotStart;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Takes a market through the journal at start: from the newest snapshot that checks, or from the first record. The state is derived
 * again, and each decision compared with what was recorded.
 */
final class Recovery {
    private static final List<RecordKind> DIRECTORY = List.of(
            RecordKind.VENUE_DEFINED,
            RecordKind.INSTRUMENT_DEFINED,
            RecordKind.STREAM_DEFINED,
            RecordKind.MARKET_DEFINED);

    private final Market market;
    private final DecisionReplay comparison;
    private final long snapshotSequence;

    private Recovery(Market market, DecisionReplay comparison, long snapshotSequence) {
        this.market = market;
        this.comparison = comparison;
        this.snapshotSequence = snapshotSequence;
    }

    /**
     * Recovers.
     *
     * @param journal opened for writing, nothing appended yet.
     * @param decisions likewise.
     * @param snapshots of the same data folder.
     * @param output of the market; goes to the comparison afterwards.
     * @param state filled.
     * @return what was done.
     * @throws io.tickgate.journal.JournalException when a record is damaged, a decision differs (it names the sequence), or the journal's first files are
     *     gone and no snapshot can be used.
     */
    static Recovery run(
            RecordLog journal,
            RecordLog decisions,
            SnapshotFolder snapshots,
            OutputSwitch output,
            PublishedState state) {
        try (RecordReader records = journal.newReader();
                RecordReader recorded = decisions.newReader()) {
            SnapshotStart start = new SnapshotStart(records, recorded, () -> new Market(output));
            Market market = start.first(snapshots.newestFirst());
            if (market == null) {
                market = start.whole();
            }
            SnapshotFile used = start.used();
            if (used != null) {
                show(used, market, output, state);
            }
            DecisionReplay comparison = state.replay(recorded);
            output.to(comparison);
            while (records.next()) {
                int length = records.header().length();
                state.onReplayedInput(records.buffer(), length);
                market.onRecord(records.buffer(), length);
            }
            comparison.finish(Long.MAX_VALUE);
            state.onReplayed(market.lastSequence(), market.marketTimeEpochNs());
            return new Recovery(
                    market, comparison, used == null ? 0 : used.header().sequence());
        }
    }

    /**
     * Older versions of rules first, then what holds now. Then bets, before the rest: what is told of them afterwards finds them there.
     */
    private static void show(SnapshotFile used, Market market, OutputSwitch output, PublishedState state) {
        for (DirectBuffer record : market.rulesOfBets()) {
            state.onReplayedInput(record, record.capacity());
        }
        for (RecordKind kind : DIRECTORY) {
            for (DirectBuffer record : market.definitions().all(kind)) {
                state.onReplayedInput(record, record.capacity());
            }
        }
        try {
            used.restoreContent(market, content(state));
        } catch (IOException e) {
            throw new UncheckedIOException("Snapshot " + used.path() + " was found right and cannot be read again", e);
        }
        output.to(state.restored());
        market.tellAll();
    }

    /** The bets that clients see, and contradictions, for snapshots. */
    static SnapshotContent content(PublishedState state) {
        return new SnapshotContent() {
            @Override
            public void save(Market market, DataOutputStream out) throws IOException {
                state.saveBets(market.lastSequence(), out);
            }

            @Override
            public void restore(Market market, DataInputStream in) throws IOException {
                state.restoreBets(in, market.totals().betsContradicted());
            }
        };
    }

    Market market() {
        return market;
    }

    /** Newest sequence in the journal, 0 when it is empty. */
    long lastSequence() {
        return market.lastSequence();
    }

    /** Sequence of the snapshot that was begun with, 0 when it was none. */
    long snapshotSequence() {
        return snapshotSequence;
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
