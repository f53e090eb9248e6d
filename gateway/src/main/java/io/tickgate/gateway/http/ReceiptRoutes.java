package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.proof.Proofs;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Published;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * What proves things: signed acceptances and receipts of one's own bets, heads of the chain, public keys. Receipts and heads read the disk, so the
 * {@link QueryThreads} make them.
 */
final class ReceiptRoutes implements ApiPart {
    private static final int HEADS_USUAL = 60;
    private static final String KEYS_FILE = "tickgate-keys.json";
    private static final Pattern BET_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern FROM = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    private final Published published;
    private final Proofs proofs;
    private final QueryThreads queries;
    private final ErrorHandler errors;

    /**
     * Serves.
     *
     * @param published state with the bets.
     * @param proofs asked.
     * @param queries threads that read the disk.
     * @param errors told of faults.
     */
    ReceiptRoutes(Published published, Proofs proofs, QueryThreads queries, ErrorHandler errors) {
        this.published = published;
        this.proofs = proofs;
        this.queries = queries;
        this.errors = errors;
    }

    @Override
    public boolean has(RequestPath path) {
        boolean isOfBet = path.size() == 4
                && path.startsWith("api", "bets")
                && !path.segment(2).equals("by-key")
                && (path.last().equals("receipt") || path.last().equals("acceptance"));
        return isOfBet || path.is("api", "heads") || path.is(".well-known", KEYS_FILE);
    }

    @Override
    public void serve(HttpServerExchange exchange, RequestPath path) {
        HttpString method = exchange.getRequestMethod();
        if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Responses.errorAndClose(exchange, ErrorCode.METHOD_NOT_ALLOWED);
        } else if (path.is(".well-known", KEYS_FILE)) {
            send(exchange, proofs.keys().getBytes(StandardCharsets.UTF_8));
        } else if (path.is("api", "heads")) {
            heads(exchange);
        } else if (path.last().equals("receipt")) {
            receipt(exchange, path.segment(2));
        } else {
            acceptance(exchange, path.segment(2));
        }
    }

    /** Query {@code from=NUMBER&limit=COUNT}, each at most once, in any order. */
    private void heads(HttpServerExchange exchange) {
        String from = "0";
        String limit = Integer.toString(HEADS_USUAL);
        String seen = "";
        String query = exchange.getQueryString();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            if (pair.startsWith("from=") && !seen.contains("f")) {
                from = pair.substring("from=".length());
                seen += "f";
            } else if (pair.startsWith("limit=") && !seen.contains("l")) {
                limit = pair.substring("limit=".length());
                seen += "l";
            } else {
                Responses.errorAndClose(exchange, ErrorCode.MALFORMED_PATH);
                return;
            }
        }
        if (!FROM.matcher(from).matches()) {
            refuse(exchange, "from", "is the number of a head, from 0");
        } else if (!LIMIT.matcher(limit).matches() || Integer.parseInt(limit) > Proofs.HEADS_MAX) {
            refuse(exchange, "limit", "is 1 to " + Proofs.HEADS_MAX);
        } else {
            long first = Long.parseLong(from);
            int count = Integer.parseInt(limit);
            queries.run(
                    exchange,
                    (each, deadline) -> send(each, proofs.heads(first, count).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void refuse(HttpServerExchange exchange, String field, String what) {
        String text = "\"" + field + "\" " + what + ".";
        Responses.error(exchange, ErrorCode.INVALID_FIELD, field, text, List.of());
    }

    private void receipt(HttpServerExchange exchange, String id) {
        String query = exchange.getQueryString();
        boolean isBundled = query.equals("bundle=1");
        BetView bet = ownBet(id);
        if (!isBundled && !query.isEmpty() && !query.equals("bundle=0")) {
            refuse(exchange, "bundle", "is 0 or 1, and the one parameter of a receipt");
        } else if (bet == null) {
            Responses.error(exchange, ErrorCode.UNKNOWN_BET);
        } else {
            queries.run(exchange, (each, deadline) -> send(each, proofs.receipt(bet, isBundled, deadline)));
        }
    }

    /** The acceptance, signed anew: for those whose 201 came without it. */
    private void acceptance(HttpServerExchange exchange, String id) {
        BetView bet = ownBet(id);
        if (bet == null) {
            Responses.error(exchange, ErrorCode.UNKNOWN_BET);
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            boolean isTaken = proofs.offer(bet, json -> answer(exchange, json.getBytes(StandardCharsets.UTF_8)));
            if (!isTaken) {
                Responses.error(exchange, ErrorCode.ENGINE_BUSY);
            }
        });
    }

    private @Nullable BetView ownBet(String id) {
        if (!BET_ID.matcher(id).matches()) {
            return null;
        }
        BetView bet = published
                .bets()
                .byId(HexFormat.fromHexDigitsToLong(id, 0, 16), HexFormat.fromHexDigitsToLong(id, 16, 32));
        boolean isOwn =
                bet != null && bet.tenant().equals(BetDesk.TENANT) && bet.user().equals(BetDesk.USER);
        return isOwn ? bet : null;
    }

    /** From the signer's thread to the exchange's own. */
    private void answer(HttpServerExchange exchange, byte[] json) {
        try {
            exchange.getIoThread().execute(() -> send(exchange, json));
        } catch (RejectedExecutionException e) {
            errors.onError(e); // The server has stopped, and its connections with it.
        }
    }

    private static void send(HttpServerExchange exchange, ReceiptAnswer answer) {
        byte[] json = answer.json();
        if (json != null) {
            send(exchange, json);
        } else {
            ErrorCode code = code(answer.status());
            Responses.error(exchange, code, null, sentence(answer.status(), code), List.of());
        }
    }

    private static String sentence(ReceiptAnswer.Status status, ErrorCode code) {
        return switch (status) {
            case NO_HISTORY_YET -> "The history of trades has not come to the outcome yet.";
            case HISTORY_GONE -> "The history does not hold the trades of the bet's window any more, or never did.";
            case HISTORY_DAMAGED ->
                "Stored trades of the bet's window are damaged: there is no receipt unless the operator has the history made again.";
            default -> code.text();
        };
    }

    private static ErrorCode code(ReceiptAnswer.Status status) {
        return switch (status) {
            case UNDECIDED -> ErrorCode.BET_OPEN;
            case NO_HEAD_YET, NO_HISTORY_YET -> ErrorCode.RECEIPT_PENDING;
            case GONE, HISTORY_GONE, HISTORY_DAMAGED -> ErrorCode.RECEIPT_GONE;
            case BUNDLE_TOO_LARGE -> ErrorCode.BUNDLE_TOO_LARGE;
            case READY -> ErrorCode.INTERNAL_ERROR; // A receipt has its content.
        };
    }

    private static void send(HttpServerExchange exchange, byte[] json) {
        exchange.setStatusCode(200);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(json));
    }
}
