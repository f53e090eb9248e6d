package io.tickgate.feed.websocket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Text of the WebSocket opening handshake (RFC 6455, 4.1): the request, and whether the answer is the right one. */
public final class Handshake {
    /** Longest answer that is read: real ones have below 1 KB, but some servers repeat the URL, which may have 8 KB. */
    public static final int ANSWER_LENGTH_MAX = 65_536;

    private static final int STATUS_SWITCHING = 101;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String LINE_END = "\r\n";
    private static final String STATUS_LINE = "HTTP/1\\.[01] [1-5][0-9]{2}( .*)?";
    /** Three days, the longest ban that Binance names; longer would only keep a mistake alive. */
    private static final long RETRY_AFTER_MAX_S = 259_200;

    private Handshake() {}

    /** The request for a URL, under a key of 16 random bytes. */
    public static byte[] request(URI url, byte[] key) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String text = "GET " + path + query + " HTTP/1.1" + LINE_END
                + "Host: " + url.getHost() + port + LINE_END
                + "Upgrade: websocket" + LINE_END
                + "Connection: Upgrade" + LINE_END
                + "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(key) + LINE_END
                + "Sec-WebSocket-Version: 13" + LINE_END
                + "User-Agent: tickgate" + LINE_END
                + LINE_END;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Index behind the empty line that ends the answer's head, or -1 while it is not there. */
    public static int headEnd(byte[] answer, int length) {
        for (int i = 3; i < length; i++) {
            if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n' && answer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /**
     * Checks the head of the answer.
     *
     * @param head with its final empty line.
     * @param key of the request.
     * @throws HandshakeException when it is not the upgrade that was asked for.
     */
    public static void check(String head, byte[] key) throws HandshakeException {
        String[] lines = head.split(LINE_END, -1);
        if (!lines[0].matches(STATUS_LINE)) {
            throw new HandshakeException("the answer is not HTTP", HandshakeException.NO_STATUS, 0);
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        if (status != STATUS_SWITCHING) {
            throw new HandshakeException("HTTP status " + status + meaning(status), status, retryAfterNs(lines));
        }
        boolean isUpgrade = header(lines, "upgrade").equalsIgnoreCase("websocket")
                && header(lines, "connection").toLowerCase(Locale.ROOT).contains("upgrade");
        if (!isUpgrade || !header(lines, "sec-websocket-accept").equals(accept(key))) {
            throw new HandshakeException("the upgrade does not answer our key", HandshakeException.NO_STATUS, 0);
        }
        if (!header(lines, "sec-websocket-extensions").isEmpty()) {
            throw new HandshakeException("an extension nobody asked for", HandshakeException.NO_STATUS, 0);
        }
    }

    /** Value of {@code Sec-WebSocket-Accept} for a key. */
    public static String accept(byte[] key) {
        try {
            String text = Base64.getEncoder().encodeToString(key) + ACCEPT_SUFFIX;
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String meaning(int status) {
        return switch (status) {
            case 403 -> " (refused by the venue's firewall)";
            case 418 -> " (this address is banned for asking too often)";
            case 429 -> " (too many attempts)";
            case 451 -> " (the venue does not serve this place: name another host)";
            default -> "";
        };
    }

    private static long retryAfterNs(String[] lines) {
        String value = header(lines, "retry-after");
        boolean isSeconds = value.matches("[0-9]{1,9}");
        return isSeconds ? TimeUnit.SECONDS.toNanos(Math.min(Long.parseLong(value), RETRY_AFTER_MAX_S)) : 0;
    }

    private static String header(String[] lines, String name) {
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0 && lines[i].substring(0, colon).strip().equalsIgnoreCase(name)) {
                return lines[i].substring(colon + 1).strip();
            }
        }
        return "";
    }
}
