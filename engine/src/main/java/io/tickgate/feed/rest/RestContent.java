package io.tickgate.feed.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer as flat objects: an array of them, a single one, or one that has them in its {@code data}. Values are the raw text
 * of strings, numbers and truths; null and nested values count as left out.
 *
 * @param outer of the object around {@code data}; empty without one.
 * @param rows in the order of the answer.
 */
record RestContent(Map<String, String> outer, List<Map<String, String>> rows) {
    private static final String DATA = "data";
    private static final String CUT = "the answer is cut";

    /** Far beyond anything that a venue documents, and far below what would be a burden. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(256)
                    .maxNumberLength(128)
                    .maxStringLength(16_384)
                    .maxDocumentLength(RestClient.BODY_MAX_BYTES)
                    .build())
            .build();

    /**
     * Reads a whole answer.
     *
     * @param body in UTF-8.
     * @param rowsMax more of them are an answer to another question.
     * @throws RestContentException when it is no JSON, is cut, has two equal keys in an object, too many rows, or another shape.
     */
    static RestContent of(byte[] body, int rowsMax) throws RestContentException {
        try (JsonParser json = FACTORY.createParser(utf8(body))) {
            List<Map<String, String>> rows = new ArrayList<>();
            Map<String, String> outer = Map.of();
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                readRows(json, rows, rowsMax);
            } else if (first == JsonToken.START_OBJECT) {
                int before = rows.size();
                Map<String, String> object = new HashMap<>();
                boolean hasData = readObject(json, object, rows, rowsMax);
                if (hasData) {
                    outer = object;
                } else {
                    rows.add(before, object);
                }
            } else {
                throw new RestContentException("neither an array nor an object");
            }
            if (json.nextToken() != null) {
                throw new RestContentException("something stands behind the end of the JSON");
            }
            return new RestContent(outer, rows);
        } catch (JsonProcessingException e) {
            throw new RestContentException("no JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw new RestContentException("not UTF-8");
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
    }

    /** Given bytes, Jackson would guess UTF-16 and UTF-32. */
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }

    private static void readRows(JsonParser json, List<Map<String, String>> rows, int rowsMax)
            throws IOException, RestContentException {
        JsonToken token = json.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token == null) {
                throw new RestContentException(CUT);
            }
            if (token != JsonToken.START_OBJECT) {
                throw new RestContentException("a row is no object");
            }
            if (rows.size() == rowsMax) {
                throw new RestContentException("more than " + rowsMax + " rows");
            }
            Map<String, String> row = new HashMap<>();
            readObject(json, row, null, 0);
            rows.add(row);
            token = json.nextToken();
        }
    }

    /** Reads an object that has begun; whether it held rows in its {@code data}. */
    private static boolean readObject(
            JsonParser json, Map<String, String> values, @Nullable List<Map<String, String>> rows, int rowsMax)
            throws IOException, RestContentException {
        boolean hasData = false;
        JsonToken token = json.nextToken();
        while (token != JsonToken.END_OBJECT) {
            if (token == null) {
                throw new RestContentException(CUT);
            }
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (rows != null && value == JsonToken.START_ARRAY && key.equals(DATA)) {
                readRows(json, rows, rowsMax);
                hasData = true;
            } else if (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                values.put(key, json.getText());
            }
            token = json.nextToken();
        }
        return hasData;
    }
}
