package io.tickgate.gateway.ws;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.CloseCode;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.OutcomePosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client says and is answered: subscribe, unsubscribe, ping; errors with their codes; the limits on rate and on nonsense.
 * Owned by the connection's I/O thread. Control plane: it may allocate.
 */
final class Dialogue {
    /** Version of the messages; it changes when a client of the old one could not go on. */
    static final int PROTOCOL_VERSION = 1;

    private static final String ALL = "*";
    private static final String SINCE_FORM =
            "\"since\" goes with \"outcomes\":true and is the position of an outcome or a sequence that this server has reached.";
    private static final int MALFORMED_MAX = 5;
    private static final long MALFORMED_WINDOW_NS = 10_000_000_000L;
    /** Messages beyond the rate that are answered with an error before the connection is closed. */
    private static final int RATE_EXCESS_MAX = 10;

    /** A symbol that was not granted. */
    private record Denied(String symbol, ErrorCode code, List<String> nearest) {}

    private final Session session;
    private final PriceFanOut fanOut;
    private final TokenBucket bucket;
    private int rateExcess;
    private int malformedCount;
    private long malformedSinceNs;

    Dialogue(Session session, PriceFanOut fanOut, long nowNs) {
        this.session = session;
        this.fanOut = fanOut;
        bucket = new TokenBucket(nowNs);
    }

