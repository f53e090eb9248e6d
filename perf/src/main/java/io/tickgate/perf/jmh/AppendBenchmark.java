package io.tickgate.perf.jmh;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.perf.Scratch;
import io.tickgate.perf.ticks.EncodedTicks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tick into the journal, page faults included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {
    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;

    private final EncodedTicks ticks = new EncodedTicks(START_EPOCH_NS);
    private @Nullable Scratch folder;
    private @Nullable RecordLog log;
    private @Nullable RecordAppender appender;
    private int next;

    /** Made by JMH. */
    public AppendBenchmark() {}

    /** Opens a journal. */
    @Setup
    public void open() throws IOException {
        folder = Scratch.create(Path.of(System.getProperty("java.io.tmpdir")));
        log = RecordLog.openForWriting(folder.path(), true);
        appender = log.newAppender();
    }

    /** Appends one. */
    @Benchmark
    public void append() {
        UnsafeBuffer tick = ticks.get(next++ & (ticks.count() - 1));
        Objects.requireNonNull(appender).append(tick, tick.capacity());
    }

    /** Closes and removes the journal. */
    @TearDown
    public void close() throws IOException {
        if (appender != null && log != null && folder != null) {
            appender.close();
            log.close();
            folder.close();
        }
    }
}
