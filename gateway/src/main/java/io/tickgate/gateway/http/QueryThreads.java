package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.history.QueryDeadline;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.ErrorHandler;

/**
 * Two threads, {@code query-1} and {@code query-2}, for answers that read files or take long: an I/O thread must not wait for a disk.
 * Owned by the server, which closes them after the last answer.
 *
 * <p>Full: 503 {@code QUERIES_BUSY} at once. A query that takes longer than {@link #QUERY_NS} is 503 {@code QUERY_TOO_LONG}.
 */
final class QueryThreads implements AutoCloseable {
    private static final int THREADS = 2;
    /** With 1 ms a query the last one waits 32 ms; with the longest ones clients are told at once to come again. */
    private static final int WAITING_MAX = 64;
    /** Well below {@link RequestDeadline#ANSWER_NS}, so that a query that waited is still answered. */
    static final long QUERY_NS = 2_000_000_000L;

    private final ErrorHandler errors;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ThreadPoolExecutor executor;

    /** Something that is answered on one of the threads. */
    @FunctionalInterface
    interface Query {
        /**
         * Answers.
         *
         * @param deadline until when.
         * @throws RefusedRequest when the request is to blame.
         */
        void answer(HttpServerExchange exchange, QueryDeadline deadline) throws RefusedRequest;
    }

    QueryThreads(ErrorHandler errors) {
        this.errors = errors;
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), this::thread);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "query-" + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Has a request answered by one of the threads, or refuses it at once. On an I/O thread. */
    void run(HttpServerExchange exchange, Query query) {
        if (underWay.incrementAndGet() > THREADS + WAITING_MAX) {
            underWay.decrementAndGet();
            Responses.error(exchange, ErrorCode.QUERIES_BUSY);
            return;
        }
        exchange.dispatch(this::execute, () -> {
            try {
                answer(exchange, query);
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /** Called by Undertow, when the I/O thread is through with the exchange. */
    private void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            underWay.decrementAndGet(); // Closed meanwhile; Undertow ends the exchange.
            throw e;
        }
    }

    private void answer(HttpServerExchange exchange, Query query) {
        try {
            query.answer(exchange, QueryDeadline.after(QUERY_NS));
        } catch (RefusedRequest e) {
            Responses.error(exchange, e.code(), e.field(), String.valueOf(e.getMessage()), e.nearest());
        } catch (QueryDeadline.QueryTooLongException e) {
            Responses.error(exchange, ErrorCode.QUERY_TOO_LONG);
        } catch (RejectedExecutionException e) {
            exchange.setPersistent(false); // The server stops while the answer goes out.
            exchange.endExchange();
        } catch (RuntimeException e) {
            errors.onError(e);
            Responses.error(exchange, ErrorCode.INTERNAL_ERROR, null, ErrorCode.INTERNAL_ERROR.text(), List.of());
        }
    }

    /** Ends the threads; what waits is not answered. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
