package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.bets.BetReply;
import io.tickgate.gateway.bets.BetRequestParser;
import io.tickgate.gateway.bets.GateJudgement;
import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.BetEncoder;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.proof.Proofs;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Bets over HTTP: taking one, and looking one up. A bet that the engine decides is answered on its connection's I/O thread when the
 * answer comes, or as undecided after three seconds; exactly one of the two happens.
 */
final class BetRoutes {
    /** A command expires 2 s after it was sent; an engine that runs has answered by then. */
    private static final long ANSWER_TIMEOUT_MS = 3_000;
    /** Time for an answer that was taken from one thread and has not come to the next. */
    private static final long HAND_OVER_MS = 20;

    private static final Pattern BET_ID = Pattern.compile("[0-9a-f]{32}");
    /** A request that waits for the engine. */
    private final class Waiting {
        final HttpServerExchange exchange;
        final AtomicBoolean isAnswered = new AtomicBoolean();
        long betIdLow;
        XnioExecutor.@Nullable Key timer;
        /** The reply to a bet whose acceptance is being signed. */
        volatile @Nullable BetReply unsigned;

        Waiting(HttpServerExchange exchange) {
            this.exchange = exchange;
        }

        /** Publish thread: a bet that was just taken is signed first; everything else is passed on at once. */
        void onReply(BetReply reply) {
            BetView bet = reply.bet();
            if (bet != null && !reply.isRepetition()) {
                unsigned = reply;
                if (proofs.offer(bet, acceptance -> pass(reply, acceptance))) {
                    return;
                }
            }
            pass(reply, null);
        }

        /** Publish or sign thread: passes the reply on to the I/O thread. */
        private void pass(BetReply reply, @Nullable String acceptance) {
            try {
                exchange.getIoThread().execute(() -> answer(reply, acceptance));
            } catch (RejectedExecutionException e) {
                // The server has stopped and its connections with it; the bet can be asked for by its key.
                errors.onError(e);
            }
        }

        void onTimeout() {
            BetReply taken = unsigned;
            if (desk.giveUp(betIdLow)) {
                answer(BetReply.undecided(), null);
            } else if (taken != null) {
                answer(taken, null); // The bet stands; its acceptance can be asked for.
            } else if (!isAnswered.get()) {
                // Between two threads' hands.
                timer = exchange.getIoThread().executeAfter(this::onTimeout, HAND_OVER_MS, TimeUnit.MILLISECONDS);
            }
        }

        private void answer(BetReply reply, @Nullable String acceptance) {
            if (isAnswered.compareAndSet(false, true)) {
                waiting.remove(this);
                if (timer != null) {
                    timer.remove();
                }
                BetRoutes.this.answer(exchange, reply, acceptance);
            }
        }
    }

    private final BetDesk desk;
    private final Published published;
    private final Proofs proofs;
    private final JsonBodies bodies;
    private final ErrorHandler errors;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    BetRoutes(BetDesk desk, Published published, Proofs proofs, JsonBodies bodies, ErrorHandler errors) {
        this.desk = desk;
        this.published = published;
        this.proofs = proofs;
        this.bodies = bodies;
        this.errors = errors;
    }

    /** Takes a bet. */
    void take(HttpServerExchange exchange) {
        bodies.read(exchange, body -> submit(exchange, body));
    }

    private void submit(HttpServerExchange exchange, byte[] body) {
        Waiting one = new Waiting(exchange);
        try {
            waiting.add(one);
            BetDesk.Submission submission = desk.submit(BetRequestParser.parse(body), one::onReply);
            BetReply reply = submission.reply();
            if (reply != null) {
                one.answer(reply, null);
                return;
            }
            one.betIdLow = submission.betIdLow();
            if (!one.isAnswered.get()) {
                one.timer =
                        exchange.getIoThread().executeAfter(one::onTimeout, ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            }
        } catch (RefusedRequest e) {
            waiting.remove(one);
            Responses.error(exchange, e.code(), e.field(), e.text(), e.nearest());
        }
    }

    private void answer(HttpServerExchange exchange, BetReply reply, @Nullable String acceptance) {
        BetView bet = reply.bet();
        GateJudgement gate = reply.gate();
        ErrorCode code = reply.code();
        if (bet != null) {
            sendBet(exchange, bet, reply.isRepetition(), acceptance);
        } else if (gate != null) {
            Responses.closedGate(exchange, gate);
        } else if (code == ErrorCode.BAND_CONTAINS_PRICE && reply.priceE8() > 0) {
            JsonBuffer json = Responses.body().openObject();
            Responses.members(json, code, reply.field(), code.text(), List.of());
            json.name("price").decimalE8(reply.priceE8());
            Responses.send(exchange, code.httpStatus(), json.closeObject());
        } else if (code != null) {
            Responses.error(exchange, code, reply.field(), code.text(), reply.nearest());
        }
    }

    private void sendBet(HttpServerExchange exchange, BetView bet, boolean isRepetition, @Nullable String acceptance) {
        JsonBuffer json = Responses.body().openObject();
        BetEncoder.members(json, bet, published);
        if (isRepetition) {
            json.name("repeated").bool(true);
        }
        if (acceptance == null) {
            String id =
                    HexFormat.of().toHexDigits(bet.idHigh()) + HexFormat.of().toHexDigits(bet.idLow());
            json.name("acceptanceUrl").string("/api/bets/" + id + "/acceptance");
        } else {
            json.name("acceptance").value(acceptance.getBytes(StandardCharsets.UTF_8));
        }
        Responses.send(exchange, isRepetition ? 200 : 201, json.closeObject());
    }

    /** Looks a bet up by its id; another user's is unknown. */
    void byId(HttpServerExchange exchange, String id) {
        BetView bet = null;
        if (BET_ID.matcher(id).matches()) {
            bet = published
                    .bets()
                    .byId(HexFormat.fromHexDigitsToLong(id, 0, 16), HexFormat.fromHexDigitsToLong(id, 16, 32));
        }
        boolean isOwn =
                bet != null && bet.tenant().equals(BetDesk.TENANT) && bet.user().equals(BetDesk.USER);
        if (bet == null || !isOwn) {
            Responses.error(exchange, ErrorCode.UNKNOWN_BET);
            return;
        }
        sendFound(exchange, bet);
    }

    /**
     * Looks a bet up by its key. A 404 says whether it is final: true once no command that was sent under the key so far can be taken
     * any more, false while one may be under way.
     */
    void byKey(HttpServerExchange exchange, String key) {
        // In this order: a command that ends in between has its bet published before it ends.
        boolean isFinal = desk.isFinal(key);
        BetView bet = published.bets().byKey(BetDesk.TENANT, BetDesk.USER, key);
        if (bet != null) {
            sendFound(exchange, bet);
            return;
        }
        JsonBuffer json = Responses.body().openObject();
        Responses.members(json, ErrorCode.UNKNOWN_BET, null, ErrorCode.UNKNOWN_BET.text(), List.of());
        json.name("final").bool(isFinal);
        Responses.send(exchange, ErrorCode.UNKNOWN_BET.httpStatus(), json.closeObject());
    }

    private void sendFound(HttpServerExchange exchange, BetView bet) {
        JsonBuffer json = Responses.body().openObject();
        BetEncoder.members(json, bet, published);
        Responses.send(exchange, 200, json.closeObject());
    }

    /** Answers all that wait, as undecided: the server is about to stop. */
    void giveUpAll() {
        for (Waiting one : waiting) {
            one.exchange.getIoThread().execute(one::onTimeout);
        }
    }
}
