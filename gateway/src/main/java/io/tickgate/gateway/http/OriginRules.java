package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages out. A server on a loopback address answers to loopback names only, otherwise any page could reach it under a
 * name of its own (DNS rebinding). A page that bets or streams must come from this host.
 */
final class OriginRules {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private final boolean isHostChecked;
    private final boolean isOriginChecked;

    /**
     * Makes the rules.
     *
     * @param isLoopback whether the server listens on a loopback address.
     * @param allowPublic whether any host name and origin will do.
     */
    OriginRules(boolean isLoopback, boolean allowPublic) {
        isHostChecked = isLoopback && !allowPublic;
        isOriginChecked = !allowPublic;
    }

    /** Whether this server answers to the request's Host. */
    boolean isHostAllowed(String host) {
        return !isHostChecked || LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether the page that sent the request, if a page did, was served from the same host. */
    boolean isOriginAllowed(HttpServerExchange exchange) {
        HeaderValues origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        return !isOriginChecked
                || origins == null
                || isSameHost(origins, exchange.getRequestHeaders().getFirst(Headers.HOST));
    }

    private static boolean isSameHost(HeaderValues origins, @Nullable String host) {
        if (origins.size() != 1 || host == null) {
            return false;
        }
        String origin = origins.getFirst().toLowerCase(Locale.ROOT);
        String authority = host.toLowerCase(Locale.ROOT);
        return origin.equals("http://" + authority) || origin.equals("https://" + authority);
    }
}
