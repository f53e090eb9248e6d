package io.tickgate.gateway.bets;

import com.fasterxml.jackson.core.JsonParser;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a bet, strictly: one JSON object, each field known, at most once, of its one type. What it refuses it names.
 *
 * <p>Stateless; any thread may call it.
 */
public final class BetRequestParser {
    private static final Set<String> REQUIRED = Set.of("symbol", "min", "max", "from", "to", "stake", "idempotencyKey");
    private static final Set<String> OPTIONAL = Set.of("market", "terms", "quoteSeq");
    private static final Set<String> KNOWN =
            Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).collect(Collectors.toUnmodifiableSet());
    /** What may be a number as well as a string. */
    private static final Set<String> NUMBERS = Set.of("from", "to", "quoteSeq");

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
        long fromEpochNs = BetFields.epochNs("from", text(values, "from"));
        long toEpochNs = BetFields.epochNs("to", text(values, "to"));
        if (toEpochNs <= fromEpochNs) {
            throw BetFields.invalid("to", "must be after \"from\"");
        }
        return new BetRequest(
                BetFields.name("symbol", string(values, "symbol")),
                values.containsKey("market") ? BetFields.name("market", string(values, "market")) : null,
                minE8,
                maxE8,
                fromEpochNs,
                toEpochNs,
                BetFields.stakeMinor("stake", string(values, "stake")),
                BetFields.key("idempotencyKey", string(values, "idempotencyKey")),
                values.containsKey("terms") ? terms(string(values, "terms")) : new byte[0],
                values.containsKey("quoteSeq") ? BetFields.sequence("quoteSeq", text(values, "quoteSeq")) : 0);
    }

    private static Map<String, Value> read(byte[] body) throws RefusedRequest {
        Map<String, Value> values = new HashMap<>();
        StrictJson.read(body, (parser, name) -> readField(parser, name, values));
        return values;
    }

    private static void readField(JsonParser parser, String name, Map<String, Value> values)
            throws IOException, RefusedRequest {
        if (!KNOWN.contains(name)) {
            throw StrictJson.unknown(name, KNOWN);
        }
        switch (parser.nextToken()) {
            case VALUE_STRING -> values.put(name, new Value(parser.getText(), false));
            case VALUE_NUMBER_INT -> values.put(name, new Value(parser.getText(), true));
            default ->
                throw BetFields.invalid(
                        name, NUMBERS.contains(name) ? "must be a string or a whole number" : "must be a string");
        }
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
