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
import org.jspecify.annotations.Nullable;

/**
 * Reads a fault from JSON, strictly: one object, only the keys that its kind has, each of the right type and in range. {@code {"kind":"silence","seconds":12,"symbol":"BTCUSDT"}}
 */
public final class FaultParser {

    private static final String KIND = "kind";
    private static final String SECONDS = "seconds";
    private static final String SYMBOL = "symbol";
    private static final String COUNT = "count";
    private static final String TRADING = "trading";
    private static final String ABRUPT = "abrupt";
    private static final String NEVER = "never";

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
        Object kindName = fields.remove(KIND);
        Fault.Kind kind = kind(kindName);
        Set<String> allowed = allowed(kind);
        for (String name : fields.keySet()) {
            if (!allowed.contains(name)) {
                throw bad("unknown key \"" + name + "\" for " + kind.label() + "; keys are " + new TreeSet<>(allowed));
            }
        }
        try {
            return fault(kind, fields);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static Fault.Kind kind(@Nullable Object name) throws BadFaultException {
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        String what = name == null ? "kind is missing" : "unknown kind \"" + name + "\"";
        throw new BadFaultException("UNKNOWN_FAULT_KIND", what + "; kinds are " + Fault.Kind.labels());
    }

    private static Set<String> allowed(Fault.Kind kind) {
        return switch (kind) {
            case SILENCE -> Set.of(SECONDS, SYMBOL, TRADING);
            case DISCONNECT -> Set.of(ABRUPT);
            case REFUSE -> Set.of(SECONDS);
            case GAP -> Set.of(COUNT, SYMBOL, NEVER);
            case DUPLICATE, GARBAGE -> Set.of(COUNT, SYMBOL);
        };
    }

    private static Fault fault(Fault.Kind kind, Map<String, Object> fields) throws BadFaultException {
        return switch (kind) {
            case SILENCE -> Fault.silence(seconds(fields), symbol(fields), flag(fields, TRADING));
            case DISCONNECT -> Fault.disconnect(flag(fields, ABRUPT));
            case REFUSE -> Fault.refuse(seconds(fields));
            case GAP -> Fault.gap(count(fields), symbol(fields), flag(fields, NEVER));
            case DUPLICATE -> Fault.duplicate(count(fields), symbol(fields));
            case GARBAGE -> Fault.garbage(count(fields), symbol(fields));
        };
    }

    private static double seconds(Map<String, Object> fields) throws BadFaultException {
        if (fields.get(SECONDS) instanceof Number seconds) {
            return seconds.doubleValue();
        }
        throw bad("seconds must be a number");
    }

    private static long count(Map<String, Object> fields) throws BadFaultException {
        if (!fields.containsKey(COUNT)) {
            return 1;
        }
        if (fields.get(COUNT) instanceof Long count) {
            return count;
        }
        throw bad("count must be a whole number");
    }

    private static @Nullable String symbol(Map<String, Object> fields) throws BadFaultException {
        if (!fields.containsKey(SYMBOL)) {
            return null;
        }
        if (fields.get(SYMBOL) instanceof String symbol && symbol.matches("[A-Za-z0-9][A-Za-z0-9-]{1,19}")) {
            return symbol.toUpperCase(Locale.ROOT);
        }
        throw bad("symbol must be 2 to 20 letters, digits and hyphens");
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
