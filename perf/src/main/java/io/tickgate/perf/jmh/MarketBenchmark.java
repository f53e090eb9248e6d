package io.tickgate.perf.jmh;

import io.tickgate.market.Market;
import io.tickgate.perf.ticks.TickDefinitions;
import io.tickgate.perf.ticks.TickSource;
import io.tickgate.record.RecordFlyweight;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making a tick and taking it in: subtract {@link #make} to have the market alone. A trade and three quotes in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MarketBenchmark {
    private static final long START_EPOCH_NS = 1_723_161_255_000_000_000L;
    private static final long TICK_INTERVAL_NS = 100_000;

    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final TickSource source = new TickSource();
    private long outputs;
    private final Market market = new Market((record, length) -> outputs++);
    private long timeEpochNs = START_EPOCH_NS;
    private long sequence;

    /** Made by JMH. */
    public MarketBenchmark() {
        RecordFlyweight header = new RecordFlyweight().wrap(scratch);
        new TickDefinitions(() -> scratch, () -> {
                    header.sequence(++sequence);
                    market.onRecord(scratch, header.length());
                })
                .publish(timeEpochNs);
    }

    /** The tick alone. */
    @Benchmark
    public int make() {
        return next();
    }

    /** The tick and the market. */
    @Benchmark
    public long makeAndDecide() {
        market.onRecord(scratch, next());
        return outputs;
    }

    private int next() {
        timeEpochNs += TICK_INTERVAL_NS;
        RecordFlyweight tick = source.next(scratch, timeEpochNs);
        tick.sequence(++sequence);
        return tick.length();
    }
}
