package io.tickgate.gateway;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.http.HttpServer;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.gateway.ws.FanOuts;
import io.tickgate.gateway.ws.SocketSettings;

/**
 * The assembly of the gateway: builds its parts and joins them. Owned by whoever started it, who closes it before the engine, so that
 * bets under way are still answered.
 */
public final class Gateway implements AutoCloseable {
    private final HttpServer server;
    private final GatewayCounts counts;

    private Gateway(HttpServer server, GatewayCounts counts) {
        this.server = server;
        this.counts = counts;
    }

    /**
     * Starts to serve.
     *
     * @param settings range-checked.
     * @param engine what is served.
     * @return the running gateway.
     * @throws RuntimeException when the address cannot be bound.
     */
    public static Gateway start(GatewaySettings settings, EngineAccess engine) {
        GatewayCounts counts = new GatewayCounts();
        BetDesk desk = new BetDesk(
                engine.published(),
                engine.newPublisher(),
                engine.clock(),
                engine.counters(),
                counts,
                settings.betsInFlightMax(),
                settings.recoveryNs());
        SocketSettings socketSettings =
                new SocketSettings(settings.subscriptionsMax(), settings.idleTimeoutNs(), settings.statusIntervalNs());
        FanOuts fanOuts = new FanOuts(
                engine.published(),
                engine.clock(),
                engine.errors(),
                counts,
                socketSettings,
                engine.pairs().demand());
        HttpServer server = new HttpServer(settings, engine, desk, fanOuts, counts);
        engine.published().addListener(fanOuts);
        engine.published().addOutcomeListener(fanOuts);
        return new Gateway(server, counts);
    }

    /** Port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Connections served now, WebSockets included. */
    public int connectionCount() {
        return server.connectionCount();
    }

    /** What has happened so far. */
    public GatewayCounts counts() {
        return counts;
    }

    /** Stops within about a second: WebSockets get 1001, bets that wait are told that they are undecided. */
    @Override
    public void close() {
        server.close();
    }
}
