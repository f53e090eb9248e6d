package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Asked before an upgrade or a REST request is answered: it answers in the wrong way, late or never, or hands on. On I/O threads, and blocks nowhere. */
final class RequestFaults {

    /** Connections that wait for an answer that never comes; one more is cut. */
    private static final int HELD_MAX = 256;

    private static final int DISCARD_BYTES = 4_096;
    private static final int FORBIDDEN = 403;
    private static final int TEAPOT = 418;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int LEGAL = 451;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final FaultBoard board;
    private final BoardTimer timer;
    private final Set<StreamConnection> held = ConcurrentHashMap.newKeySet();

    RequestFaults(FaultBoard board, BoardTimer timer) {
        this.board = board;
        this.timer = timer;
    }

    /** An upgrade has been asked for; {@code next} answers it as it should. */
    void upgrade(HttpServerExchange exchange, HttpHandler next) throws Exception {
        Fault refusal = board.upgradeRefusal();
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        if (board.lasting(FaultKind.ACCEPT_THEN_NOTHING) != null) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> hold(exchange));
            return;
        }
        Fault slow = board.take(FaultKind.SLOW_HANDSHAKE);
        if (slow != null) {
            later(exchange, FaultKind.SLOW_HANDSHAKE, slow.durationNs(), next);
            return;
        }
        next.handleRequest(exchange);
    }

    /** A REST request is about to be answered by {@code next}. */
    void rest(HttpServerExchange exchange, HttpHandler next) throws Exception {
        Fault slow = board.lasting(FaultKind.REST_SLOW);
        if (slow != null) {
            long delayNs = TimeUnit.MILLISECONDS.toNanos(slow.amount());
            later(exchange, FaultKind.REST_SLOW, delayNs, late -> answerRest(late, next));
        } else {
            answerRest(exchange, next);
        }
    }

    private void answerRest(HttpServerExchange exchange, HttpHandler next) throws Exception {
        Fault refusal = board.restRefusal();
        if (refusal == null) {
            next.handleRequest(exchange);
        } else {
            refuse(exchange, refusal);
        }
    }

    private void refuse(HttpServerExchange exchange, Fault fault) {
        board.counts().count(fault.kind());
        if (fault.amount() > 0) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, fault.amount());
        }
        switch (fault.kind()) {
            case LEGAL ->
                fail(
                        exchange,
                        LEGAL,
                        "{\"code\":0,\"msg\":\"Service unavailable from a restricted location according to 'b."
                                + " Eligibility'.\"}");
            case FORBIDDEN -> fail(exchange, FORBIDDEN, "<html><body>403 Forbidden</body></html>");
            case BANNED ->
                fail(exchange, TEAPOT, "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned.\"}");
            case TOO_MANY, REST_TOO_MANY ->
                fail(exchange, TOO_MANY_REQUESTS, "{\"code\":-1003,\"msg\":\"Too many requests.\"}");
            case REST_ERROR ->
                fail(exchange, INTERNAL_ERROR, "{\"code\":-1000,\"msg\":\"An unknown error occurred.\"}");
            default ->
                ControlEndpoint.fail(exchange, UNAVAILABLE, "REFUSED", "no connection is accepted at the moment");
        }
    }

    private static void fail(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, body.startsWith("<") ? "text/html" : "application/json");
        exchange.getResponseSender().send(body);
    }

    private void later(HttpServerExchange exchange, FaultKind kind, long delayNs, HttpHandler next) {
        Runnable answer =
                () -> exchange.getIoThread().execute(() -> exchange.dispatch(SameThreadExecutor.INSTANCE, next));
        // The task runs when this call has returned to the server, which then leaves the exchange open.
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            if (!timer.after(delayNs, false, answer)) {
                answer.run();
            }
            // Last, so that who sees it may move the clock.
            board.counts().count(kind);
        });
    }

    /** Takes the socket away from the HTTP server and reads without ever writing, until the client goes. */
    private void hold(HttpServerExchange exchange) {
        AbstractServerConnection connection = (AbstractServerConnection) exchange.getConnection();
        StreamConnection socket = connection.getChannel();
        connection.resetChannel();
        if (held.size() >= HELD_MAX) {
            IoUtils.safeClose(socket);
            return;
        }
        held.add(socket);
        ByteBuffer nowhere = ByteBuffer.allocate(DISCARD_BYTES);
        ConduitStreamSourceChannel source = socket.getSourceChannel();
        source.setReadListener(channel -> discard(channel, nowhere, socket));
        source.wakeupReads();
        board.counts().count(FaultKind.ACCEPT_THEN_NOTHING);
    }

    private void discard(ConduitStreamSourceChannel source, ByteBuffer nowhere, StreamConnection socket) {
        try {
            int count = source.read(nowhere.clear());
            while (count > 0) {
                count = source.read(nowhere.clear());
            }
            if (count < 0) {
                release(socket);
            }
        } catch (IOException e) {
            // The client has cut the connection, as one does that waits in vain.
            release(socket);
        }
    }

    private void release(StreamConnection socket) {
        held.remove(socket);
        IoUtils.safeClose(socket);
    }

    /** Closes the connections that wait in vain; any thread. */
    void closeHeld() {
        for (StreamConnection socket : held) {
            release(socket);
        }
    }
}
