package io.tickgate.simulator.rest;

import java.util.Map;

/**
 * A request to a venue's REST side.
 *
 * @param method upper case
 * @param path decoded, without the query
 * @param query decoded; of a parameter that comes twice, the first
 * @param headers by name in lower case; of a header that comes twice, the first
 * @param address of the client, without its port
 */
public record RestRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, String address) {

    /** A parameter, empty if it is missing. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** A header by its name in lower case, empty if it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
