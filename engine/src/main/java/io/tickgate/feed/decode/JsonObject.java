package io.tickgate.feed.decode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object as {@link JsonReader} reads it: only keys that were asked for. Owned by the connection's thread. */
public final class JsonObject {
    private final Map<String, Object> members = new LinkedHashMap<>();

    JsonObject() {}

    void put(String key, Object value) {
        members.put(key, value);
    }

    /** Whether the key is there, be its value null. */
    public boolean has(String key) {
        return members.containsKey(key);
    }

    /** A value: {@link JsonObject}, {@link List}, {@link String}, {@link JsonReader#NULL}; null when the key is not there. */
    public @Nullable Object get(String key) {
        return members.get(key);
    }

    /** Text of a string, number or boolean as it was written; empty when the value is another one or not there. */
    public String text(String key) {
        return members.get(key) instanceof String text ? text : "";
    }

    /** The keys, in the order of the text. */
    public Iterable<String> keys() {
        return members.keySet();
    }
}
