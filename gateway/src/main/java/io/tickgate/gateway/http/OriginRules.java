package io.tickgate.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages out. A server on a loopback address answers to loopback names only, otherwise any page could reach it under a
 * name of its own (DNS rebinding). A page that bets or streams must come from this host.
 */
final class OriginRules {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    /** What a proxy adds: the peer is not the one who asks. */
    private static final List<HttpString> PROXIED = Stream.of(
                    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
            .map(HttpString::new)
            .toList();

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

    /**
     * Whether a request comes from this machine, without a proxy that speaks for others, and not from a foreign page. Holds whatever
     * is allowed to the public: until there is authentication, who sits at the machine is the operator.
     */
    static boolean isOfOperator(HttpServerExchange exchange) {
        InetSocketAddress peer = exchange.getSourceAddress();
        HeaderMap headers = exchange.getRequestHeaders();
        String host = headers.getFirst(Headers.HOST);
        HeaderValues origins = headers.get(Headers.ORIGIN);
        return peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress()
                && PROXIED.stream().noneMatch(headers::contains)
                && host != null
                && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()
                && (origins == null || isSameHost(origins, host));
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
