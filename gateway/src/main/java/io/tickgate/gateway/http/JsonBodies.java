package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.StrictJson;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.agrona.ErrorHandler;

/** Reads bodies of JSON, within the limits on length and time. Called on I/O threads. */
final class JsonBodies {
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private final int bodyMaxBytes;
    private final long requestTimeoutNs;
    private final GatewayCounts counts;
    private final ErrorHandler errors;

    JsonBodies(int bodyMaxBytes, long requestTimeoutNs, GatewayCounts counts, ErrorHandler errors) {
        this.bodyMaxBytes = bodyMaxBytes;
        this.requestTimeoutNs = requestTimeoutNs;
        this.counts = counts;
        this.errors = errors;
    }

    /**
     * Reads a request's body.
     *
     * @param exchange its Content-Length checked, if it has one.
     * @param listener told the body, on the I/O thread, if it is one that is taken and comes in time; otherwise it is answered.
     */
    void read(HttpServerExchange exchange, Consumer<byte[]> listener) {
        String contentLength = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
        if (contentLength == null) {
            refuse(exchange, ErrorCode.LENGTH_REQUIRED, StrictJson.BODY);
            return;
        }
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !JSON_TYPE.matcher(type.trim()).matches()) {
            refuse(exchange, ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type");
            return;
        }
        int length = Integer.parseInt(contentLength);
        if (length > bodyMaxBytes) {
            refuse(exchange, ErrorCode.BODY_TOO_LARGE, StrictJson.BODY);
            return;
        }
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> new BodyReader(exchange, length, listener, counts, errors).start(requestTimeoutNs));
    }

    private static void refuse(HttpServerExchange exchange, ErrorCode code, String field) {
        exchange.setPersistent(false);
        Responses.error(exchange, code, field, code.text(), List.of());
    }
}
