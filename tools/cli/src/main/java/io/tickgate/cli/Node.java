package io.tickgate.cli;

import io.tickgate.config.GatewayConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.engine.EngineSummary;
import io.tickgate.gateway.Gateway;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;

/** The assembly of a process: an engine and the gateway before it. Owned by its command. */
final class Node implements AutoCloseable {

    private final Engine engine;
    private final Gateway gateway;
    private final String authority;

    private Node(Engine engine, Gateway gateway, String authority) {
        this.engine = engine;
        this.gateway = gateway;
        this.authority = authority;
    }

    /**
     * Starts both, the engine first.
     *
     * @param config what holds.
     * @throws CommandFailure when the gateway's port is in use.
     * @throws io.tickgate.journal.JournalException when the data folder cannot be used.
     */
    static Node start(TickgateConfig config) {
        GatewayConfig gateway = config.gateway();
        Ports.free(gateway.host(), gateway.port(), "--port");
        Engine engine = Engine.start(config, BuildInfo.read().text(), StopSignal::halt);
        try {
            Gateway started = startGateway(config, engine);
            return new Node(engine, started, Ports.authority(gateway.host(), started.port()));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Gateway startGateway(TickgateConfig config, Engine engine) {
        GatewayConfig gateway = config.gateway();
        try {
            return Gateway.start(
                    settings(config),
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
        } catch (RuntimeException e) {
            throw Ports.refused(gateway.host(), gateway.port(), "--port", e);
        }
    }

    private static GatewaySettings settings(TickgateConfig config) {
        GatewayConfig gateway = config.gateway();
        return new GatewaySettings(
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
    }

    /** Host and port that it serves on. */
    String authority() {
        return authority;
    }

    /** Where the parts are. */
    Addresses addresses() {
        Addresses addresses = new Addresses();
        addresses.add("Page", "http://" + authority + "/");
        addresses.add("Prices", "http://" + authority + "/api/prices");
        addresses.add("Stream", "ws://" + authority + "/ws/prices");
        addresses.add("Redis", engine.mirrorAddress());
        return addresses;
    }

    /** Stops the gateway, then the engine; the journal has everything when this returns. */
    @Override
    public void close() {
        gateway.close();
        engine.close();
    }

    /** What was left behind; after {@link #close()}. */
    EngineSummary summary() {
        return engine.summary();
    }
}
