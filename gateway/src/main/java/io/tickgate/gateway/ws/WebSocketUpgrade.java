package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of RFC 6455, section 4.2, strictly; afterwards the connection belongs to a {@link Session}. Extensions and sub-protocols
 * are not offered: compression would cost 110 KB a connection.
 *
 * <p>Called on I/O threads.
 */
public final class WebSocketUpgrade {
    private static final HttpString KEY = new HttpString("Sec-WebSocket-Key");
    private static final HttpString ACCEPT = new HttpString("Sec-WebSocket-Accept");
    private static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
    private static final String VERSION_NUMBER = "13";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_LENGTH = 16;

    private final FanOuts fanOuts;
    private final AtomicLong clientsSeen = new AtomicLong();

    /** Makes the handshake for sessions of these fan-outs. */
    public WebSocketUpgrade(FanOuts fanOuts) {
        this.fanOuts = fanOuts;
    }

    /**
     * Looks whether a request is a proper handshake.
     *
     * @param exchange not answered yet.
     * @return null when it is, otherwise the error to answer; for {@link ErrorCode#UPGRADE_REQUIRED} the headers that go with it are
     *     set.
     */
    public @Nullable ErrorCode fault(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        boolean isUpgrade = hasToken(headers.get(Headers.UPGRADE), "websocket")
                && hasToken(headers.get(Headers.CONNECTION), "upgrade");
        if (!isUpgrade || !VERSION_NUMBER.equals(only(headers.get(VERSION)))) {
            exchange.getResponseHeaders().put(VERSION, VERSION_NUMBER).put(Headers.UPGRADE, "websocket");
            return ErrorCode.UPGRADE_REQUIRED;
        }
        return isKey(only(headers.get(KEY))) ? null : ErrorCode.MALFORMED_REQUEST;
    }

    /**
     * Answers 101 and opens the session.
     *
     * @param exchange for which {@link #fault} found none.
     * @param symbols to subscribe to at once.
     */
    public void upgrade(HttpServerExchange exchange, List<String> symbols) {
        String key = exchange.getRequestHeaders().getFirst(KEY);
        exchange.getResponseHeaders().put(ACCEPT, accept(key));
        exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
        String clientId = "c" + clientsSeen.incrementAndGet();
        exchange.upgradeChannel((connection, done) -> fanOuts.open(connection, clientId, symbols));
        exchange.endExchange();
    }

    private static boolean hasToken(@Nullable HeaderValues values, String token) {
        if (values == null) {
            return false;
        }
        for (String value : values) {
            for (String part : value.split(",", -1)) {
                if (part.trim().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable String only(@Nullable HeaderValues values) {
        return values == null || values.size() != 1 ? null : values.getFirst();
    }

    private static boolean isKey(@Nullable String key) {
        if (key == null) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == KEY_LENGTH;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** SHA-1 because the RFC says so; it protects nothing. */
    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
