package io.tickgate.gateway.bets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.record.BetFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a bet, strictly: one JSON object, each field known, at most once, of its one type. What it refuses it names.
 *
 * <p>Stateless; any thread may call it.
 */
public final class BetRequestParser {
    /** Longer than any value of a bet: terms of 1 KiB with each byte escaped six-fold. */
    private static final int STRING_LENGTH_MAX = 8_192;

    private static final int NUMBER_LENGTH_MAX = 32;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int DEPTH_MAX = 4;

    private static final Set<String> REQUIRED = Set.of("symbol", "min", "max", "from", "to", "stake", "idempotencyKey");
    private static final Set<String> OPTIONAL = Set.of("market", "terms", "quoteSeq");
    /** What may be a number as well as a string. */
    private static final Set<String> NUMBERS = Set.of("from", "to", "quoteSeq");

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .build();

    /** A field's value before its meaning is looked at. */
    private record Value(String text, boolean isNumber) {}

    private BetRequestParser() {}

    /**
     * Parses a body.
     *
     * @param body UTF-8 JSON.
     * @return the bet.
     * @throws RefusedRequest when it is none, naming the field to blame.
     */
    public static BetRequest parse(byte[] body) throws RefusedRequest {
        Map<String, Value> values = read(body);
        for (String name : REQUIRED) {
            if (!values.containsKey(name)) {
                throw new RefusedRequest(ErrorCode.MISSING_FIELD, name, "\"" + name + "\" is required.");
            }
        }
        long minE8 = BetFields.priceE8("min", string(values, "min"));
        long maxE8 = BetFields.priceE8("max", string(values, "max"));
        if (maxE8 < minE8) {
            throw BetFields.invalid("max", "must be at least \"min\"");
        }
        return new BetRequest(
                BetFields.name("symbol", string(values, "symbol")),
                values.containsKey("market") ? BetFields.name("market", string(values, "market")) : null,
                minE8,
                maxE8,
                BetFields.epochNs("from", text(values, "from")),
                BetFields.epochNs("to", text(values, "to")),
                BetFields.stakeMinor("stake", string(values, "stake")),
                BetFields.key("idempotencyKey", string(values, "idempotencyKey")),
                values.containsKey("terms") ? terms(string(values, "terms")) : new byte[0],
                values.containsKey("quoteSeq") ? BetFields.sequence("quoteSeq", text(values, "quoteSeq")) : 0);
    }

    private static Map<String, Value> read(byte[] body) throws RefusedRequest {
        Map<String, Value> values = new HashMap<>();
        try {
            try (JsonParser parser = FACTORY.createParser(utf8(body))) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw malformed("it is not an object");
                }
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    readField(parser, values);
                }
                if (parser.nextToken() != null) {
                    throw malformed("something follows the object");
                }
            }
        } catch (JsonParseException e) {
            throw ofParser(e);
        } catch (IOException e) {
            throw malformed("it cannot be read or breaks a limit");
        }
        return values;
    }

    private static void readField(JsonParser parser, Map<String, Value> values) throws IOException, RefusedRequest {
        String name = parser.currentName();
        if (name == null || !(REQUIRED.contains(name) || OPTIONAL.contains(name))) {
            throw new RefusedRequest(ErrorCode.UNKNOWN_FIELD, name, "There is no field of that name.");
        }
        switch (parser.nextToken()) {
            case VALUE_STRING -> values.put(name, new Value(parser.getText(), false));
            case VALUE_NUMBER_INT -> values.put(name, new Value(parser.getText(), true));
            default ->
                throw BetFields.invalid(
                        name, NUMBERS.contains(name) ? "must be a string or a whole number" : "must be a string");
        }
    }

    /** Jackson tells a duplicate from other faults by its message only. */
    private static RefusedRequest ofParser(JsonParseException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            int open = message.indexOf('\'');
            int close = message.lastIndexOf('\'');
            String field = open >= 0 && close > open ? message.substring(open + 1, close) : null;
            return new RefusedRequest(ErrorCode.DUPLICATE_FIELD, field, ErrorCode.DUPLICATE_FIELD.text());
        }
        if (fault instanceof JsonEOFException) {
            return malformed("it ends too early");
        }
        return malformed("there is a fault near character "
                + Math.max(0, fault.getLocation().getCharOffset()));
    }

    private static RefusedRequest malformed(String why) {
        return new RefusedRequest(
                ErrorCode.MALFORMED_JSON, null, "The body is not one well-formed JSON object: " + why + ".");
    }

    /**
     * Text of a body. Given bytes, Jackson takes some sequences that are not UTF-8, and guesses UTF-16 and UTF-32: whatever stands
     * before this server would have read something else.
     */
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }

    private static String string(Map<String, Value> values, String name) throws RefusedRequest {
        Value value = value(values, name);
        if (value.isNumber) {
            throw BetFields.invalid(name, "must be a string");
        }
        return value.text;
    }

    /** Text of a string or a whole number. */
    private static String text(Map<String, Value> values, String name) throws RefusedRequest {
        return value(values, name).text;
    }

    private static Value value(Map<String, Value> values, String name) throws RefusedRequest {
        @Nullable Value value = values.get(name);
        if (value == null) {
            throw new RefusedRequest(ErrorCode.MISSING_FIELD, name, "\"" + name + "\" is required.");
        }
        return value;
    }

    private static byte[] terms(String text) throws RefusedRequest {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(java.nio.CharBuffer.wrap(text));
            if (bytes.remaining() > BetFlyweight.TERMS_LENGTH_MAX) {
                throw BetFields.invalid(
                        "terms", "must be at most " + BetFlyweight.TERMS_LENGTH_MAX + " bytes of UTF-8");
            }
            byte[] terms = new byte[bytes.remaining()];
            bytes.get(terms);
            return terms;
        } catch (CharacterCodingException e) {
            throw BetFields.invalid("terms", "holds half of a surrogate pair");
        }
    }
}
