package io.tickgate.perf.jmh;

import io.tickgate.feed.DecoderProbe;
import io.tickgate.perf.ticks.Frames;
import io.tickgate.perf.ticks.JacksonDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A frame of Binance to a tick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    @Param({"TRADE", "QUOTE"})
    private Frames.Kind kind = Frames.Kind.TRADE;

    private final DecoderProbe tickgate = DecoderProbe.binance(List.of(Frames.SYMBOL));
    private final JacksonDecoder jackson = new JacksonDecoder(List.of(Frames.SYMBOL));
    private Frames frames = Frames.load(Path.of(""), Frames.Kind.TRADE);
    private int next;

    /** Made by JMH. */
    public DecodeBenchmark() {}

    /** Loads the frames: recorded ones where there are any. */
    @Setup
    public void load() {
        frames = Frames.load(Frames.recordings(), kind);
    }

    /** The feed's decoder. */
    @Benchmark
    public long tickgate() {
        int index = step();
        return tickgate.decode(frames.bytes(), frames.offset(index), frames.length(index));
    }

    /** The same work by jackson-core. */
    @Benchmark
    public long jackson() {
        int index = step();
        return jackson.decode(frames.bytes(), frames.offset(index), frames.length(index));
    }

    private int step() {
        next = next + 1 == frames.count() ? 0 : next + 1;
        return next;
    }
}
