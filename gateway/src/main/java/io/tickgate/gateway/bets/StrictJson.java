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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;

/** Reads bodies that are one JSON object in UTF-8 with each field at most once, and nothing else. Stateless; any thread may call it. */
public final class StrictJson {
    /** Takes a field's value in. */
    @FunctionalInterface
    public interface FieldReader {
        /**
         * A field begins.
         *
         * @param parser whose next token is the value; the reader takes it.
         * @param name of the field.
         * @throws IOException from the parser.
         * @throws RefusedRequest when the field is unknown or has no such value.
         */
        void onField(JsonParser parser, String name) throws IOException, RefusedRequest;
    }

    /** Longer than any value: terms of a bet of 1 KiB with each byte escaped six-fold. */
    private static final int STRING_LENGTH_MAX = 8_192;

    private static final int NUMBER_LENGTH_MAX = 32;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int DEPTH_MAX = 4;

    /** Named as the field to blame when it is none of the object's. */
    public static final String BODY = "body";

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

    private StrictJson() {}

    /**
     * Reads a body.
     *
     * @param body of the request.
     * @param reader told each field.
     * @throws RefusedRequest when it is no such object, or the reader refuses a field.
     */
    public static void read(byte[] body, FieldReader reader) throws RefusedRequest {
        try (JsonParser parser = FACTORY.createParser(utf8(body))) {
            readFields(parser, reader);
        } catch (IOException e) {
            throw malformed(BODY, "it is not UTF-8");
        }
    }

    private static void readFields(JsonParser parser, FieldReader reader) throws RefusedRequest {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(BODY, "it is not an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (name == null) {
                    throw malformed(BODY, "a field has no name");
                }
                reader.onField(parser, name);
            }
            if (parser.nextToken() != null) {
                throw malformed(BODY, "something follows the object");
            }
        } catch (JsonParseException e) {
            throw ofParser(e, fieldAt(parser));
        } catch (IOException e) {
            throw malformed(fieldAt(parser), "it breaks a limit");
        }
    }

    /** The field in or right after which the parser stopped. */
    private static String fieldAt(JsonParser parser) {
        try {
            String name = parser.currentName();
            return name == null ? BODY : name;
        } catch (IOException e) {
            return BODY;
        }
    }

    /**
     * Refuses a field that is not known.
     *
     * @param known fields.
     */
    public static RefusedRequest unknown(String name, Collection<String> known) {
        return new RefusedRequest(
                ErrorCode.UNKNOWN_FIELD,
                name,
                "There is no field of that name; there are " + String.join(", ", new TreeSet<>(known)) + ".");
    }

    /** Refuses because a field is not there. */
    public static RefusedRequest missing(String name) {
        return new RefusedRequest(ErrorCode.MISSING_FIELD, name, "\"" + name + "\" is required.");
    }

    /** Refuses because of what a field holds. */
    public static RefusedRequest invalid(String name, String why) {
        return new RefusedRequest(ErrorCode.INVALID_FIELD, name, "\"" + name + "\" " + why + ".");
    }

    /** Jackson tells a duplicate from other faults by its message only. */
    private static RefusedRequest ofParser(JsonParseException fault, String field) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            int open = message.indexOf('\'');
            int close = message.lastIndexOf('\'');
            String twice = open >= 0 && close > open ? message.substring(open + 1, close) : BODY;
            return new RefusedRequest(ErrorCode.DUPLICATE_FIELD, twice, ErrorCode.DUPLICATE_FIELD.text());
        }
        if (fault instanceof JsonEOFException) {
            return malformed(field, "it ends too early");
        }
        return malformed(
                field,
                "there is a fault near character "
                        + Math.max(0, fault.getLocation().getCharOffset()));
    }

    private static RefusedRequest malformed(String field, String why) {
        return new RefusedRequest(
                ErrorCode.MALFORMED_JSON, field, "The body is not one well-formed JSON object: " + why + ".");
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
}
