package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.GateJudgement;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.JsonBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Answers: JSON bodies, errors of the catalogue in their one shape, and the headers that every answer has. Stateless. */
final class Responses {
    private static final String JSON_TYPE = "application/json";
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
    /** The page's scripts and styles are files of its own; nothing may frame it. */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final long OVERLOAD_RETRY_SECONDS = 1;

    private Responses() {}

    /** Headers of every answer, whatever it is. */
    static void secure(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(NO_SNIFF, "nosniff");
        headers.put(SECURITY_POLICY, PAGE_POLICY);
        headers.put(REFERRER_POLICY, "no-referrer");
        headers.put(Headers.CACHE_CONTROL, "no-store");
    }

    /** A writer for a body; end it with {@link #send}. */
    static JsonBuffer body() {
        return new JsonBuffer(new ExpandableArrayBuffer()).reset(0);
    }

    static void send(HttpServerExchange exchange, int status, JsonBuffer json) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON_TYPE);
        exchange.getResponseSender().send(ByteBuffer.wrap(json.copy(0)));
    }

    /** A body that is no JSON. */
    static void sendText(HttpServerExchange exchange, String contentType, String text) {
        exchange.setStatusCode(200);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseSender().send(text);
    }

    static void error(HttpServerExchange exchange, ErrorCode code) {
        error(exchange, code, null, code.text(), List.of());
    }

    /** An error that leaves it unclear where the next request begins, or that is not worth a connection: closes it afterwards. */
    static void errorAndClose(HttpServerExchange exchange, ErrorCode code) {
        exchange.setPersistent(false);
        error(exchange, code);
    }

    static void error(
            HttpServerExchange exchange, ErrorCode code, @Nullable String field, String message, List<String> nearest) {
        if (exchange.isResponseStarted()) {
            return;
        }
        JsonBuffer json = body().openObject();
        members(json, code, field, message, nearest);
        if (code.httpStatus() == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, OVERLOAD_RETRY_SECONDS);
            json.name("retry_after").number(OVERLOAD_RETRY_SECONDS);
        }
        json.closeObject();
        send(exchange, code.httpStatus(), json);
    }

    /** A closed gate: why, since when, and when to come back. */
    static void closedGate(HttpServerExchange exchange, GateJudgement gate) {
        ErrorCode code = ErrorCode.of(gate.reason());
        JsonBuffer json = body().openObject();
        members(json, code, null, code.text(), List.of());
        json.name("retry_after").number(gate.retryAfterSeconds());
        json.name("reason").string(gate.reason().name());
        if (gate.sinceEpochNs() > 0) {
            json.name("since").number(gate.sinceEpochNs() / 1_000_000L);
        }
        json.closeObject();
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, gate.retryAfterSeconds());
        send(exchange, code.httpStatus(), json);
    }

    /** The members of an error, into an object that is open. */
    static void members(JsonBuffer json, ErrorCode code, @Nullable String field, String message, List<String> nearest) {
        json.name("error").string(code.name());
        json.name("message").string(message);
        json.name("retryable").bool(code.isRetryable());
        if (field != null) {
            json.name("field").string(field);
        }
        if (!nearest.isEmpty()) {
            json.name("nearest").openArray();
            nearest.forEach(json::string);
            json.closeArray();
        }
    }
}
