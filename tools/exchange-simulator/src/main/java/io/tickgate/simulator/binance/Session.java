package io.tickgate.simulator.binance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickgate.simulator.binance.ControlRequest.NotJsonException;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one client has asked for so far, and the answers to its control messages. Owned by the connection's I/O thread; {@link #isCombined} and {@link #isMicroseconds} may be read
 * by any. An unknown stream is acknowledged like a known one and never delivers.
 *
 * <p>Errors have the flat form of the venue's documentation, {@code {"code":2,"msg":…}}; an id is echoed only where the documentation does so.
 */
public final class Session {

    /** The venue's limit for one connection. */
    public static final int STREAMS_MAX = 1_024;

    /** Twice the longest name that the venue has; with {@link #STREAMS_MAX} it bounds a session at a quarter of a megabyte. */
    public static final int STREAM_NAME_MAX_CHARS = 128;

    private static final String COMBINED = "combined";

    private final FaultBoard faults;
    private final Set<String> streams = new LinkedHashSet<>();
    private final boolean microseconds;
    private volatile boolean combined;

    /**
     * What to do about one message, in this order: leave streams, send the text, enter streams. So nothing arrives before the acknowledgement of the subscription.
     *
     * @param text the answer
     * @param left streams that are no longer wanted
     * @param entered streams that are wanted from now on
     */
    public record Reply(String text, List<String> left, List<String> entered) {

        private Reply(String text) {
            this(text, List.of(), List.of());
        }
    }

    /**
     * Starts with what the URL asked for.
     *
     * @param faults asked before each subscription
     */
    public Session(ConnectTarget target, FaultBoard faults) {
        this.faults = faults;
        this.streams.addAll(target.streams());
        this.microseconds = target.microseconds();
        this.combined = target.combined();
    }

    /** Whether payloads are wrapped with their stream's name. */
    public boolean isCombined() {
        return combined;
    }

    /** Whether times are in microseconds. */
    public boolean isMicroseconds() {
        return microseconds;
    }

    /** The streams asked for, in that order; a copy. */
    public List<String> streams() {
        return List.copyOf(streams);
    }

    /** Answers one text message of the client; never throws for its content. */
    public Reply onText(String text) {
        ControlRequest request;
        try {
            request = ControlRequest.parse(text);
        } catch (NotJsonException e) {
            return error(3, "Invalid JSON: expected value at line " + e.line + " column " + e.column);
        }
        if (request.method() == null) {
            return invalid("missing field `method` at line 1 column " + request.endColumn());
        }
        if (!request.validId()) {
            return invalid("request ID must be an unsigned integer");
        }
        return switch (request.method()) {
            case "SUBSCRIBE", "UNSUBSCRIBE" -> changeStreams(request);
            case "LIST_SUBSCRIPTIONS" -> listSubscriptions(request);
            case "SET_PROPERTY" -> setProperty(request);
            case "GET_PROPERTY" -> getProperty(request);
            default ->
                invalid("unknown variant " + printable(request.method()) + ", expected one of `SUBSCRIBE`,"
                        + " `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column "
                        + request.methodColumn());
        };
    }

    private Reply changeStreams(ControlRequest request) {
        if (!request.hasParams()) {
            return invalid("missing field `params` at line 1 column " + request.endColumn());
        }
        Set<String> names = new LinkedHashSet<>();
        for (Object param : request.params()) {
            if (!(param instanceof String name) || name.length() > STREAM_NAME_MAX_CHARS) {
                return invalid("stream name must be a string of at most " + STREAM_NAME_MAX_CHARS + " characters");
            }
            names.add(name);
        }
        return Objects.equals(request.method(), "SUBSCRIBE")
                ? subscribe(names, request.id())
                : unsubscribe(names, request.id());
    }

    private Reply subscribe(Set<String> names, String id) {
        Fault fault = faults.take(FaultKind.ACK_ERROR);
        if (fault != null) {
            faults.counts().count(FaultKind.ACK_ERROR);
            // The documentation has the flat form only; users have seen the nested one.
            return fault.option()
                    ? new Reply("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":" + id + "}")
                    : new Reply("{\"code\":2,\"msg\":\"Invalid request: unknown stream\",\"id\":" + id + "}");
        }
        List<String> entered =
                names.stream().filter(name -> !streams.contains(name)).toList();
        if (streams.size() + entered.size() > STREAMS_MAX) {
            // Not documented in the flat form; code and text as seen from the venue.
            return new Reply("{\"code\":4,\"msg\":\"Too many subscriptions\",\"id\":" + id + "}");
        }
        streams.addAll(entered);
        return new Reply(result("null", id), List.of(), entered);
    }

    private Reply unsubscribe(Set<String> names, String id) {
        List<String> left = names.stream().filter(streams::remove).toList();
        return new Reply(result("null", id), left, List.of());
    }

    private Reply listSubscriptions(ControlRequest request) {
        if (!request.params().isEmpty()) {
            return invalid("too many parameters");
        }
        String names = streams.stream().map(Session::quoted).collect(Collectors.joining(",", "[", "]"));
        return new Reply(result(names, request.id()));
    }

    private Reply setProperty(ControlRequest request) {
        List<Object> params = request.params();
        if (params.size() > 2) {
            return invalid("too many parameters");
        }
        if (params.isEmpty() || !(params.get(0) instanceof String property)) {
            return invalid("property name must be a string");
        }
        if (!property.equals(COMBINED)) {
            return unknownProperty(request.id());
        }
        if (params.size() < 2 || !(params.get(1) instanceof Boolean value)) {
            return error(1, "Invalid value type: expected Boolean");
        }
        combined = value;
        return new Reply(result("null", request.id()));
    }

    private Reply getProperty(ControlRequest request) {
        List<Object> params = request.params();
        if (params.size() > 1) {
            return invalid("too many parameters");
        }
        if (params.isEmpty() || !(params.get(0) instanceof String property)) {
            return invalid("property name must be a string");
        }
        return property.equals(COMBINED)
                ? new Reply(result(Boolean.toString(combined), request.id()))
                : unknownProperty(request.id());
    }

    private static Reply unknownProperty(String id) {
        return new Reply("{\"code\":0,\"msg\":\"Unknown property\",\"id\":" + id + "}");
    }

    private static Reply invalid(String what) {
        return error(2, "Invalid request: " + what);
    }

    private static Reply error(int code, String message) {
        return new Reply("{\"code\":" + code + ",\"msg\":" + quoted(message) + "}");
    }

    private static String result(String json, String id) {
        return "{\"result\":" + json + ",\"id\":" + id + "}";
    }

    private static String printable(String method) {
        return '`' + method.substring(0, Math.min(method.length(), STREAM_NAME_MAX_CHARS)) + '`';
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
