package io.tickgate.gateway.http;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.ws.WebSocketUpgrade;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** From path and method to what serves it. Called on I/O threads, after the {@link StrictHandler}. */
final class Router implements HttpHandler {
    private static final String READ_METHODS = "GET, HEAD";
    /** Within a query value: a list of symbols. */
    private static final String QUERY_ALLOWED = "-._~!$'()*,:@/";

    private final PriceRoutes prices;
    private final StateRoutes state;
    private final FeedRoutes feeds;
    private final BetRoutes bets;
    private final AdminRoutes admin;
    private final List<ApiPart> parts;
    private final PageFiles page;
    private final WebSocketUpgrade webSocket;
    private final OriginRules origins;
    private final BooleanSupplier isClosing;

    Router(
            PriceRoutes prices,
            StateRoutes state,
            FeedRoutes feeds,
            BetRoutes bets,
            AdminRoutes admin,
            List<ApiPart> parts,
            PageFiles page,
            WebSocketUpgrade webSocket,
            OriginRules origins,
            BooleanSupplier isClosing) {
        this.prices = prices;
        this.state = state;
        this.feeds = feeds;
        this.bets = bets;
        this.admin = admin;
        this.parts = parts;
        this.page = page;
        this.webSocket = webSocket;
        this.origins = origins;
        this.isClosing = isClosing;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String raw = exchange.getRequestURI();
        RequestPath path = RequestPath.parse(raw);
        ApiPart part = path == null ? null : part(path);
        if (path == null) {
            Responses.errorAndClose(exchange, ErrorCode.MALFORMED_PATH);
        } else if (part != null) {
            part.serve(exchange, path);
        } else if (path.startsWith("api", "admin")) {
            administer(exchange, path);
        } else if (!isRead(exchange)) {
            Responses.errorAndClose(
                    exchange, isKnown(path) ? refuseMethod(exchange, READ_METHODS) : ErrorCode.NOT_FOUND);
        } else if (path.is("ws", "prices")) {
            openSocket(exchange);
        } else if (path.startsWith("api")) {
            readApi(exchange, path);
        } else {
            readOther(exchange, path);
        }
    }

    private @Nullable ApiPart part(RequestPath path) {
        for (ApiPart part : parts) {
            if (part.has(path)) {
                return part;
            }
        }
        return null;
    }

    private static boolean isRead(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        return method.equals(Methods.GET) || method.equals(Methods.HEAD);
    }

    private boolean isKnown(RequestPath path) {
        return path.startsWith("api", "prices")
                || path.startsWith("api", "bets")
                || path.is("api", "markets")
                || path.is("ws", "prices")
                || path.is("api", "market-data", "health")
                || path.is("healthz")
                || path.is("metrics")
                || path.is("readyz")
                || isPage(path);
    }

    private boolean isPage(RequestPath path) {
        return path.size() <= 1 && page.has(path.segment(0));
    }

    private static ErrorCode refuseMethod(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        return ErrorCode.METHOD_NOT_ALLOWED;
    }

    /** For the operator only; whether there is such a path is nobody else's business. */
    private void administer(HttpServerExchange exchange, RequestPath path) {
        HttpString method = exchange.getRequestMethod();
        boolean isList = path.is("api", "admin", "pairs");
        boolean isOne = !isList && path.startsWith("api", "admin", "pairs") && path.size() <= 5;
        if (!OriginRules.isOfOperator(exchange)) {
            Responses.errorAndClose(exchange, ErrorCode.ADMIN_NOT_ALLOWED);
        } else if (isClosing.getAsBoolean()) {
            Responses.errorAndClose(exchange, ErrorCode.CLOSING);
        } else if (isList && isRead(exchange)) {
            admin.list(exchange);
        } else if (isList && method.equals(Methods.POST)) {
            admin.add(exchange);
        } else if (isOne && method.equals(Methods.DELETE)) {
            admin.remove(exchange, path.rest(3));
        } else if (isList || isOne) {
            Responses.errorAndClose(exchange, refuseMethod(exchange, isList ? "GET, HEAD, POST" : "DELETE"));
        } else {
            Responses.errorAndClose(exchange, ErrorCode.NOT_FOUND);
        }
    }

    private void readApi(HttpServerExchange exchange, RequestPath path) {
        if (path.is("api", "prices")) {
            prices.all(exchange);
        } else if (path.is("api", "prices", "status", "health")) {
            prices.health(exchange);
        } else if (path.startsWith("api", "prices", "bulk") && path.size() > 3) {
            prices.bulk(exchange, path.rest(3));
        } else if (path.startsWith("api", "prices")
                && path.size() > 3
                && path.last().equals("sources")) {
            prices.sources(exchange, path.middle(2));
        } else if (path.startsWith("api", "prices")) {
            prices.one(exchange, path.rest(2));
        } else if (path.is("api", "markets")) {
            state.markets(exchange);
        } else if (path.is("api", "market-data", "health")) {
            feeds.health(exchange);
        } else if (path.startsWith("api", "bets", "by-key") && path.size() == 4) {
            bets.byKey(exchange, path.segment(3));
        } else if (path.startsWith("api", "bets") && path.size() == 3) {
            bets.byId(exchange, path.segment(2));
        } else {
            Responses.error(exchange, ErrorCode.NOT_FOUND);
        }
    }

    private void readOther(HttpServerExchange exchange, RequestPath path) {
        if (path.is("healthz")) {
            state.live(exchange);
        } else if (path.is("readyz")) {
            state.ready(exchange);
        } else if (path.is("metrics")) {
            feeds.metrics(exchange);
        } else if (isPage(path)) {
            page.send(exchange, path.segment(0));
        } else {
            Responses.error(exchange, ErrorCode.NOT_FOUND);
        }
    }

    private void openSocket(HttpServerExchange exchange) {
        ErrorCode fault = exchange.getRequestMethod().equals(Methods.HEAD)
                ? ErrorCode.UPGRADE_REQUIRED
                : webSocket.fault(exchange);
        List<String> symbols = symbols(exchange.getQueryString());
        if (fault != null) {
            Responses.errorAndClose(exchange, fault);
        } else if (!origins.isOriginAllowed(exchange)) {
            Responses.errorAndClose(exchange, ErrorCode.ORIGIN_NOT_ALLOWED);
        } else if (symbols == null) {
            Responses.errorAndClose(exchange, ErrorCode.MALFORMED_PATH);
        } else if (isClosing.getAsBoolean()) {
            Responses.errorAndClose(exchange, ErrorCode.CLOSING);
        } else {
            webSocket.upgrade(exchange, symbols);
        }
    }

    /** Symbols of {@code symbols=BTC/USD,…}, the one parameter that there is; null when the query is something else. */
    private static @Nullable List<String> symbols(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        String name = "symbols=";
        String value =
                query.startsWith(name) ? RequestPath.decode(query.substring(name.length()), QUERY_ALLOWED) : null;
        return value == null ? null : value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }
}
