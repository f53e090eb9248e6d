package io.tickgate.simulator.server;

import io.tickgate.simulator.binance.ConnectTarget;
import io.tickgate.simulator.binance.ConnectTarget.BadTargetException;
import io.tickgate.simulator.binance.Session;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.stream.Topics;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.util.Deque;
import java.util.List;
import org.xnio.StreamConnection;

/** The way of each request: a stream path to the handshake, {@code /control/} to the control endpoint, everything else to a 404. Runs on I/O threads and blocks nowhere. */
final class RequestRouter implements HttpHandler {

    private static final AttachmentKey<ConnectTarget> TARGET = AttachmentKey.create(ConnectTarget.class);

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;

    private final ControlEndpoint control;
    private final VenueFaults faults;
    private final RequestFaults requestFaults;
    private final Topics topics;
    private final ConnectionRegistry registry;
    private final ConnectionLimits limits;
    private final WebSocketProtocolHandshakeHandler handshake;

    RequestRouter(
            Controls controls,
            VenueFaults faults,
            RequestFaults requestFaults,
            Topics topics,
            ConnectionRegistry registry,
            ConnectionLimits limits) {
        this.control = new ControlEndpoint(controls);
        this.faults = faults;
        this.requestFaults = requestFaults;
        this.topics = topics;
        this.registry = registry;
        this.limits = limits;
        this.handshake = new WebSocketProtocolHandshakeHandler(this::onUpgrade, RequestRouter::refuseWithoutUpgrade);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (ConnectTarget.isStreamPath(path)) {
            requestFaults.upgrade(exchange, this::upgrade);
        } else if (path.startsWith(ControlEndpoint.PREFIX)) {
            control.handle(exchange);
        } else {
            requestFaults.rest(exchange, RequestRouter::rest);
        }
    }

    private static void rest(HttpServerExchange exchange) {
        ControlEndpoint.fail(exchange, NOT_FOUND, "NOT_FOUND", "there are /ws, /stream and /control/");
    }

    private void upgrade(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (registry.openCount() >= limits.connectionsMax()) {
            ControlEndpoint.fail(exchange, UNAVAILABLE, "REFUSED", "no connection is accepted at the moment");
            return;
        }
        try {
            exchange.putAttachment(
                    TARGET, ConnectTarget.parse(path, parameter(exchange, "streams"), parameter(exchange, "timeUnit")));
        } catch (BadTargetException e) {
            ControlEndpoint.fail(exchange, BAD_REQUEST, "BAD_STREAMS", e.getMessage());
            return;
        }
        if (!glue(exchange)) {
            handshake.handleRequest(exchange);
        }
    }

    private boolean glue(HttpServerExchange exchange) {
        if (faults.board().take(FaultKind.GLUED_FIRST_FRAME) == null) {
            return false;
        }
        faults.board().counts().count(FaultKind.GLUED_FIRST_FRAME);
        return GluedHandshake.start(
                exchange, (socket, answer) -> connection(socket, exchange).startGlued(answer));
    }

    private static List<String> parameter(HttpServerExchange exchange, String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    private static void refuseWithoutUpgrade(HttpServerExchange exchange) {
        ControlEndpoint.fail(exchange, UPGRADE_REQUIRED, "UPGRADE_REQUIRED", "connect with a WebSocket handshake");
    }

    private void onUpgrade(StreamConnection socket, HttpServerExchange exchange) {
        connection(socket, exchange).start();
    }

    private ClientConnection connection(StreamConnection socket, HttpServerExchange exchange) {
        Session session = new Session(exchange.getAttachment(TARGET), faults.board());
        return new ClientConnection(socket, session, topics, faults, registry, limits);
    }
}
