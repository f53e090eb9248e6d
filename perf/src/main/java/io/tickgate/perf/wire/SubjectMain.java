package io.tickgate.perf.wire;

import io.tickgate.config.GatewayConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.gateway.Gateway;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.market.MarketTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Engine and gateway of a run, a process, with the shipped configuration but for addresses and folder.
 *
 * <p>Arguments: file of the times, number of trades, the venue's port, data folder. Says {@code PORT n}; ends with its standard input and says
 * {@code TOTALS trades duplicates gaps lost}.
 */
final class SubjectMain {
    private SubjectMain() {}

    public static void main(String[] arguments) throws IOException {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "venues.binance.ws-url", "ws://127.0.0.1:" + arguments[2],
                        "venues.coinbase.enabled", "false",
                        "backfill.enabled", "false",
                        "data.directory", arguments[3],
                        "data.free-space-min", "64m",
                        "gateway.host", "127.0.0.1",
                        "gateway.port", "0"),
                Map.of());
        try (WireTimes times = WireTimes.map(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            // The venue takes one connection, made as the engine starts; the probe is there before the first trade.
            Engine engine =
                    Engine.start(config, "perf", () -> Runtime.getRuntime().halt(1));
            engine.published().addListener(new PublishProbe(engine, times));
            try (Gateway gateway = startGateway(config, engine)) {
                System.out.println("PORT " + gateway.port());
                awaitEnd();
            }
            engine.close();
            MarketTotals totals = engine.summary().totals();
            System.out.println("TOTALS " + totals.trades() + " " + totals.duplicates() + " " + totals.gaps() + " "
                    + totals.tradesLost());
        }
    }

    private static Gateway startGateway(TickgateConfig config, Engine engine) {
        GatewayConfig gateway = config.gateway();
        GatewaySettings settings = new GatewaySettings(
                gateway.host(),
                gateway.port(),
                gateway.ioThreads(),
                gateway.connectionsMax(),
                gateway.bodyMaxBytes(),
                gateway.requestTimeoutNs(),
                gateway.idleTimeoutNs(),
                gateway.statusIntervalNs(),
                gateway.subscriptionsMax(),
                gateway.betsInFlightMax(),
                config.health().recoveryNs(),
                gateway.allowsPublic());
        return Gateway.start(
                settings,
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

    private static void awaitEnd() throws IOException {
        int read = System.in.read();
        while (read >= 0) {
            read = System.in.read();
        }
    }
}
