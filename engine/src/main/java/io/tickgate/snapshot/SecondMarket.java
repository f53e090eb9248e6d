package io.tickgate.snapshot;

import io.tickgate.journal.JournalException;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.TradeListener;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StateHashedFlyweight;
import io.tickgate.record.StreamFlyweight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A market that makes every decision again from what was journalled, compares it with what was recorded, and feeds the history on the way. Owned by one
 * thread, which also makes it.
 */
final class SecondMarket implements AutoCloseable {
    private final HistorySink history;
    private final RecordReader records;
    private final RecordReader recorded;
    private final DecisionReplay comparison;
    private final Market market;
    private final StateHashedFlyweight hashed = new StateHashedFlyweight();
    private final StreamFlyweight stream = new StreamFlyweight();
    /** Up to here the history has everything. */
    private long toldSequence;

    private final IntArrayList streamIds = new IntArrayList();
    private int[] coverageVersions = {};
    private @Nullable SnapshotHeader verified;

    /**
     * Begins behind the newest snapshot that the history needs nothing of, or at the first record. Where there is neither, behind the oldest
     * snapshot that checks: what lies before that the history will never know.
     *
     * @param records of the journal.
     * @param recorded of the decisions.
     * @param snapshots newest first.
     * @param history filled.
     */
    SecondMarket(RecordReader records, RecordReader recorded, List<SnapshotFile> snapshots, HistorySink history) {
        this.records = records;
        this.recorded = recorded;
        this.history = history;
        comparison = new DecisionReplay(recorded, new Listener());
        toldSequence = history.sequence();
        TradeListener trades = this::onTrade;
        market = begin(
                new SnapshotStart(records, recorded, () -> new Market(comparison, trades)),
                snapshots,
                toldSequence,
                isWhole(records));
        history.onStart(market.lastSequence());
        // Trades that this market knows of already are not told, and those that the history has must not be told again.
        toldSequence = Math.max(history.sequence(), market.lastSequence());
        for (DirectBuffer record : market.definitions().all(RecordKind.STREAM_DEFINED)) {
            watch(record, record.capacity());
        }
    }

    private static boolean isWhole(RecordReader records) {
        records.seek(1);
        return !records.next() || records.header().sequence() == 1;
    }

    private static Market begin(SnapshotStart start, List<SnapshotFile> snapshots, long toldSequence, boolean isWhole) {
        List<SnapshotFile> early = snapshots.stream()
                .filter(file -> file.header().sequence() <= toldSequence)
                .toList();
        Market market = start.first(early);
        if (market == null && !isWhole) {
            List<SnapshotFile> oldestFirst = new ArrayList<>(snapshots);
            Collections.reverse(oldestFirst);
            market = start.first(oldestFirst);
        }
        return market != null ? market : start.whole();
    }

    /**
     * Reads on.
     *
     * @param limit newest sequence that may be read.
     * @param countMax records at most.
     * @return records read. Fewer than could be when {@link #takeVerified} has something.
     * @throws JournalException when a decision differs from the recorded one.
     */
    int read(long limit, int countMax) {
        int count = 0;
        while (count < countMax && verified == null && market.lastSequence() < limit && records.next()) {
            DirectBuffer record = records.buffer();
            int length = records.header().length();
            market.onRecord(record, length);
            if (records.header().kindCode() == RecordKind.STREAM_DEFINED.code()) {
                watch(record, length);
            }
            count++;
        }
        if (count > 0 && market.lastSequence() > toldSequence) {
            tellCoverage();
            toldSequence = market.lastSequence();
            history.onEndOfBatch(toldSequence, market.marketTimeEpochNs());
        }
        return count;
    }

    private void watch(DirectBuffer record, int length) {
        int streamId = stream.wrap(record, 0, length).streamId();
        if (!streamIds.containsInt(streamId)) {
            streamIds.addInt(streamId);
        }
        if (streamId >= coverageVersions.length) {
            int before = coverageVersions.length;
            coverageVersions = Arrays.copyOf(coverageVersions, Math.max(streamId + 1, 2 * before));
            Arrays.fill(coverageVersions, before, coverageVersions.length, -1);
        }
    }

    private void tellCoverage() {
        for (int i = 0; i < streamIds.size(); i++) {
            int streamId = streamIds.getInt(i);
            int version = market.coverageVersion(streamId);
            if (version != coverageVersions[streamId]) {
                coverageVersions[streamId] = version;
                history.onCoverage(market.coverage(streamId));
            }
        }
    }

    private void onTrade(
            int streamId,
            long firstTradeId,
            long lastTradeId,
            long tradeTimeEpochNs,
            long priceE8,
            long sizeE8,
            int flags,
            boolean isBackFilled,
            boolean isReset,
            long sequence,
            long receivedEpochNs) {
        if (sequence > toldSequence) {
            history.onTrade(
                    streamId,
                    firstTradeId,
                    lastTradeId,
                    tradeTimeEpochNs,
                    priceE8,
                    sizeE8,
                    flags,
                    isBackFilled,
                    isReset,
                    sequence,
                    receivedEpochNs);
        }
    }

    /** Header of a snapshot that may be made of the market as it is now, null when there is none; once. */
    @Nullable
    SnapshotHeader takeVerified() {
        SnapshotHeader header = verified;
        verified = null;
        return header;
    }

    Market market() {
        return market;
    }

    long lastSequence() {
        return market.lastSequence();
    }

    @Override
    public void close() {
        records.close();
        recorded.close();
    }

    private final class Listener implements DecisionReplay.Listener {
        @Override
        public void onReplayed(UnsafeBuffer record, int length) {
            int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
            if (kindCode == RecordKind.STATE_HASHED.code()) {
                hashed.wrap(record, 0, length);
                verified = new SnapshotHeader(
                        hashed.rulesVersion(),
                        hashed.sequence(),
                        hashed.epoch(),
                        hashed.engineTimeEpochNs(),
                        recorded.position(),
                        hashed.hash());
            }
        }

        @Override
        public void onUnrecorded(UnsafeBuffer record, int length) {
            RecordFlyweight header = new RecordFlyweight().wrap(record, 0, length);
            throw new JournalException("The second market decides " + RecordKind.of(header.kindCode()) + " at sequence "
                    + header.sequence() + ", which is published without that being recorded");
        }
    }
}
