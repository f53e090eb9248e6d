package io.tickgate.feed.websocket;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    /** Key and accept value of RFC 6455, 1.3. */
    private static final byte[] KEY = Base64.getDecoder().decode("dGhlIHNhbXBsZSBub25jZQ==");

    private static final String ANSWER = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "",
            "");

    @Test
    void shouldAskForAnUpgrade() {
        String request = new String(
                Handshake.request(URI.create("ws://example.org:8080/stream?streams=a@trade/b@trade"), KEY),
                StandardCharsets.US_ASCII);

        assertTrue(
                request.startsWith("GET /stream?streams=a@trade/b@trade HTTP/1.1\r\nHost: example.org:8080\r\n"),
                request);
        assertTrue(request.contains("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), request);
        assertTrue(request.endsWith("\r\n\r\n"), request);
    }

    @Test
    void shouldTakeTheAnswerToItsKey() {
        assertDoesNotThrow(() -> Handshake.check(ANSWER, KEY));
        assertDoesNotThrow(() -> Handshake.check(
                ANSWER.replace("Upgrade: websocket", "UPGRADE:WebSocket").replace(": Upgrade", ": keep-alive, upgrade"),
                KEY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "key of another|s3pPLM|t3pPLM|0|0",
                "no accept|Sec-WebSocket-Accept|X|0|0",
                "no upgrade|Upgrade: websocket|X: y|0|0",
                "another upgrade|Upgrade: websocket|Upgrade: h2c|0|0",
                "no connection|Connection|X|0|0",
                "extension|Connection|Sec-WebSocket-Extensions: permessage-deflate\\r\\nConnection|0|0",
                "not HTTP|HTTP/1.1 101 Switching Protocols|SSH-2.0-OpenSSH|0|0",
                "status is text|HTTP/1.1 101|HTTP/1.1 abc|0|0",
                "no status text|HTTP/1.1 101 Switching Protocols|HTTP/1.1 451|451|0",
                "place|101 Switching Protocols|451 Unavailable|451|0",
                "too many|101 Switching Protocols|429 Slow down\\r\\nRetry-After: 7|429|7",
                "far too long|101 Switching Protocols|418 Banned\\r\\nretry-after: 999999999|418|259200",
                "a date|101 Switching Protocols|503 x\\r\\nRetry-After: Fri, 31 Dec 2027 23:59:59 GMT|503|0",
                "no upgrade but success|101 Switching Protocols|200 OK|200|0",
            })
    void shouldRefuseAnythingElse(String name, String from, String to, int status, long retryAfterSeconds) {
        String answer = ANSWER.replace(from, to.replace("\\r\\n", "\r\n"));

        HandshakeException e = assertThrows(HandshakeException.class, () -> Handshake.check(answer, KEY));

        assertEquals(status, e.status());
        assertEquals(TimeUnit.SECONDS.toNanos(retryAfterSeconds), e.retryAfterNs());
    }

    @Test
    void shouldFindTheEndOfTheHead() {
        byte[] answer = (ANSWER + "rest").getBytes(StandardCharsets.US_ASCII);

        assertEquals(ANSWER.length(), Handshake.headEnd(answer, answer.length));
        assertEquals(ANSWER.length(), Handshake.headEnd(answer, ANSWER.length()));
        assertEquals(-1, Handshake.headEnd(answer, ANSWER.length() - 1));
        assertEquals(-1, Handshake.headEnd(answer, 0));
    }
}
