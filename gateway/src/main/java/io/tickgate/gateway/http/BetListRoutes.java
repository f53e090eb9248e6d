package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.bets.BetQuery;
import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.BetEncoder;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.publish.BetPage;
import io.tickgate.publish.BetView;
import io.tickgate.publish.OutcomePosition;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code /api/bets}: the user's own bets, newest first, and the way in for new ones. Called on I/O threads. */
final class BetListRoutes implements ApiPart {
    private static final Set<String> PARAMETERS = Set.of("state", "limit", "cursor", "symbol");

    private final Published published;
    private final BetRoutes bets;
    private final OriginRules origins;
    private final BooleanSupplier isClosing;

    BetListRoutes(Published published, BetRoutes bets, OriginRules origins, BooleanSupplier isClosing) {
        this.published = published;
        this.bets = bets;
        this.origins = origins;
        this.isClosing = isClosing;
    }

    @Override
    public boolean has(RequestPath path) {
        return path.is("api", "bets");
    }

    @Override
    public void serve(HttpServerExchange exchange, RequestPath path) {
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
            list(exchange);
        } else if (method.equals(Methods.POST)) {
            take(exchange);
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST");
            Responses.errorAndClose(exchange, ErrorCode.METHOD_NOT_ALLOWED);
        }
    }

    private void take(HttpServerExchange exchange) {
        if (!origins.isOriginAllowed(exchange)) {
            Responses.errorAndClose(exchange, ErrorCode.ORIGIN_NOT_ALLOWED);
        } else if (isClosing.getAsBoolean()) {
            Responses.errorAndClose(exchange, ErrorCode.CLOSING);
        } else {
            bets.take(exchange);
        }
    }

    private void list(HttpServerExchange exchange) {
        try {
            QueryParameters parameters = QueryParameters.parse(exchange.getQueryString(), PARAMETERS);
            BetQuery query = BetQuery.of(
                    parameters.get("state"),
                    parameters.get("limit"),
                    parameters.get("cursor"),
                    parameters.get("symbol"),
                    published.directory());
            // Before looking: who streams outcomes from there on misses none that this answer does not have.
            OutcomePosition position = published.bets().newestOutcome(BetDesk.TENANT, BetDesk.USER);
            BetPage page = published
                    .bets()
                    .list(BetDesk.TENANT, BetDesk.USER, query.filter(), query.beforeSequence(), query.limit());
            send(exchange, query, page, position);
        } catch (RefusedRequest e) {
            Responses.error(exchange, e.code(), e.field(), e.text(), e.nearest());
        }
    }

    private void send(HttpServerExchange exchange, BetQuery query, BetPage page, OutcomePosition position) {
        JsonBuffer json = Responses.body().openObject();
        json.name("bets").openArray();
        for (BetView bet : page.bets()) {
            json.openObject();
            BetEncoder.members(json, bet, published);
            json.closeObject();
        }
        json.closeArray();
        if (page.nextBefore() > 0) {
            json.name("next").string(query.cursor(page.nextBefore()));
        }
        json.name("position").string(position.text());
        Responses.send(exchange, 200, json.closeObject());
    }
}
