package io.tickgate.gateway.http;

import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.catalogue.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read strictly: each known, at most once, with a value. Immutable. */
final class QueryParameters {
    /** Within a name or value, beside letters and digits; a plus sign is itself. */
    private static final String ALLOWED = "-._~!$'()*+,;:@/?";

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a query.
     *
     * @param query without its question mark, as it came.
     * @param known names.
     * @throws RefusedRequest naming the parameter to blame.
     */
    static QueryParameters parse(String query, Set<String> known) throws RefusedRequest {
        Map<String, String> values = new HashMap<>();
        if (query.isEmpty()) {
            return new QueryParameters(values);
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = RequestPath.decode(equals < 0 ? part : part.substring(0, equals), ALLOWED);
            String value = equals < 0 ? "" : RequestPath.decode(part.substring(equals + 1), ALLOWED);
            if (name == null || value == null) {
                throw new RefusedRequest(ErrorCode.MALFORMED_PATH, "query", ErrorCode.MALFORMED_PATH.text());
            }
            if (!known.contains(name)) {
                throw new RefusedRequest(
                        ErrorCode.UNKNOWN_FIELD,
                        name,
                        "There is no parameter of that name; there are " + String.join(", ", new TreeSet<>(known))
                                + ".");
            }
            if (value.isEmpty()) {
                throw new RefusedRequest(ErrorCode.INVALID_FIELD, name, "\"" + name + "\" needs a value.");
            }
            if (values.put(name, value) != null) {
                throw new RefusedRequest(ErrorCode.DUPLICATE_FIELD, name, "The parameter is there twice.");
            }
        }
        return new QueryParameters(values);
    }

    /** A parameter's value, decoded and not empty; null when it is not there. */
    @Nullable
    String get(String name) {
        return values.get(name);
    }
}
