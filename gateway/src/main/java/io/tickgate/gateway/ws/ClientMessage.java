package io.tickgate.gateway.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.encode.JsonBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a client: {@code {"op":…,"symbols":[…],"outcomes":true,"since":…,"id":…}}. Immutable.
 *
 * @param op as written; empty when missing.
 * @param symbols as written.
 * @param outcomes whether it is about outcomes of bets.
 * @param since place to go on from, as written; null when none was given.
 * @param id to echo, as JSON; null when none was given.
 * @param fault what is wrong with the message, null for a good one.
 * @param faultText for people.
 */
@SuppressWarnings("ArrayRecordComponent")
record ClientMessage(
        String op,
        List<String> symbols,
        boolean outcomes,
        @Nullable String since,
        byte @Nullable [] id,
        @Nullable ErrorCode fault,
        String faultText) {
    /** Longest symbol that is looked at. */
    static final int SYMBOL_LENGTH_MAX = 64;

    private static final int ID_LENGTH_MAX = 64;
    private static final int SYMBOLS_MAX = 200;
    private static final int DEPTH_MAX = 4;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(FrameParser.MESSAGE_LENGTH_MAX)
                    .maxNumberLength(ID_LENGTH_MAX)
                    .maxNameLength(ID_LENGTH_MAX)
                    .build())
            .build();

    /** What has been read of a message so far. */
    private static final class Draft {
        String op = "";
        final List<String> symbols = new ArrayList<>();
        boolean outcomes;

        @Nullable
        String since;

        byte @Nullable [] id;

        ClientMessage done() {
            return new ClientMessage(op, symbols, outcomes, since, id, null, "");
        }

        ClientMessage faulty(ErrorCode code, String text) {
            return new ClientMessage(op, symbols, outcomes, since, id, code, text);
        }
    }

    /** Reads a message; never throws: a bad one says what is wrong, with the id if that came first. */
    static ClientMessage parse(String text) {
        Draft draft = new Draft();
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return draft.faulty(ErrorCode.MALFORMED_JSON, "A message is one JSON object.");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                ClientMessage fault = readField(parser, draft);
                if (fault != null) {
                    return fault;
                }
            }
            if (parser.nextToken() != null) {
                return draft.faulty(ErrorCode.MALFORMED_JSON, "Something follows the object.");
            }
        } catch (IOException e) {
            return draft.faulty(
                    ErrorCode.MALFORMED_JSON, "A message is one well-formed JSON object, without duplicates.");
        }
        return draft.op.isEmpty() ? draft.faulty(ErrorCode.MISSING_FIELD, "\"op\" is required.") : draft.done();
    }

    private static @Nullable ClientMessage readField(JsonParser parser, Draft draft) throws IOException {
        String name = String.valueOf(parser.currentName());
        JsonToken token = parser.nextToken();
        switch (name) {
            case "op" -> {
                if (token != JsonToken.VALUE_STRING) {
                    return draft.faulty(ErrorCode.INVALID_FIELD, "\"op\" must be a string.");
                }
                draft.op = parser.getText();
            }
            case "symbols" -> {
                return readSymbols(parser, token, draft);
            }
            case "outcomes" -> {
                if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                    return draft.faulty(ErrorCode.INVALID_FIELD, "\"outcomes\" must be true or false.");
                }
                draft.outcomes = token == JsonToken.VALUE_TRUE;
            }
            case "since" -> {
                if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
                    return draft.faulty(
                            ErrorCode.INVALID_FIELD, "\"since\" must be a sequence or the position of an outcome.");
                }
                draft.since = parser.getText();
            }
            case "id" -> {
                return readId(parser, token, draft);
            }
            default -> {
                return draft.faulty(
                        ErrorCode.UNKNOWN_FIELD, "The fields of a message are op, symbols, outcomes, since and id.");
            }
        }
        return null;
    }

    private static @Nullable ClientMessage readId(JsonParser parser, JsonToken token, Draft draft) throws IOException {
        boolean isText = token == JsonToken.VALUE_STRING;
        if ((!isText && token != JsonToken.VALUE_NUMBER_INT) || parser.getText().length() > ID_LENGTH_MAX) {
            return draft.faulty(ErrorCode.INVALID_FIELD, "\"id\" must be a whole number or a string of at most 64.");
        }
        String id = parser.getText();
        draft.id = isText ? JsonBuffer.stringBytes(id) : id.getBytes(StandardCharsets.US_ASCII);
        return null;
    }

    private static @Nullable ClientMessage readSymbols(JsonParser parser, JsonToken token, Draft draft)
            throws IOException {
        String form = "\"symbols\" must be an array of strings.";
        if (token != JsonToken.START_ARRAY) {
            return draft.faulty(ErrorCode.INVALID_FIELD, form);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING
                    || parser.getText().length() > SYMBOL_LENGTH_MAX) {
                return draft.faulty(ErrorCode.INVALID_FIELD, form);
            }
            if (draft.symbols.size() == SYMBOLS_MAX) {
                return draft.faulty(ErrorCode.TOO_MANY_SYMBOLS, ErrorCode.TOO_MANY_SYMBOLS.text());
            }
            draft.symbols.add(parser.getText());
        }
        return null;
    }
}
