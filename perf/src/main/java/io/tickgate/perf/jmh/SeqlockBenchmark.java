package io.tickgate.perf.jmh;

import io.tickgate.publish.SeqlockTableProbe;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row of the price board, written and read by one thread: no contention, what is left is the cost of the protocol. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SeqlockBenchmark {
    private static final int ROW = 7;

    private final SeqlockTableProbe table = new SeqlockTableProbe();
    private final long[] written = SeqlockTableProbe.newRow();
    private final long[] read = SeqlockTableProbe.newRow();

    /** Made by JMH. */
    public SeqlockBenchmark() {
        table.write(ROW, written);
    }

    /** Writes a row. */
    @Benchmark
    public void write() {
        written[0]++;
        table.write(ROW, written);
    }

    /** Reads a row. */
    @Benchmark
    public long read() {
        return table.read(ROW, read) ? read[0] : -1;
    }
}
