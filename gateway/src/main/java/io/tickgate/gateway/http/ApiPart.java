package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;

/** A part of the API that knows its own paths and methods. Called on I/O threads, after the {@link StrictHandler}. */
interface ApiPart {
    /** Whether the path, whatever the method, is this part's. */
    boolean has(RequestPath path);

    /** Serves a path that is this part's, or refuses its method. */
    void serve(HttpServerExchange exchange, RequestPath path);
}
