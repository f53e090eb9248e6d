package io.tickgate.perf.cost;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.perf.ticks.EncodedTicks;
import java.nio.file.Path;
import java.util.List;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;

/** The journal's append against Chronicle's own {@code writeBytes}, of the same bytes into the same file system. */
final class AppendComparison {
    private static final double RATIO_MAX = 1.3;
    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;
    private static final long NS_PER_MS = 1_000_000;

    private final Path folder;
    private final Rounds rounds;
    private final CostTable table;
    private final int ticks;

    AppendComparison(Path folder, Rounds rounds, CostTable table, int ticks) {
        this.folder = folder;
        this.rounds = rounds;
        this.table = table;
        this.ticks = ticks;
    }

    void run() {
        EncodedTicks encoded = new EncodedTicks(START_EPOCH_NS);
        try (RecordLog log = RecordLog.openForWriting(folder.resolve("append"), true);
                RecordAppender appender = log.newAppender();
                ChronicleAppender chronicle = new ChronicleAppender(folder.resolve("chronicle"))) {
            List<Series> series = rounds.run(List.of(
                    new Appending("journal append", encoded, ticks, appender::append),
                    new Appending("Chronicle writeBytes", encoded, ticks, chronicle::append)));
            table.print("Journal append, ticks of 88 and 96 B", "tick", series);
            table.atMost("journal append ÷ Chronicle writeBytes", series.get(0).ratioTo(series.get(1)), RATIO_MAX);
        }
    }

    /** Chronicle without anything around it, with a roll clock that stands still. */
    static final class ChronicleAppender implements AutoCloseable {
        private final ChronicleQueue queue;
        private final ExcerptAppender appender;
        private final PointerBytesStore bytes = new PointerBytesStore();

        ChronicleAppender(Path folder) {
            queue = SingleChronicleQueueBuilder.binary(folder.toFile())
                    .rollCycle(RollCycles.FAST_HOURLY)
                    .timeProvider(() -> START_EPOCH_NS / NS_PER_MS)
                    .build();
            appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
            bytes.singleThreadedCheckDisabled(true);
        }

        void append(UnsafeBuffer record, int length) {
            bytes.set(record.addressOffset(), length);
            appender.writeBytes(bytes);
        }

        @Override
        public void close() {
            appender.close();
            queue.close();
        }
    }

    /** Where ticks go. */
    interface Sink {
        void append(UnsafeBuffer record, int length);
    }

    /** One way to append, at work. */
    record Appending(String name, EncodedTicks encoded, int ticks, Sink sink) implements Contender {
        @Override
        public Cost run() {
            ThreadMeter meter = ThreadMeter.ofCurrentThread();
            int mask = encoded.count() - 1;
            meter.start();
            for (int i = 0; i < ticks; i++) {
                UnsafeBuffer record = encoded.get(i & mask);
                sink.append(record, record.capacity());
            }
            return meter.stop(ticks);
        }
    }
}
