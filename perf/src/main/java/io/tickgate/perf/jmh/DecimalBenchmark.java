package io.tickgate.perf.jmh;

import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decimal texts to fixed-point numbers and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecimalBenchmark {
    private static final String[] TEXTS = {
        "61837.63000000", "0.02000000", "3.78826000", "61837.64000000", "0.00000123", "1", "67123.45", "12.5"
    };

    private final byte[][] texts = new byte[TEXTS.length][];
    private final long[] values = new long[TEXTS.length];
    private final E8.Outcome outcome = new E8.Outcome();
    private final UnsafeBuffer target = new UnsafeBuffer(new byte[E8.TEXT_LENGTH_MAX]);
    private int next;

    /** Made by JMH. */
    public DecimalBenchmark() {
        for (int i = 0; i < TEXTS.length; i++) {
            texts[i] = TEXTS[i].getBytes(StandardCharsets.US_ASCII);
            values[i] = E8.parse(TEXTS[i], outcome);
        }
    }

    /** Text to number. */
    @Benchmark
    public long parse() {
        byte[] text = texts[next++ & (TEXTS.length - 1)];
        return E8.parse(text, 0, text.length, outcome);
    }

    /** Number to text. */
    @Benchmark
    public int print() {
        return E8.print(values[next++ & (TEXTS.length - 1)], target, 0);
    }
}
