package io.tickgate.simulator.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer of a venue's REST side.
 *
 * @param status of HTTP
 * @param headers besides the type and the length
 * @param json the body
 */
public record RestAnswer(int status, Map<String, String> headers, String json) {

    /** A success. */
    public static RestAnswer ok(String json) {
        return of(200, json);
    }

    /** An answer without headers of its own. */
    public static RestAnswer of(int status, String json) {
        return new RestAnswer(status, Map.of(), json);
    }

    /** The same with one more header. */
    public RestAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestAnswer(status, more, json);
    }
}
