package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.gateway.portfolio.AmountParser;
import io.tickgate.gateway.portfolio.HoldingDesk;
import io.tickgate.gateway.portfolio.HoldingReply;
import io.tickgate.gateway.portfolio.Portfolio;
import io.tickgate.gateway.portfolio.PortfolioEncoder;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.publish.HoldingAnswer;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Portfolios over HTTP: setting and removing what is held, and what all of it is worth. A change is answered on its connection's I/O
 * thread when the engine has decided and recorded it, or as undecided after three seconds; exactly one of the two happens.
 */
final class PortfolioRoutes implements ApiPart {
    /** A command expires 2 s after it was sent; an engine that runs has answered by then. */
    private static final long ANSWER_TIMEOUT_MS = 3_000;

    private static final int HOLDING_SEGMENTS = 4;
    /** More take more than some 100 µs to be valued: too long for a thread that serves prices. */
    private static final int ON_IO_THREAD_MAX = 64;

    /** A request that waits for the engine. */
    private final class Waiting {
        private final HttpServerExchange exchange;
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private long commandIdLow;
        private XnioExecutor.@Nullable Key timer;

        Waiting(HttpServerExchange exchange) {
            this.exchange = exchange;
        }

        /** Publish thread: passes the reply on to the I/O thread. */
        void onReply(HoldingReply reply) {
            try {
                exchange.getIoThread().execute(() -> end(reply));
            } catch (RejectedExecutionException e) {
                // The server has stopped and its connections with it; the portfolio tells what became of it.
                engine.errors().onError(e);
            }
        }

        void onTimeout() {
            if (desk.giveUp(commandIdLow)) {
                end(HoldingReply.undecided());
            }
        }

        private void end(HoldingReply reply) {
            if (isAnswered.compareAndSet(false, true)) {
                waiting.remove(this);
                if (timer != null) {
                    timer.remove();
                }
                answer(exchange, reply);
            }
        }
    }

    private final EngineAccess engine;
    private final HoldingDesk desk;
    private final JsonBodies bodies;
    private final QueryThreads queries;
    private final OriginRules origins;
    private final BooleanSupplier isClosing;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    PortfolioRoutes(
            EngineAccess engine,
            HoldingDesk desk,
            JsonBodies bodies,
            QueryThreads queries,
            OriginRules origins,
            BooleanSupplier isClosing) {
        this.engine = engine;
        this.desk = desk;
        this.bodies = bodies;
        this.queries = queries;
        this.origins = origins;
        this.isClosing = isClosing;
    }

    @Override
    public boolean has(RequestPath path) {
        return path.startsWith("api", "portfolio");
    }

    @Override
    public void serve(HttpServerExchange exchange, RequestPath path) {
        HttpString method = exchange.getRequestMethod();
        boolean isWhole = path.is("api", "portfolio");
        // A symbol may have a slash.
        boolean isOne = path.startsWith("api", "portfolio", "holdings")
                && path.size() >= HOLDING_SEGMENTS
                && path.size() <= HOLDING_SEGMENTS + 1;
        if (isWhole && (method.equals(Methods.GET) || method.equals(Methods.HEAD))) {
            read(exchange);
        } else if (isOne && (method.equals(Methods.PUT) || method.equals(Methods.DELETE))) {
            change(exchange, path.rest(HOLDING_SEGMENTS - 1), method.equals(Methods.PUT));
        } else if (isWhole || isOne) {
            exchange.getResponseHeaders().put(Headers.ALLOW, isWhole ? "GET, HEAD" : "PUT, DELETE");
            Responses.errorAndClose(exchange, ErrorCode.METHOD_NOT_ALLOWED);
        } else {
            Responses.errorAndClose(exchange, ErrorCode.NOT_FOUND);
        }
    }

    private void read(HttpServerExchange exchange) {
        if (desk.held().size() <= ON_IO_THREAD_MAX) {
            tell(exchange);
        } else {
            queries.run(exchange, (dispatched, deadline) -> tell(dispatched));
        }
    }

    private void tell(HttpServerExchange exchange) {
        Published published = engine.published();
        long sequence = published.sequence();
        long nowEpochNs = engine.clock().nowEpochNs();
        Portfolio portfolio = Portfolio.of(
                published,
                desk.held(),
                engine.pairs().demand(),
                nowEpochNs,
                engine.clock().nowNs());
        JsonBuffer json = Responses.body();
        PortfolioEncoder.portfolio(json, portfolio, sequence, nowEpochNs);
        Responses.send(exchange, 200, json);
    }

    private void change(HttpServerExchange exchange, String name, boolean isPut) {
        if (!origins.isOriginAllowed(exchange)) {
            Responses.errorAndClose(exchange, ErrorCode.ORIGIN_NOT_ALLOWED);
        } else if (isClosing.getAsBoolean()) {
            Responses.errorAndClose(exchange, ErrorCode.CLOSING);
        } else if (!isPut) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> submit(exchange, name, 0));
        } else if (exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH) == null) {
            Responses.errorAndClose(exchange, ErrorCode.LENGTH_REQUIRED);
        } else {
            bodies.read(exchange, body -> put(exchange, name, body));
        }
    }

    private void put(HttpServerExchange exchange, String name, byte[] body) {
        try {
            submit(exchange, name, AmountParser.parse(body));
        } catch (RefusedRequest e) {
            Responses.error(exchange, e.code(), e.field(), e.text(), e.nearest());
        }
    }

    private void submit(HttpServerExchange exchange, String name, long amountE8) {
        int instrumentId = desk.find(name);
        if (instrumentId < 0) {
            List<String> nearest = NearestNames.of(engine.published().directory(), name);
            Responses.error(exchange, ErrorCode.UNKNOWN_SYMBOL, "symbol", ErrorCode.UNKNOWN_SYMBOL.text(), nearest);
            return;
        }
        Waiting one = new Waiting(exchange);
        waiting.add(one);
        HoldingDesk.Submission submission = desk.submit(instrumentId, amountE8, one::onReply);
        HoldingReply reply = submission.reply();
        if (reply != null) {
            one.end(reply);
            return;
        }
        one.commandIdLow = submission.commandIdLow();
        if (!one.isAnswered.get()) {
            one.timer = exchange.getIoThread().executeAfter(one::onTimeout, ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void answer(HttpServerExchange exchange, HoldingReply reply) {
        HoldingAnswer answer = reply.answer();
        ErrorCode code = reply.code();
        if (answer != null) {
            JsonBuffer json = Responses.body();
            PortfolioEncoder.answer(json, answer, engine.published().directory());
            boolean isNew = answer.previousE8() == 0 && answer.amountE8() > 0;
            Responses.send(exchange, isNew ? 201 : 200, json);
        } else if (code != null) {
            Responses.error(exchange, code, reply.field(), code.text(), List.of());
        }
    }

    /** Answers all that wait, as undecided: the server is about to stop. */
    void giveUpAll() {
        for (Waiting one : waiting) {
            one.exchange.getIoThread().execute(one::onTimeout);
        }
    }
}
