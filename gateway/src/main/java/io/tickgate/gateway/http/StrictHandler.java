package io.tickgate.gateway.http;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.catalogue.GatewayEvent;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * The first handler. It lets through only what two readers cannot understand differently: Undertow 2.4.4 reads a Content-Length of
 * 18446744073709551619 as 3 and takes {@code Transfer-Encoding: xchunked}, either of which hides a second request from whatever
 * stands before this server. What it refuses it answers with an error and closes.
 */
final class StrictHandler implements HttpHandler {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("[0-9]{1,7}");
    private static final int HEADER_VALUE_LENGTH_MAX = 4_096;

    private final HttpHandler next;
    private final ConnectionLimit connections;
    private final OriginRules origins;
    private final RequestDeadline deadline;
    private final GatewayCounts counts;
    private final ErrorHandler errors;

    StrictHandler(
            HttpHandler next,
            ConnectionLimit connections,
            OriginRules origins,
            RequestDeadline deadline,
            GatewayCounts counts,
            ErrorHandler errors) {
        this.next = next;
        this.connections = connections;
        this.origins = origins;
        this.deadline = deadline;
        this.counts = counts;
        this.errors = errors;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Responses.secure(exchange);
        deadline.start(exchange);
        if (!connections.admit(exchange)) {
            counts.increment(GatewayEvent.CONNECTIONS_REFUSED);
            Responses.errorAndClose(exchange, ErrorCode.TOO_MANY_CONNECTIONS);
            return;
        }
        ErrorCode fault = fault(exchange);
        if (fault != null) {
            counts.increment(GatewayEvent.REQUESTS_REFUSED);
            Responses.errorAndClose(exchange, fault);
            return;
        }
        try {
            next.handleRequest(exchange);
        } catch (RejectedExecutionException e) {
            // The server stops while an answer goes out: its I/O thread takes no timers any more, and closes the
            // connection.
            IoUtils.safeClose(exchange.getConnection());
        } catch (Exception e) {
            errors.onError(e);
            Responses.errorAndClose(exchange, ErrorCode.INTERNAL_ERROR);
        }
    }

    private @Nullable ErrorCode fault(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        ErrorCode fault = bodyFault(exchange, headers);
        if (fault != null) {
            return fault;
        }
        if (exchange.isHostIncludedInRequestURI()) {
            return ErrorCode.MALFORMED_PATH;
        }
        if (exchange.getRequestURI().length() > RequestPath.LENGTH_MAX
                || exchange.getQueryString().length() > RequestPath.LENGTH_MAX) {
            return ErrorCode.PATH_TOO_LONG;
        }
        for (HeaderValues values : headers) {
            for (String value : values) {
                if (value.length() > HEADER_VALUE_LENGTH_MAX) {
                    return ErrorCode.HEADERS_TOO_LARGE;
                }
            }
        }
        HeaderValues hosts = headers.get(Headers.HOST);
        if (hosts == null || hosts.size() != 1) {
            return ErrorCode.MALFORMED_REQUEST;
        }
        return origins.isHostAllowed(hosts.getFirst()) ? null : ErrorCode.HOST_NOT_ALLOWED;
    }

    private static @Nullable ErrorCode bodyFault(HttpServerExchange exchange, HeaderMap headers) {
        HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
        boolean mayHaveBody = exchange.getRequestMethod().equals(Methods.POST)
                || exchange.getRequestMethod().equals(Methods.PUT);
        if (headers.contains(Headers.TRANSFER_ENCODING)) {
            return mayHaveBody && lengths == null ? ErrorCode.LENGTH_REQUIRED : ErrorCode.MALFORMED_REQUEST;
        }
        if (lengths == null) {
            // Whoever takes a body asks for its length; what may follow is in no case read as another request.
            exchange.setPersistent(exchange.isPersistent() && !mayHaveBody);
            return null;
        }
        if (lengths.size() != 1 || !CONTENT_LENGTH.matcher(lengths.getFirst()).matches()) {
            return ErrorCode.MALFORMED_REQUEST;
        }
        boolean hasBody = Integer.parseInt(lengths.getFirst()) > 0;
        return hasBody && !mayHaveBody ? ErrorCode.MALFORMED_REQUEST : null;
    }
}
