package io.tickgate.gateway;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.TradeFlyweight;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A whole engine without feeds, and a gateway before it; the test is the venue. */
final class RunningEngine implements AutoCloseable {
    final Engine engine;
    final Gateway gateway;

    RunningEngine(Path folder) {
        this(folder, Map.of());
    }

    RunningEngine(Path folder, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "data.directory", folder.toString(),
                "engine.threads", "shared",
                "venues.binance.enabled", "false",
                "venues.coinbase.enabled", "false",
                "data.free-space-min", "64m"));
        properties.putAll(more);
        engine = Engine.start(TickgateConfig.load(Optional.empty(), properties, Map.of()), "test", () -> {});
        gateway = Gateway.start(
                RunningGateway.settings(100),
                new EngineAccess(
                        engine.published(),
                        engine.feeds(),
                        engine.pairs(),
                        engine.proofs(),
                        engine.history(),
                        engine::snapshots,
                        engine::newPublisher,
                        engine.clock(),
                        engine.counters(),
                        engine.errorHandler()));
    }

    /** The first trade of stream 1; waits until it is published. */
    void trade(long priceE8) {
        InputPublisher publisher = engine.newPublisher();
        TradeFlyweight trade = new TradeFlyweight();
        long now = engine.clock().nowEpochNs();
        trade.wrap(publisher.scratch())
                .begin(now)
                .streamId(1)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(1)
                .tradeTimeEpochNs(now)
                .eventTimeEpochNs(now)
                .priceE8(priceE8)
                .sizeE8(1);
        long sequence = publisher.publish();
        RunningGateway.await("the trade is published", () -> engine.published().sequence() >= sequence);
    }

    @Override
    public void close() {
        gateway.close();
        engine.close();
    }
}
