package io.tickgate.simulator.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message from a client, read leniently: what is missing or of a wrong type is noted, and judged by the {@link Session}.
 *
 * @param method null if missing
 * @param methodColumn characters up to the end of the method's value
 * @param hasParams whether {@code params} was an array
 * @param params texts, booleans, and {@link #OTHER} for everything else
 * @param id as JSON text, {@code null} if it was null or missing
 * @param validId whether it was null, a 64-bit integer or a short string
 * @param endColumn characters up to the end of the message
 */
record ControlRequest(
        @Nullable String method,
        int methodColumn,
        boolean hasParams,
        List<Object> params,
        String id,
        boolean validId,
        int endColumn) {

    /** Stands for a parameter that is neither text nor boolean. */
    static final Object OTHER = new Object();

    /** The venue: a 64-bit integer, an alphanumeric string up to 36 characters, or null. With hyphens, since a UUID has 36 characters with them. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{0,36}");

    private static final JsonFactory JSON = new JsonFactory();

    /** Text that is not one JSON object. Lines and columns are counted from 1. */
    static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        final int line;
        final int column;

        NotJsonException(int line, int column) {
            super("line " + line + " column " + column);
            this.line = line;
            this.column = column;
        }
    }

    /** Reads a message of any content. */
    static ControlRequest parse(String text) throws NotJsonException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException(1, 1);
            }
            ControlRequest request = new Reader(parser).read();
            if (parser.nextToken() != null) {
                throw notJson(parser);
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new NotJsonException(
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static NotJsonException notJson(JsonParser parser) {
        return new NotJsonException(
                parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }

    /** Collects the fields of one object. */
    private static final class Reader {

        private final JsonParser parser;
        private @Nullable String method;
        private int methodColumn;
        private boolean hasParams;
        private final List<Object> params = new ArrayList<>();
        private String id = "null";
        private boolean validId = true;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        ControlRequest read() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "method" -> readMethod(value);
                    case "params" -> readParams(value);
                    case "id" -> readId(value);
                    default -> parser.skipChildren();
                }
            }
            return new ControlRequest(method, methodColumn, hasParams, params, id, validId, column());
        }

        private void readMethod(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                method = parser.getText();
                methodColumn = column();
            }
            parser.skipChildren();
        }

        private void readParams(JsonToken value) throws IOException {
            params.clear();
            hasParams = value == JsonToken.START_ARRAY;
            if (!hasParams) {
                parser.skipChildren();
                return;
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                params.add(
                        switch (token) {
                            case VALUE_STRING -> parser.getText();
                            case VALUE_TRUE -> true;
                            case VALUE_FALSE -> false;
                            default -> OTHER;
                        });
                parser.skipChildren();
            }
        }

        private void readId(JsonToken value) throws IOException {
            id = "null";
            validId = value == JsonToken.VALUE_NULL;
            if (value == JsonToken.VALUE_STRING && ID.matcher(parser.getText()).matches()) {
                id = '"' + parser.getText() + '"';
                validId = true;
            } else if (value == JsonToken.VALUE_NUMBER_INT && isLong()) {
                id = Long.toString(parser.getLongValue());
                validId = true;
            }
            parser.skipChildren();
        }

        private boolean isLong() throws IOException {
            return parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        }

        private int column() {
            return parser.currentLocation().getColumnNr() - 1;
        }
    }
}
