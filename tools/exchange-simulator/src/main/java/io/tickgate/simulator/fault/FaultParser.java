package io.tickgate.simulator.fault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a fault from JSON, strictly: one object, only the keys that its kind has, each of the right type and in range. {@code {"kind":"silence","seconds":12,"symbol":"BTCUSDT"}}
 */
public final class FaultParser {

    private static final String KIND = "kind";
    private static final String VENUE = "venue";

    /** The venue promises no time between its notice and the end. */
    private static final double SHUTDOWN_DEFAULT_SECONDS = 10;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FaultParser() {}

    /** A text that is no fault: {@code code} for programs, the message for people. */
    public static final class BadFaultException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        /** Creates one with a code in upper case and a sentence. */
        public BadFaultException(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Such as {@code UNKNOWN_FAULT_KIND}. */
        public String code() {
            return code;
        }
    }

    /**
     * Reads one fault.
     *
     * @param json at most as long as the endpoint lets through
     * @throws BadFaultException naming what is wrong
     */
    public static Fault parse(String json) throws BadFaultException {
        Map<String, Object> fields = fields(json);
        FaultKind kind = kind(fields.remove(KIND));
        String venue = name(fields, VENUE, "[a-z]{2,20}", "lower-case letters");
        Set<String> allowed = kind.keys().stream().map(FaultKey::label).collect(Collectors.toCollection(TreeSet::new));
        fields.remove(VENUE);
        for (String name : fields.keySet()) {
            if (!allowed.contains(name)) {
                throw bad("unknown key \"" + name + "\" for " + kind.label() + "; keys are " + allowed + " and venue");
            }
        }
        try {
            Fault fault = fault(kind, fields);
            return venue == null ? fault : fault.at(venue);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static FaultKind kind(@Nullable Object name) throws BadFaultException {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        String what = name == null ? "kind is missing" : "unknown kind \"" + name + "\"";
        throw new BadFaultException("UNKNOWN_FAULT_KIND", what + "; kinds are " + FaultKind.labels());
    }

    private static Fault fault(FaultKind kind, Map<String, Object> fields) throws BadFaultException {
        long durationNs = kind.has(FaultKey.SECONDS) ? Fault.nanos(seconds(kind, fields)) : 0;
        long count = kind.has(FaultKey.COUNT) ? whole(fields, FaultKey.COUNT, countDefault(kind)) : 0;
        long amount = 0;
        boolean option = false;
        for (FaultKey key : kind.keys()) {
            if (key.isAmount()) {
                amount = whole(fields, key, key.amountDefault());
            } else if (key.isOption()) {
                option = flag(fields, key.label());
            }
        }
        String symbol =
                name(fields, FaultKey.SYMBOL.label(), "[A-Za-z0-9][A-Za-z0-9-]{1,19}", "letters, digits and hyphens");
        String channel =
                name(fields, FaultKey.CHANNEL.label(), "[A-Za-z0-9_]{2,20}", "letters, digits and underscores");
        return new Fault(
                kind,
                null,
                symbol == null ? null : symbol.toUpperCase(Locale.ROOT),
                channel,
                durationNs,
                count,
                amount,
                option);
    }

    /** One, save where one would be nothing. */
    private static long countDefault(FaultKind kind) {
        return switch (kind) {
            case REORDER -> 2;
            case PING_FLOOD -> 100;
            default -> 1;
        };
    }

    private static double seconds(FaultKind kind, Map<String, Object> fields) throws BadFaultException {
        Object value = fields.get(FaultKey.SECONDS.label());
        if (value == null && kind == FaultKind.SERVER_SHUTDOWN) {
            return SHUTDOWN_DEFAULT_SECONDS;
        }
        if (value instanceof Number seconds) {
            return seconds.doubleValue();
        }
        throw bad("seconds must be a number");
    }

    private static long whole(Map<String, Object> fields, FaultKey key, long absent) throws BadFaultException {
        if (!fields.containsKey(key.label())) {
            return absent;
        }
        if (fields.get(key.label()) instanceof Long value) {
            return value;
        }
        throw bad(key.label() + " must be a whole number");
    }

    private static @Nullable String name(Map<String, Object> fields, String key, String pattern, String what)
            throws BadFaultException {
        if (!fields.containsKey(key)) {
            return null;
        }
        if (fields.get(key) instanceof String name && name.matches(pattern)) {
            return name;
        }
        throw bad(key + " must be 2 to 20 " + what);
    }

    private static boolean flag(Map<String, Object> fields, String name) throws BadFaultException {
        Object value = fields.getOrDefault(name, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw bad(name + " must be true or false");
    }

    private static Map<String, Object> fields(String json) throws BadFaultException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad("expected one JSON object");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, scalar(parser, name));
            }
            if (parser.nextToken() != null) {
                throw bad("something follows the JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw bad("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static Object scalar(JsonParser parser, String name) throws IOException, BadFaultException {
        return switch (parser.nextToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw bad(name + " must be a text, a number, true or false");
        };
    }

    private static BadFaultException bad(String message) {
        return new BadFaultException("BAD_FAULT", message);
    }
}
