package io.tickgate.perf.cost;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.input.InputPublisher;
import io.tickgate.perf.ticks.TickSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The engine as a process assembles it, without venues: shipped configuration, shared topology, its clock running. */
final class AssembledEngine implements Contender, AutoCloseable {
    private static final String CONSUMER = "engine";

    private final int ticks;
    private final Engine engine;
    private final InputPublisher input;
    private final TickSource source = new TickSource();
    private final long consumerId;

    AssembledEngine(Path folder, int ticks) {
        this.ticks = ticks;
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "data.directory", folder.toString(),
                        "data.free-space-min", "64m",
                        "engine.threads", "shared",
                        "engine.wait", "blocking",
                        "venues.binance.enabled", "false",
                        "venues.coinbase.enabled", "false"),
                Map.of());
        engine = Engine.start(config, "perf", () -> {});
        input = engine.newPublisher();
        consumerId = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(CONSUMER))
                .mapToLong(Thread::getId)
                // Thread ids rise: the newest is this engine's, whoever else runs one here.
                .max()
                .orElseThrow(() -> new IllegalStateException("The engine has no thread named " + CONSUMER));
    }

    @Override
    public String name() {
        return "engine as assembled";
    }

    @Override
    public Cost run() {
        Ticker.awaitEmpty(engine::ringDepth);
        ThreadMeter meter = new ThreadMeter(consumerId);
        meter.start();
        publishAll();
        return meter.stop(ticks);
    }

    /** Publishes the ticks and waits until the engine is through with them. */
    void publishAll() {
        for (int i = 0; i < ticks; i++) {
            source.next(input.scratch(), engine.clock().nowEpochNs());
            input.publish();
        }
        Ticker.awaitEmpty(engine::ringDepth);
    }

    @Override
    public void close() {
        engine.close();
    }
}