    /** Takes a token for a message or ping; without one the client is warned, then closed. */
    boolean isWithinRate(long nowNs) {
        if (bucket.take(nowNs)) {
            rateExcess = 0;
            return true;
        }
        if (++rateExcess > RATE_EXCESS_MAX) {
            session.close(CloseCode.RATE_LIMITED);
        } else {
            error(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), null);
        }
        return false;
    }

    /** Handles one text message. */
    void onText(String text, long nowNs) {
        if (!isWithinRate(nowNs)) {
            return;
        }
        ClientMessage message = ClientMessage.parse(text);
        ErrorCode fault = message.fault();
        if (fault != null) {
            refuse(fault, message.faultText(), message.id(), nowNs);
            return;
        }
        switch (message.op()) {
            case "subscribe" -> subscribe(message, nowNs);
            case "unsubscribe" -> unsubscribe(message);
            case "ping" -> pong(message.id());
            default -> refuse(ErrorCode.UNKNOWN_OPERATION, ErrorCode.UNKNOWN_OPERATION.text(), message.id(), nowNs);
        }
    }

    private void refuse(ErrorCode code, String text, byte @Nullable [] id, long nowNs) {
        error(code, text, id);
        if (malformedCount == 0 || nowNs - malformedSinceNs > MALFORMED_WINDOW_NS) {
            malformedSinceNs = nowNs;
            malformedCount = 0;
        }
        if (++malformedCount >= MALFORMED_MAX) {
            session.close(CloseCode.MALFORMED_MESSAGES);
        }
    }

    private void error(ErrorCode code, String text, byte @Nullable [] id) {
        JsonBuffer json = begin("error", id);
        json.name("error").string(code.name());
        json.name("message").string(text);
        json.name("retryable").bool(code.isRetryable());
        send(json);
    }

    private void pong(byte @Nullable [] id) {
        JsonBuffer json = begin("pong", id);
        json.name("serverTime").number(fanOut.clock().nowEpochNs() / 1_000_000L);
        send(json);
    }

    /** Greets the client and tells it the limits. */
    void greet(String clientId) {
        SocketSettings settings = fanOut.settings();
        JsonBuffer json = begin("connected", null);
        json.name("clientId").string(clientId);
        json.name("serverTime").number(fanOut.clock().nowEpochNs() / 1_000_000L);
        json.name("protocolVersion").number(PROTOCOL_VERSION);
        json.name("limits").openObject();
        json.name("subscriptionsMax").number(settings.subscriptionsMax());
        json.name("messageBytesMax").number(FrameParser.MESSAGE_LENGTH_MAX);
        json.name("idleTimeoutMs").number(settings.idleTimeoutNs() / 1_000_000L);
        json.name("statusIntervalMs").number(settings.statusIntervalNs() / 1_000_000L);
        json.closeObject();
        send(json);
    }

    private void subscribe(ClientMessage message, long nowNs) {
        OutcomePosition since = null;
        if (message.outcomes() || message.since() != null) {
            since = since(message);
            if (since == null) {
                refuse(ErrorCode.INVALID_FIELD, SINCE_FORM, message.id(), nowNs);
                return;
            }
        }
        subscribe(message.symbols(), since, message.id());
    }

    /** Where outcomes are to begin: as asked, or now; null when there is no such place. */
    private @Nullable OutcomePosition since(ClientMessage message) {
        String text = message.since();
        OutcomePosition newest = fanOut.published().bets().newestOutcome(BetDesk.TENANT, BetDesk.USER);
        if (text == null) {
            return newest;
        }
        OutcomePosition since = OutcomePosition.parse(text);
        boolean isPast = since != null
                && (since.compareTo(newest) <= 0
                        || since.sequence() <= fanOut.published().sequence());
        return message.outcomes() && isPast ? since : null;
    }

    /** Subscribes to symbols, in any of their spellings, or to all with {@code *}; what is granted gets a snapshot. */
    void subscribe(List<String> symbols) {
        subscribe(symbols, null, null);
    }

    private void subscribe(List<String> symbols, @Nullable OutcomePosition since, byte @Nullable [] id) {
        Directory directory = fanOut.published().directory();
        List<String> granted = new ArrayList<>();
        List<Denied> denied = new ArrayList<>();
        for (String symbol : symbols) {
            InstrumentView instrument = symbol.equals(ALL) ? null : directory.instrument(symbol);
            if (instrument == null && !symbol.equals(ALL)) {
                denied.add(new Denied(symbol, ErrorCode.UNKNOWN_SYMBOL, NearestNames.of(directory, symbol)));
            } else if (instrument == null ? session.subscribeAll(directory) : session.subscribe(instrument.id())) {
                granted.add(instrument == null ? ALL : instrument.symbol());
            } else {
                denied.add(new Denied(symbol, ErrorCode.TOO_MANY_SYMBOLS, List.of()));
            }
        }
        JsonBuffer json = answer("subscribed", id, granted, denied);
        boolean isComplete = since != null && fanOut.published().bets().isHeldSince(since);
        if (since != null) {
            json.name("outcomes").openObject();
            json.name("since").string(since.text());
            json.name("complete").bool(isComplete);
            json.closeObject();
        }
        send(json);
        if (since != null) {
            session.subscribeOutcomes(since, isComplete);
        }
    }

    private void unsubscribe(ClientMessage message) {
        Directory directory = fanOut.published().directory();
        List<String> granted = new ArrayList<>();
        List<Denied> denied = new ArrayList<>();
        for (String symbol : message.symbols()) {
            InstrumentView instrument = directory.instrument(symbol);
            if (symbol.equals(ALL)) {
                session.unsubscribeAll();
                granted.add(ALL);
            } else if (instrument == null) {
                denied.add(new Denied(symbol, ErrorCode.UNKNOWN_SYMBOL, NearestNames.of(directory, symbol)));
            } else {
                session.unsubscribe(instrument.id());
                granted.add(instrument.symbol());
            }
        }
        JsonBuffer json = answer("unsubscribed", message.id(), granted, denied);
        if (message.outcomes()) {
            session.unsubscribeOutcomes();
            json.name("outcomes").bool(true);
        }
        send(json);
    }

    private JsonBuffer answer(String type, byte @Nullable [] id, List<String> granted, List<Denied> denied) {
        JsonBuffer json = begin(type, id);
        json.name("symbols").openArray();
        granted.forEach(json::string);
        json.closeArray();
        json.name("errors").openArray();
        for (Denied one : denied) {
            json.openObject();
            json.name("symbol").string(one.symbol);
            json.name("error").string(one.code.name());
            json.name("message").string(one.code.text());
            json.name("retryable").bool(one.code.isRetryable());
            json.name("nearest").openArray();
            one.nearest.forEach(json::string);
            json.closeArray().closeObject();
        }
        return json.closeArray();
    }

    private JsonBuffer begin(String type, byte @Nullable [] id) {
        JsonBuffer json = fanOut.store().message().openObject().name("type").string(type);
        return id == null ? json : json.name("id").value(id);
    }

    private void send(JsonBuffer json) {
        json.closeObject();
        session.send(fanOut.store().sealed());
    }
}
