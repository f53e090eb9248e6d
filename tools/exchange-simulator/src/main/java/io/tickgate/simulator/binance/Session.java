package io.tickgate.simulator.binance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickgate.simulator.binance.ControlRequest.NotJsonException;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.Reply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one client has asked for so far, and the answers to its control messages. Owned by the connection's I/O thread; {@link #isCombined} and {@link #isMicroseconds} may be read
 * by any. An unknown stream is acknowledged like a known one and never delivers.
 *
 * <p>Errors have the flat form of the venue's documentation, {@code {"code":2,"msg":…}}, or the nested one that has been seen; an id is echoed only where the documentation does so.
 */
public final class Session implements Dialogue {

    /** The venue's limit for one connection. */
    public static final int STREAMS_MAX = 1_024;

    /** Twice the longest name that the venue has; with {@link #STREAMS_MAX} it bounds a session at a quarter of a megabyte. */
    public static final int STREAM_NAME_MAX_CHARS = 128;

    private static final String COMBINED = "combined";

    private final Set<String> streams = new LinkedHashSet<>();
    private final boolean microseconds;
    private final boolean nestedErrors;
    private final FaultBoard faults;
    private volatile boolean combined;

    /**
     * Starts with what the URL asked for.
     *
     * @param nestedErrors errors in the form {@code {"error":{"code":…,"msg":…},"id":…}}
     * @param faults asked before each subscription
     */
    public Session(ConnectTarget target, boolean nestedErrors, FaultBoard faults) {
        this.faults = faults;
        this.nestedErrors = nestedErrors;
        this.streams.addAll(target.streams());
        this.microseconds = target.microseconds();
        this.combined = target.combined();
    }

    @Override
    public boolean isCombined() {
        return combined;
    }

    @Override
    public boolean isMicroseconds() {
        return microseconds;
    }

    @Override
    public List<String> streams() {
        return List.copyOf(streams);
    }

    @Override
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
            return error(4, "Too many subscriptions", id, nestedErrors || fault.option());
        }
        List<String> entered =
                names.stream().filter(name -> !streams.contains(name)).toList();
        if (streams.size() + entered.size() > STREAMS_MAX) {
            // Not documented in the flat form; code and text as seen from the venue.
            return error(4, "Too many subscriptions", id);
        }
        streams.addAll(entered);
        return Reply.of(result("null", id), List.of(), entered);
    }

    private Reply unsubscribe(Set<String> names, String id) {
        List<String> left = names.stream().filter(streams::remove).toList();
        return Reply.of(result("null", id), left, List.of());
    }

    private Reply listSubscriptions(ControlRequest request) {
        if (!request.params().isEmpty()) {
            return invalid("too many parameters");
        }
        String names = streams.stream().map(Session::quoted).collect(Collectors.joining(",", "[", "]"));
        return Reply.of(result(names, request.id()));
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
        return Reply.of(result("null", request.id()));
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
                ? Reply.of(result(Boolean.toString(combined), request.id()))
                : unknownProperty(request.id());
    }

    private Reply unknownProperty(String id) {
        return error(0, "Unknown property", id);
    }

    private Reply invalid(String what) {
        return error(2, "Invalid request: " + what);
    }

    private Reply error(int code, String message) {
        return error(code, message, "");
    }

    private Reply error(int code, String message, String id) {
        return error(code, message, id, nestedErrors);
    }

    private static Reply error(int code, String message, String id, boolean nested) {
        String what = "\"code\":" + code + ",\"msg\":" + quoted(message);
        String echo = id.isEmpty() ? "" : ",\"id\":" + id;
        return Reply.of(nested ? "{\"error\":{" + what + "}" + echo + "}" : "{" + what + echo + "}");
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
