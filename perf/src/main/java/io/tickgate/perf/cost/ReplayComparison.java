package io.tickgate.perf.cost;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.Market;
import io.tickgate.publish.DecisionReplay;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/** Replay of a journal that an engine wrote just before: reading it, checking it, deciding anew and comparing. */
final class ReplayComparison {
    private static final double PER_CPU_SECOND_MIN = 5e6;
    private static final double NS_PER_S = 1e9;

    /** As many as the target was set for. */
    private static final int BETS = 5_000;

    private final Path folder;
    private final Path betFolder;
    private final Rounds rounds;
    private final CostTable table;
    private final int ticks;

    ReplayComparison(Path folder, Rounds rounds, CostTable table, int ticks) {
        this.folder = folder.resolve("replayed");
        betFolder = folder.resolve("replayed-bets");
        this.rounds = rounds;
        this.table = table;
        this.ticks = ticks;
    }

    void run() {
        try (AssembledEngine engine = new AssembledEngine(folder, ticks)) {
            engine.publishAll();
        }
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(folder), true);
                RecordLog decisions = RecordLog.openForReading(DataFolder.decisionsOf(folder), false);
                SingleChronicleQueue chronicle = openChronicle()) {
            List<Series> series = rounds.run(List.of(
                    new Replay("reading, checking, deciding, comparing", () -> decide(journal, decisions)),
                    new Replay("reading, checking", () -> check(journal)),
                    new Replay("reading (Chronicle tailer alone)", () -> read(chronicle))));
            table.print("Replay of a journal", "record", series);
            double perCpuSecond = NS_PER_S / series.get(0).medianCpuNs();
            table.atLeast("records replayed a CPU second", perCpuSecond, PER_CPU_SECOND_MIN);
        }
        runWithBets();
    }

    private void runWithBets() {
        String bets = BetJournal.write(betFolder, ticks, BETS);
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(betFolder), true);
                RecordLog decisions = RecordLog.openForReading(DataFolder.decisionsOf(betFolder), false)) {
            List<Series> series = rounds.run(
                    List.of(new Replay("reading, checking, deciding, comparing", () -> decide(journal, decisions))));
            table.print("Replay of a journal with " + bets, "record", series);
            double perCpuSecond = NS_PER_S / series.get(0).medianCpuNs();
            table.atLeast("records with bets replayed a CPU second", perCpuSecond, PER_CPU_SECOND_MIN);
        }
    }

    private SingleChronicleQueue openChronicle() {
        return SingleChronicleQueueBuilder.binary(DataFolder.journalOf(folder).toFile())
                .rollCycle(RollCycles.FAST_HOURLY)
                .readOnly(true)
                .build();
    }

    private static long read(SingleChronicleQueue chronicle) {
        long records = 0;
        try (ExcerptTailer tailer = chronicle.createTailer()) {
            tailer.singleThreadedCheckDisabled(true);
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        return records;
                    }
                    records++;
                }
            }
        }
    }

    private static long check(RecordLog journal) {
        long records = 0;
        try (RecordReader reader = journal.newReader()) {
            while (reader.next()) {
                records++;
            }
        }
        return records;
    }

    private static long decide(RecordLog journal, RecordLog decisions) {
        long records = 0;
        try (RecordReader reader = journal.newReader();
                RecordReader recorded = decisions.newReader()) {
            DecisionReplay comparison = new DecisionReplay(recorded, new Nobody());
            Market market = new Market(comparison);
            while (reader.next()) {
                market.onRecord(reader.buffer(), reader.header().length());
                records++;
            }
            comparison.finish(Long.MAX_VALUE);
        }
        return records;
    }

    /** A replay publishes nothing. */
    private static final class Nobody implements DecisionReplay.Listener {
        private long outputs;

        @Override
        public void onReplayed(UnsafeBuffer record, int length) {
            outputs++;
        }

        @Override
        public void onUnrecorded(UnsafeBuffer record, int length) {
            throw new IllegalStateException("A decision was not recorded (" + outputs + " outputs before it)");
        }
    }

    /** Goes through the journal and says how many records it held. */
    private interface Pass {
        long run();
    }

    /** One way through the journal, at work. */
    private record Replay(String name, Pass pass) implements Contender {
        @Override
        public Cost run() {
            ThreadMeter meter = ThreadMeter.ofCurrentThread();
            meter.start();
            long records = pass.run();
            return meter.stop(records);
        }
    }
}
