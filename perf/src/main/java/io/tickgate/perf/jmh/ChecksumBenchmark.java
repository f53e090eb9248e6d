package io.tickgate.perf.jmh;

import io.tickgate.record.RecordChecksum;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The checksum of a record: a trade, a quote, an accepted bet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {
    @Param({"88", "96", "400"})
    private int length = 88;

    private final RecordChecksum checksum = new RecordChecksum();
    private ByteBuffer record = ByteBuffer.allocateDirect(88);

    /** Made by JMH. */
    public ChecksumBenchmark() {}

    /** Fills the record. */
    @Setup
    public void fill() {
        record = ByteBuffer.allocateDirect(length);
        for (int i = 0; i < length; i++) {
            record.put(i, (byte) i);
        }
    }

    /** Computes it. */
    @Benchmark
    public int compute() {
        return checksum.of(record, 0, length);
    }
}
