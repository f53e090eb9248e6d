package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * The absolute end of every exchange, from its headers to the last byte of its answer: a client that sends or takes one byte a second
 * keeps every timeout of silence content, and would keep its connection for ever.
 */
final class RequestDeadline {
    /** What an answer may take after the request is in: the engine's 3 s for a bet, and 2 s to write it. */
    static final long ANSWER_NS = 5_000_000_000L;

    private final long totalMs;
    private final AtomicInteger open = new AtomicInteger();

    RequestDeadline(long requestTimeoutNs) {
        totalMs = TimeUnit.NANOSECONDS.toMillis(requestTimeoutNs + ANSWER_NS);
    }

    /** Cuts the connection off unless the exchange completes in time. */
    void start(HttpServerExchange exchange) {
        XnioExecutor.Key timer = exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), totalMs, TimeUnit.MILLISECONDS);
        open.incrementAndGet();
        exchange.addExchangeCompleteListener((done, nextListener) -> {
            open.decrementAndGet();
            timer.remove();
            nextListener.proceed();
        });
    }

    /** Exchanges that are not complete. */
    int openCount() {
        return open.get();
    }
}
