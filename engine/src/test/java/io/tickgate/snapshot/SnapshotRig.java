package io.tickgate.snapshot;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.market.MarketHarness;
import io.tickgate.publish.DecisionReplay;
import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;

/** Journal and decisions of a run in a data folder, and a second market over them that a test steps by hand. */
public final class SnapshotRig implements AutoCloseable {
    private static final long S = MarketHarness.S;

    /** Errors that were recorded, in order. */
    final List<Throwable> errors = new ArrayList<>();

    final Counters counters = Counters.inMemory();
    SnapshotFolder snapshots;
    final RecordLog journal;
    final RecordLog decisions;
    final PublishedWriter published = new PublishedWriter();
    int halts;
    /** Monotonic time; a minute more with each step. */
    private long nowNs;

    private SnapshotRig(Path folder) {
        snapshots = new SnapshotFolder(folder);
        journal = RecordLog.openForWriting(folder.resolve("journal"), true);
        decisions = RecordLog.openForWriting(folder.resolve("decisions"), false);
    }

    /** Writes a run, all of it published. */
    public static SnapshotRig of(Path folder, MarketHarness run) {
        SnapshotRig rig = new SnapshotRig(folder);
        append(rig.journal, run.records());
        append(rig.decisions, decisions(run));
        rig.published.moved(run.market().lastSequence(), run.market().marketTimeEpochNs());
        return rig;
    }

    /** Takes up a folder that was written before. */
    static SnapshotRig reopened(Path folder, MarketHarness run) {
        SnapshotRig rig = new SnapshotRig(folder);
        rig.published.moved(run.market().lastSequence(), run.market().marketTimeEpochNs());
        return rig;
    }

    /** Trades, clocks, bets, a gap each ten minutes and a lost connection each hour; the gate is open most of the time. */
    static MarketHarness run(int minutes) {
        MarketHarness run = MarketHarness.open().bet();
        long id = 42;
        for (int second = 41; second < 60 * minutes; second += 2) {
            run.at(second * S).trade(id++);
            if (second % 20 == 1) {
                run.clock();
            }
            if (second % 100 == 1) {
                run.bet();
            }
            if (second % 600 == 1) {
                id += 3;
            }
            if (second % 3_600 == 1) {
                run.feedEvent(FeedEventFlyweight.LOST);
            }
        }
        return run;
    }

    static List<byte[]> decisions(MarketHarness run) {
        return run.outputs().stream()
                .filter(output -> kindOf(output) < RecordKind.PRICE_CHANGED.code())
                .toList();
    }

    static int kindOf(byte[] record) {
        return new RecordFlyweight()
                .wrap(new UnsafeBuffer(record), 0, record.length)
                .kindCode();
    }

    private static void append(RecordLog log, List<byte[]> records) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        RecordFlyweight header = new RecordFlyweight().wrap(buffer);
        RecordChecksum checksum = new RecordChecksum();
        try (RecordAppender appender = log.newAppender()) {
            for (byte[] record : records) {
                buffer.putBytes(0, record);
                header.crc32c(checksum.of(bytes, 0, record.length));
                appender.append(buffer, record.length);
            }
        }
    }

    SecondMarketAgent agent() {
        return agent(HistorySink.NONE, new Retention(Long.MAX_VALUE / 4, Long.MAX_VALUE), List.of());
    }

    SecondMarketAgent agent(HistorySink history, Retention retention, List<Keeper> keepers) {
        return new SecondMarketAgent(
                new SecondMarketAgent.Parts(
                        journal,
                        decisions,
                        published.published(),
                        snapshots,
                        counters,
                        errors::add,
                        () -> halts++,
                        () -> nowNs),
                SnapshotContent.NONE,
                history,
                retention,
                keepers);
    }

    /** Steps until nothing is left to do or it stops, a minute a step. */
    void runToEnd(SecondMarketAgent agent) {
        int work = 1;
        while (work > 0) {
            work = step(agent);
        }
    }

    /** Steps until it has read a sequence. */
    void runTo(SecondMarketAgent agent, long sequence) {
        while (agent.status().sequence() < sequence && step(agent) > 0) {
            // On.
        }
    }

    private int step(SecondMarketAgent agent) {
        nowNs += 60 * S;
        try {
            return agent.doWork();
        } catch (AgentTerminationException e) {
            return 0;
        }
    }

    /** Writes the run's snapshots, then takes away the first file of the journal. */
    public void saveAndDeleteFirstFile() throws IOException {
        SecondMarketAgent agent = agent();
        runToEnd(agent);
        agent.onClose();
        try (RecordReader reader = journal.newReader()) {
            journal.delete(journal.files(reader).get(0));
        }
    }

    /** A market as a start makes it: begun as can be, and taken to the end with every decision compared. */
    Market start() {
        try (RecordReader records = journal.newReader();
                RecordReader recorded = decisions.newReader()) {
            DecisionReplay comparison = new DecisionReplay(recorded, nobody());
            SnapshotStart start = new SnapshotStart(records, recorded, () -> new Market(comparison));
            Market market = start.first(snapshots.newestFirst());
            if (market == null) {
                market = start.whole();
            }
            begunWith = start.used() == null ? 0 : start.used().header().sequence();
            while (records.next()) {
                market.onRecord(records.buffer(), records.header().length());
            }
            comparison.finish(Long.MAX_VALUE);
            return market;
        }
    }

    /** Sequence of the snapshot that {@link #start} began with, 0 for none. */
    long begunWith;

    private static DecisionReplay.Listener nobody() {
        return new DecisionReplay.Listener() {
            @Override
            public void onReplayed(UnsafeBuffer record, int length) {
                // Compared, which is all.
            }

            @Override
            public void onUnrecorded(UnsafeBuffer record, int length) {
                throw new AssertionError("not recorded");
            }
        };
    }

    @Override
    public void close() {
        journal.close();
        decisions.close();
    }
}
