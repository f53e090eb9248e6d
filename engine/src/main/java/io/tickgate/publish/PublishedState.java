package io.tickgate.publish;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counters;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The assembly's hold on the published state: fills it from a replay, then gives it to the publish stage. */
public final class PublishedState {
    private final Published published;
    private final ReadModel readModel;
    private final DecisionRecorder recorder;
    private final RecordAppender decisions;
    private final Counters counters;

    /**
     * An empty state.
     *
     * @param instrumentIdMax greatest instrument id.
     * @param streamIdMax greatest stream id.
     * @param marketIdMax greatest market id.
     * @param decisions where decisions are recorded.
     * @param counters of the process.
     */
    public PublishedState(
            int instrumentIdMax, int streamIdMax, int marketIdMax, RecordAppender decisions, Counters counters) {
        published = new Published(instrumentIdMax, streamIdMax, marketIdMax);
        readModel = new ReadModel(published, instrumentIdMax);
        this.decisions = decisions;
        this.counters = counters;
        recorder = new DecisionRecorder(decisions, counters);
    }

    public Published published() {
        return published;
    }

    /** The comparison of a replay at start: fills the state, and records what a crash kept from being recorded. */
    public DecisionReplay replay(RecordReader recorded) {
        return new DecisionReplay(recorded, new DecisionReplay.Listener() {
            @Override
            public void onReplayed(UnsafeBuffer record, int length) {
                readModel.applyReplayed(record, length);
            }

            @Override
            public void onUnrecorded(UnsafeBuffer record, int length) {
                recorder.record(record, length);
                readModel.applyReplayed(record, length);
            }
        });
    }

    /** A replayed input record. */
    public void onReplayedInput(DirectBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        RecordKind kind = DirectoryBuilder.isOfInterest(kindCode) ? RecordKind.of(kindCode) : null;
        if (kind != null) {
            readModel.onDefinition(kind, record, length);
        }
    }

    /** Where a restored market tells what is visible. */
    public MarketOutput restored() {
        return readModel::applyReplayed;
    }

    /**
     * Writes the bets accepted up to a sequence, as they were then, and the contradictions; any thread, also while they are being
     * published. What is published may be ahead, but not by {@link io.tickgate.market.Market#BET_HELD_NS}: bets that were decided in between
     * would be forgotten.
     */
    public void saveBets(long sequence, DataOutputStream out) throws IOException {
        BetArchive.save(published.bets(), sequence, out);
        published.contradictions().save(sequence, out);
    }

    /**
     * Reads bets that were saved with the market that is restored.
     *
     * @param in read from.
     * @param contradicted how many outcomes were contradicted, as that market says.
     */
    public void restoreBets(DataInputStream in, long contradicted) throws IOException {
        BetArchive.restore(in, published.bets());
        published.contradictions().restore(in, contradicted);
    }

    /**
     * The replay is over.
     *
     * @param lastSequence of the journal.
     * @param marketTimeEpochNs at that sequence.
     */
    public void onReplayed(long lastSequence, long marketTimeEpochNs) {
        readModel.publishDirectory();
        published.gaps().publish();
        published.moved(lastSequence, marketTimeEpochNs, System.nanoTime());
    }

    /** The publish stage that carries the state on; call once, after the replay. */
    public Publisher newPublisher() {
        return new Publisher(published, readModel, decisions, counters);
    }
}
