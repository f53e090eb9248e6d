package io.tickgate.simulator.server;

import io.tickgate.simulator.binance.ConnectTarget;
import io.tickgate.simulator.binance.ConnectTarget.BadTargetException;
import io.tickgate.simulator.binance.Session;
import io.tickgate.simulator.fault.FaultBoard;
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
    private final FaultBoard faults;
    private final Topics topics;
    private final ConnectionRegistry registry;
    private final ConnectionLimits limits;
    private final WebSocketProtocolHandshakeHandler handshake;

    RequestRouter(
            Controls controls, FaultBoard faults, Topics topics, ConnectionRegistry registry, ConnectionLimits limits) {
        this.control = new ControlEndpoint(controls);
        this.faults = faults;
        this.topics = topics;
        this.registry = registry;
        this.limits = limits;
        this.handshake = new WebSocketProtocolHandshakeHandler(this::onUpgrade, RequestRouter::refuseWithoutUpgrade);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (ConnectTarget.isStreamPath(path)) {
            upgrade(exchange, path);
        } else if (path.startsWith(ControlEndpoint.PREFIX)) {
            control.handle(exchange);
        } else {
            ControlEndpoint.fail(exchange, NOT_FOUND, "NOT_FOUND", "there are /ws, /stream and /control/");
        }
    }

    private void upgrade(HttpServerExchange exchange, String path) throws Exception {
        if (faults.isRefusing() || registry.openCount() >= limits.connectionsMax()) {
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
        handshake.handleRequest(exchange);
    }

    private static List<String> parameter(HttpServerExchange exchange, String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    private static void refuseWithoutUpgrade(HttpServerExchange exchange) {
        ControlEndpoint.fail(exchange, UPGRADE_REQUIRED, "UPGRADE_REQUIRED", "connect with a WebSocket handshake");
    }

    private void onUpgrade(StreamConnection socket, HttpServerExchange exchange) {
        Session session = new Session(exchange.getAttachment(TARGET));
        new ClientConnection(socket, session, topics, registry, limits).start();
    }
}
