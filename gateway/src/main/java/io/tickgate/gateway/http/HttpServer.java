package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.CloseCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.portfolio.HoldingDesk;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.gateway.ws.FanOuts;
import io.tickgate.gateway.ws.WebSocketUpgrade;
import io.tickgate.input.EngineClock;
import io.tickgate.publish.Published;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ErrorHandler;
import org.xnio.Options;

/**
 * The listening server: Undertow with every option that matters said aloud, its handlers, and its end.
 *
 * <p>Threads: the I/O threads of the settings, which do everything but what reads files ({@link QueryThreads}), and one acceptor; Undertow
 * insists on a worker thread, which has nothing to do.
 */
public final class HttpServer implements AutoCloseable {
    /** Headers of a request, and of each of them: browsers send some 20 in 2 KB. */
    private static final int HEADERS_MAX = 64;

    private static final int HEADERS_LENGTH_MAX = 16_384;
    private static final int PARAMETERS_MAX = 16;
    /** Connections open beyond the limit, so that they can be told 503; further ones wait in the backlog. */
    private static final int CONNECTIONS_BEYOND = 64;

    private static final int BACKLOG = 1_024;
    /** Buffer of one read or write; a request with 16 KB of headers takes two. */
    private static final int BUFFER_LENGTH = 16_384;
    /**
     * Left to itself the kernel takes 2–4 MB for a client that does not read. 64 KB are some 150 prices: enough to keep a slow line
     * busy, and what waits beyond is the newest price only.
     */
    private static final int SEND_BUFFER_LENGTH = 65_536;

    private static final int REQUEST_PARSE_TIMEOUT_MS = 10_000;
    /** Time that clients have to take their close frames and last answers, and that the threads then have to end. */
    private static final long DRAIN_MS = 300;

    private static final int SHUTDOWN_TIMEOUT_MS = 500;

    private final Undertow server;
    private final ConnectionLimit connections;
    private final BetRoutes bets;
    private final AdminRoutes admin;
    private final PortfolioRoutes portfolio;
    private final FanOuts fanOuts;
    private final QueryThreads queries;
    private final RequestDeadline deadline;
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private volatile boolean isClosing;

    /**
     * Binds and starts.
     *
     * @param settings of the gateway.
     * @param engine what is served.
     * @param desk that takes bets.
     * @param fanOuts of the WebSockets; stopped with the server.
     * @param counts of the gateway.
     * @throws RuntimeException when the address cannot be bound.
     */
    public HttpServer(
            GatewaySettings settings, EngineAccess engine, BetDesk desk, FanOuts fanOuts, GatewayCounts counts) {
        this.fanOuts = fanOuts;
        Published published = engine.published();
        EngineClock clock = engine.clock();
        ErrorHandler errors = engine.errors();
        connections = new ConnectionLimit(settings.connectionsMax());
        JsonBodies bodies = new JsonBodies(settings.bodyMaxBytes(), settings.requestTimeoutNs(), counts, errors);
        bets = new BetRoutes(desk, published, engine.proofs(), bodies, errors);
        admin = new AdminRoutes(engine.pairs(), published, bodies, errors);
        OriginRules origins = new OriginRules(isLoopback(settings.host()), settings.allowPublic());
        queries = new QueryThreads(errors);
        portfolio =
                new PortfolioRoutes(engine, new HoldingDesk(engine, counts), bodies, queries, origins, () -> isClosing);
        List<ApiPart> parts = List.of(
                portfolio,
                new ReceiptRoutes(published, engine.proofs(), queries, errors),
                new BetListRoutes(published, bets, origins, () -> isClosing),
                new HistoryRoutes(published, engine.history(), queries));
        Router router = new Router(
                new PriceRoutes(published, clock, engine.pairs().demand()),
                new StateRoutes(published, clock, settings.recoveryNs(), () -> isClosing),
                new FeedRoutes(engine),
                bets,
                admin,
                parts,
                new PageFiles(),
                new WebSocketUpgrade(fanOuts),
                origins,
                () -> isClosing);
        deadline = new RequestDeadline(settings.requestTimeoutNs());
        server = undertow(settings, new StrictHandler(router, connections, origins, deadline, counts, errors));
        server.start();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Undertow undertow(GatewaySettings settings, StrictHandler handler) {
        int idleMs = Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(settings.idleTimeoutNs()));
        return Undertow.builder()
                .addHttpListener(settings.port(), settings.host(), handler)
                .setIoThreads(settings.ioThreads())
                .setWorkerThreads(1)
                .setBufferSize(BUFFER_LENGTH)
                .setDirectBuffers(true)
                .setWorkerOption(Options.WORKER_NAME, "http")
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.KEEP_ALIVE, true)
                .setSocketOption(Options.SEND_BUFFER, SEND_BUFFER_LENGTH)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, settings.connectionsMax() + CONNECTIONS_BEYOND)
                .setSocketOption(Options.CONNECTION_LOW_WATER, settings.connectionsMax() + CONNECTIONS_BEYOND - 1)
                // None: silence is cut by the absolute deadline of a request, by NO_REQUEST_TIMEOUT between two, and by
                // a session's
                // own idle timeout on a WebSocket, where a read timeout would cut clients that only listen.
                .setSocketOption(Options.READ_TIMEOUT, 0)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_TIMEOUT_MS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMs)
                .setServerOption(UndertowOptions.MAX_HEADERS, HEADERS_MAX)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADERS_LENGTH_MAX)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, PARAMETERS_MAX)
                .setServerOption(UndertowOptions.MAX_COOKIES, PARAMETERS_MAX)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) settings.bodyMaxBytes())
                .setServerOption(UndertowOptions.MAX_BUFFERED_REQUEST_SIZE, BUFFER_LENGTH)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
                .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, false)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_TIMEOUT_MS)
                .setHandler(handler)
                .build();
    }

    /** Port that it listens on. */
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Connections that have a place now, WebSockets included. */
    public int connectionCount() {
        return connections.count();
    }

    /** Takes nothing new, closes WebSockets with 1001, answers bets that wait, then stops; within about a second. */
    @Override
    public void close() {
        if (!isStopped.compareAndSet(false, true)) {
            return;
        }
        isClosing = true;
        bets.giveUpAll();
        admin.giveUpAll();
        portfolio.giveUpAll();
        fanOuts.closeAll(CloseCode.GOING_AWAY);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MS);
        while ((fanOuts.hasSessions() || deadline.openCount() > 0) && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        fanOuts.stop();
        queries.close();
        server.stop();
    }
}
