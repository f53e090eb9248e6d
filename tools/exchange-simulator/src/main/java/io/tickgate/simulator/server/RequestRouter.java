package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.rest.RestRequest;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.Topics;
import io.tickgate.simulator.stream.VenueProtocol;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** The way of each request: a stream path to the handshake, {@code /control/} to the control endpoint, everything else to the venue's REST side. Runs on I/O threads and blocks nowhere. */
final class RequestRouter implements HttpHandler {

    private static final AttachmentKey<Dialogue> DIALOGUE = AttachmentKey.create(Dialogue.class);

    private static final int BAD_REQUEST = 400;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final ControlEndpoint control;
    private final VenueFaults faults;
    private final RequestFaults requestFaults;
    private final VenueProtocol protocol;
    private final Topics topics;
    private final ConnectionRegistry registry;
    private final ConnectionLimits limits;
    private final WebSocketProtocolHandshakeHandler handshake;

    RequestRouter(
            Controls controls,
            VenueFaults faults,
            RequestFaults requestFaults,
            VenueProtocol protocol,
            Topics topics,
            ConnectionRegistry registry,
            ConnectionLimits limits) {
        this.control = new ControlEndpoint(controls);
        this.faults = faults;
        this.requestFaults = requestFaults;
        this.protocol = protocol;
        this.topics = topics;
        this.registry = registry;
        this.limits = limits;
        this.handshake = new WebSocketProtocolHandshakeHandler(this::onUpgrade, RequestRouter::refuseWithoutUpgrade);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        if (protocol.isStreamPath(path)) {
            requestFaults.upgrade(exchange, this::upgrade);
        } else if (path.startsWith(ControlEndpoint.PREFIX)) {
            control.handle(exchange);
        } else {
            requestFaults.rest(exchange, this::rest);
        }
    }

    private void rest(HttpServerExchange exchange) {
        RestExchange.send(exchange, protocol.rest(RestExchange.request(exchange)));
    }

    private void upgrade(HttpServerExchange exchange) throws Exception {
        if (registry.openCount() >= limits.connectionsMax()) {
            ControlEndpoint.fail(exchange, UNAVAILABLE, "REFUSED", "no connection is accepted at the moment");
            return;
        }
        RestRequest request = RestExchange.request(exchange);
        if (!protocol.admits(request.address())) {
            ControlEndpoint.fail(exchange, TOO_MANY_REQUESTS, "TOO_MANY_CONNECTS", "too many connection attempts");
            return;
        }
        try {
            exchange.putAttachment(DIALOGUE, protocol.open(request.path(), RestExchange.parameters(exchange)));
        } catch (IllegalArgumentException e) {
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

    private static void refuseWithoutUpgrade(HttpServerExchange exchange) {
        ControlEndpoint.fail(exchange, UPGRADE_REQUIRED, "UPGRADE_REQUIRED", "connect with a WebSocket handshake");
    }

    private void onUpgrade(StreamConnection socket, HttpServerExchange exchange) {
        try {
            connection(socket, exchange).start();
        } catch (RejectedExecutionException e) {
            // The server is stopping, and its threads take nothing more.
            IoUtils.safeClose(socket);
        }
    }

    private ClientConnection connection(StreamConnection socket, HttpServerExchange exchange) {
        return new ClientConnection(socket, exchange.getAttachment(DIALOGUE), topics, faults, registry, limits);
    }
}
