package io.tickgate.gateway;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.http.HttpServer;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.gateway.ws.FanOuts;
import io.tickgate.gateway.ws.SocketSettings;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.pairs.Pairs;
import io.tickgate.publish.Published;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedsView;
import java.util.function.Supplier;
import org.agrona.ErrorHandler;

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
     * @param published state of the engine; the gateway adds its listener, once.
     * @param feeds of the venues.
     * @param pairs that operators may change and clients may want.
     * @param newPublisher makes a way into the input ring for the calling thread.
     * @param clock of the engine.
     * @param counters of the engine.
     * @param errors told of faults; must not throw.
     * @return the running gateway.
     * @throws RuntimeException when the address cannot be bound.
     */
    public static Gateway start(
            GatewaySettings settings,
            Published published,
            FeedsView feeds,
            Pairs pairs,
            Supplier<InputPublisher> newPublisher,
            EngineClock clock,
            Counters counters,
            ErrorHandler errors) {
        GatewayCounts counts = new GatewayCounts();
        BetDesk desk = new BetDesk(
                published, newPublisher, clock, counters, counts, settings.betsInFlightMax(), settings.recoveryNs());
        SocketSettings socketSettings =
                new SocketSettings(settings.subscriptionsMax(), settings.idleTimeoutNs(), settings.statusIntervalNs());
        FanOuts fanOuts = new FanOuts(published, clock, errors, counts, socketSettings, pairs.demand());
        HttpServer server =
                new HttpServer(settings, published, feeds, pairs, counters, desk, fanOuts, clock, counts, errors);
        published.addListener(fanOuts);
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
