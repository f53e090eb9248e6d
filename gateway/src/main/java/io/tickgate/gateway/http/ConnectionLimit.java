package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the connections that are served at once, WebSockets included. A connection takes its place with its first request and gives it
 * back once, when it closes. Those beyond the bound are answered with 503; how many may be open without a request the listener bounds.
 *
 * <p>Any I/O thread may call it.
 */
final class ConnectionLimit {
    private static final AttachmentKey<Boolean> IS_ADMITTED = AttachmentKey.create(Boolean.class);

    private final int connectionsMax;
    private final AtomicInteger count = new AtomicInteger();

    ConnectionLimit(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    /** Whether the request's connection has a place, or gets one now. */
    boolean admit(HttpServerExchange exchange) {
        ServerConnection connection = exchange.getConnection();
        if (connection.getAttachment(IS_ADMITTED) != null) {
            return true;
        }
        if (count.incrementAndGet() > connectionsMax) {
            count.decrementAndGet();
            return false;
        }
        connection.putAttachment(IS_ADMITTED, Boolean.TRUE);
        // Undertow tells its close listeners once, for an upgraded connection too.
        connection.addCloseListener(closed -> count.decrementAndGet());
        return true;
    }

    int count() {
        return count.get();
    }
}
