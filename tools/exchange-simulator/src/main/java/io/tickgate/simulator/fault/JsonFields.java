package io.tickgate.simulator.fault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object in their order, each value as the text that it was; what is not changed comes out as it went in. Owned by one thread. */
final class JsonFields {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> fields = new LinkedHashMap<>();

    private JsonFields() {}

    /** Reads a text, or returns null if it is not one JSON object. */
    static @Nullable JsonFields parse(String text) {
        JsonFields found = new JsonFields();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                // A text or a number is read to its end only when it is asked for.
                parser.getTextLength();
                int to = (int) parser.currentLocation().getCharOffset();
                found.fields.put(name, text.substring(from, to).strip());
            }
            return parser.nextToken() == null ? found : null;
        } catch (IOException e) {
            return null;
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The value as it is written, with quotes if it is a text; empty if there is none. */
    String raw(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The value without quotes. */
    String bare(String name) {
        String raw = raw(name);
        return raw.length() >= 2 && raw.charAt(0) == '"' ? raw.substring(1, raw.length() - 1) : raw;
    }

    /** Sets a number, with quotes if the present value has them; a key that is not there stays so. */
    void replace(String name, String number) {
        fields.computeIfPresent(name, (key, raw) -> raw.startsWith("\"") ? '"' + number + '"' : number);
    }

    /** Sets a value that is JSON; at the end if it is new. */
    void put(String name, String json) {
        fields.put(name, json);
    }

    /** Sets a value that is JSON before all others. */
    void putFirst(String name, String json) {
        Map<String, String> rest = new LinkedHashMap<>(fields);
        fields.clear();
        fields.put(name, json);
        fields.putAll(rest);
    }

    void reverse() {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.reverse(names);
        Map<String, String> old = new LinkedHashMap<>(fields);
        fields.clear();
        names.forEach(name -> fields.put(name, old.getOrDefault(name, "null")));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        fields.forEach((name, raw) -> text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(raw));
        return text.append('}').toString();
    }
}
