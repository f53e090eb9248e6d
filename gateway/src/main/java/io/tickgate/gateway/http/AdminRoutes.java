package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.pairs.PairEncoder;
import io.tickgate.gateway.pairs.PairRequestParser;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.Pairs;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Pairs over HTTP, for the operator at this machine. A change is answered on its connection's I/O thread once it is journalled and
 * published, or as undecided after five seconds; exactly one of the two happens.
 */
final class AdminRoutes {
    /** Between two steps of the control thread and a ring that is short of room for some seconds. */
    private static final long ANSWER_TIMEOUT_MS = 5_000;

    /** A request that waits for its change. */
    private final class Waiting {
        private final HttpServerExchange exchange;
        private final boolean isAddition;
        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private XnioExecutor.@Nullable Key timer;

        Waiting(HttpServerExchange exchange, boolean isAddition) {
            this.exchange = exchange;
            this.isAddition = isAddition;
        }

        void await(CompletableFuture<PairChange> change) {
            waiting.add(this);
            timer = exchange.getIoThread().executeAfter(this::onTimeout, ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            CompletableFuture<PairChange> ignored = change.whenComplete(this::onChange);
        }

        /** Control thread, or the I/O thread itself: passes the answer on to the I/O thread. */
        private void onChange(@Nullable PairChange change, @Nullable Throwable fault) {
            try {
                exchange.getIoThread().execute(() -> end(change, fault));
            } catch (RejectedExecutionException e) {
                // The server has stopped and its connections with it; the list of pairs tells what became of it.
                errors.onError(e);
            }
        }

        void onTimeout() {
            if (begin()) {
                Responses.error(exchange, ErrorCode.PAIR_UNDECIDED);
            }
        }

        private void end(@Nullable PairChange change, @Nullable Throwable fault) {
            if (!begin()) {
                return;
            }
            if (change != null) {
                send(exchange, change, isAddition);
            } else if (fault instanceof PairRefusedException refused) {
                refuse(exchange, refused);
            } else {
                errors.onError(fault == null ? new IllegalStateException("neither answer nor fault") : fault);
                Responses.error(exchange, ErrorCode.INTERNAL_ERROR);
            }
        }

        private boolean begin() {
            boolean isFirst = isAnswered.compareAndSet(false, true);
            if (isFirst) {
                waiting.remove(this);
                if (timer != null) {
                    timer.remove();
                }
            }
            return isFirst;
        }
    }

    private final Pairs pairs;
    private final Published published;
    private final JsonBodies bodies;
    private final ErrorHandler errors;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    AdminRoutes(Pairs pairs, Published published, JsonBodies bodies, ErrorHandler errors) {
        this.pairs = pairs;
        this.published = published;
        this.bodies = bodies;
        this.errors = errors;
    }

    /** All pairs. */
    void list(HttpServerExchange exchange) {
        JsonBuffer json = Responses.body().openObject();
        json.name("pairs").openArray();
        pairs.list().forEach(pair -> PairEncoder.pair(json, pair, published));
        Responses.send(exchange, 200, json.closeArray().closeObject());
    }

    /** Adds a pair. */
    void add(HttpServerExchange exchange) {
        bodies.read(exchange, body -> {
            try {
                new Waiting(exchange, true).await(pairs.add(PairRequestParser.parse(body)));
            } catch (RefusedRequest e) {
                Responses.error(exchange, e.code(), e.field(), e.text(), e.nearest());
            }
        });
    }

    /** Removes a pair, by any spelling of it. */
    void remove(HttpServerExchange exchange, String name) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new Waiting(exchange, false).await(pairs.remove(name)));
    }

    private void send(HttpServerExchange exchange, PairChange change, boolean isAddition) {
        JsonBuffer json = Responses.body();
        PairEncoder.pair(json, change.pair(), published);
        Responses.send(exchange, isAddition && change.isNew() ? 201 : 200, json);
    }

    private static void refuse(HttpServerExchange exchange, PairRefusedException refused) {
        Responses.error(exchange, ErrorCode.of(refused.refusal()), refused.field(), refused.text(), List.of());
    }

    /** Answers all that wait, as undecided: the server is about to stop. */
    void giveUpAll() {
        for (Waiting one : waiting) {
            one.exchange.getIoThread().execute(one::onTimeout);
        }
    }
}
