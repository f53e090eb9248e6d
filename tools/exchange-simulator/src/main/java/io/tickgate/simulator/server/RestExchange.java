package io.tickgate.simulator.server;

import io.tickgate.simulator.rest.RestAnswer;
import io.tickgate.simulator.rest.RestRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Translates between Undertow's exchanges and a venue's REST side. Runs on I/O threads. */
final class RestExchange {

    private RestExchange() {}

    /** What the client asks for. */
    static RestRequest request(HttpServerExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), values.getFirst());
        }
        return new RestRequest(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                query,
                headers,
                exchange.getSourceAddress().getAddress().getHostAddress());
    }

    /** The decoded parameters, each with all its values. */
    static Map<String, List<String>> parameters(HttpServerExchange exchange) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> parameters.put(name, List.copyOf(values)));
        return parameters;
    }

    /** Sends the answer. */
    static void send(HttpServerExchange exchange, RestAnswer answer) {
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json;charset=UTF-8");
        exchange.getResponseSender().send(answer.json(), StandardCharsets.UTF_8);
    }
}
