package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.gateway.settings.GatewaySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server must not be talked into: one named case for each trick. */
@Timeout(60)
class HostileHttpTest {
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST =
            "POST /api/bets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final RunningGateway running = new RunningGateway(RunningGateway.settings(8));

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    static Stream<Arguments> tricks() {
        return Stream.of(
                Arguments.of(
                        "length that overflows to 3",
                        POST + "Content-Length: 18446744073709551619\r\n\r\n{}x",
                        "400",
                        ""),
                Arguments.of("length with a sign", POST + "Content-Length: +2\r\n\r\n{}", "400", ""),
                Arguments.of("negative length", POST + "Content-Length: -1\r\n\r\n{}", "400", ""),
                Arguments.of("length in hex", POST + "Content-Length: 0x2\r\n\r\n{}", "400", ""),
                Arguments.of(
                        "length twice, the same", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "400", ""),
                Arguments.of(
                        "length twice, different",
                        POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
                        "400",
                        ""),
                Arguments.of("length as a list", POST + "Content-Length: 2, 2\r\n\r\n{}", "400", ""),
                Arguments.of("eight digits of length", POST + "Content-Length: 10000000\r\n\r\n{}", "400", ""),
                Arguments.of(
                        "body beyond the limit", POST + "Content-Length: 16385\r\n\r\n{}", "413", "BODY_TOO_LARGE"),
                Arguments.of("body without length", POST + "\r\n{}", "411", "LENGTH_REQUIRED"),
                Arguments.of(
                        "no body for a path that takes none",
                        "POST /api/prices HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "405",
                        "METHOD_NOT_ALLOWED"),
                Arguments.of(
                        "chunked body", POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "411", "LENGTH_REQUIRED"),
                Arguments.of(
                        "invented coding",
                        POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                        "411",
                        "LENGTH_REQUIRED"),
                Arguments.of(
                        "length and chunks",
                        POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "400",
                        ""),
                Arguments.of(
                        "chunked GET", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400", "MALFORMED_REQUEST"),
                Arguments.of("GET with a body", GET + "Content-Length: 2\r\n\r\n{}", "400", "MALFORMED_REQUEST"),
                Arguments.of(
                        "no media type",
                        POST.replace("application/json", "text/plain") + "Content-Length: 2\r\n\r\n{}",
                        "415",
                        ""),
                Arguments.of(
                        "form",
                        POST.replace("application/json", "application/x-www-form-urlencoded")
                                + "Content-Length: 2\r\n\r\na=",
                        "415",
                        "UNSUPPORTED_MEDIA_TYPE"),
                Arguments.of("no host", "GET /healthz HTTP/1.1\r\n\r\n", "400", ""),
                Arguments.of("two hosts", GET + "Host: localhost\r\n\r\n", "400", ""),
                Arguments.of(
                        "foreign host",
                        "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                        "421",
                        "HOST_NOT_ALLOWED"),
                Arguments.of(
                        "host that begins well",
                        "GET /healthz HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n",
                        "421",
                        "HOST_NOT_ALLOWED"),
                Arguments.of(
                        "foreign origin",
                        POST + "Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}",
                        "403",
                        "ORIGIN_NOT_ALLOWED"),
                Arguments.of(
                        "null origin",
                        POST + "Origin: null\r\nContent-Length: 2\r\n\r\n{}",
                        "403",
                        "ORIGIN_NOT_ALLOWED"),
                Arguments.of(
                        "absolute form",
                        "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "400",
                        "MALFORMED_PATH"),
                Arguments.of(
                        "long path",
                        "GET /" + "a".repeat(2_100) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "414",
                        "PATH_TOO_LONG"),
                Arguments.of(
                        "long query", "GET /?" + "a".repeat(2_100) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "414", ""),
                Arguments.of("long header", GET + "X: " + "a".repeat(5_000) + "\r\n\r\n", "431", "HEADERS_TOO_LARGE"),
                Arguments.of("climbing path", "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", ""),
                Arguments.of("climbing path, escaped", "GET /%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", ""),
                Arguments.of("cut escape", "GET /api/prices/%4 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", ""),
                Arguments.of("no hex in escape", "GET /api/prices/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", ""),
                Arguments.of("path parameter", "GET /healthz;x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400", ""),
                Arguments.of(
                        "DELETE",
                        "DELETE /api/prices HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "405",
                        "METHOD_NOT_ALLOWED"),
                Arguments.of("TRACE", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405", "METHOD_NOT_ALLOWED"),
                Arguments.of(
                        "OPTIONS",
                        "OPTIONS /api/bets HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "405",
                        "METHOD_NOT_ALLOWED"),
                Arguments.of(
                        "DELETE of bets",
                        "DELETE /api/bets HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "405",
                        "METHOD_NOT_ALLOWED"),
                Arguments.of(
                        "upgrade to HTTP/2",
                        GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
                        "200",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void shouldRefuse(String name, String request, String status, String code) throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send(
                            request + (status.equals("200") ? "" : GET.replace("healthz", "smuggled") + "\r\n"))
                    .readHead();

            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            if (!status.equals("200")) {
                String rest = raw.readAll();
                assertTrue(rest.contains(code), answer + rest);
                assertFalse(rest.contains("HTTP/1.1 404"), "a second request was read: " + rest);
            }
        }
        running.client.send(
                java.net.http.HttpRequest.newBuilder(running.uri("/healthz")).build(),
                java.net.http.HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void shouldNotStartARequestOfTooManyHeaders() throws Exception {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            headers.append("X-").append(i).append(": 1\r\n");
        }
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send(GET + headers + "\r\n").readAll();

            assertFalse(answer.contains("200 OK"), answer);
        }
    }

    @Test
    void shouldNotStartARequestWhoseHeadersAreTooLong() throws Exception {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            headers.append("X-")
                    .append(i)
                    .append(": ")
                    .append("a".repeat(3_000))
                    .append("\r\n");
        }
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send(GET + headers + "\r\n").readAll();

            assertFalse(answer.contains("200 OK"), answer);
        }
    }

    @Test
    void shouldSayAllowWhenTheMethodIsNotTaken() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send("PUT /api/markets HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")
                    .readHead();

            assertTrue(answer.contains("Allow: GET, HEAD"), answer);
        }
    }

    @Test
    @Tag("slow")
    void shouldEndABodyOfOneByteNowAndThenByItsDeadline() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            raw.send(POST + "Content-Length: 1000\r\n\r\n");
            Thread drip = new Thread(() -> drip(raw));
            drip.start();

            String answer = raw.readHead();
            drip.join();

            assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            assertEquals(1, running.gateway.counts().get(GatewayEvent.REQUESTS_TIMED_OUT));
        }
    }

    /** One byte each 50 ms until the server closes, or for 10 s. */
    private static void drip(RawHttp raw) {
        try {
            for (int i = 0; i < 200 && !raw.socket.isClosed(); i++) {
                raw.send(" ");
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
            }
        } catch (java.io.IOException e) {
            // The server has closed: what the test wants.
            return;
        }
        throw new AssertionError("the server took it all");
    }

    @Test
    void shouldGoOnAfterAClientThatLeftInTheMiddleOfABody() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            raw.send(POST + "Content-Length: 1000\r\n\r\n{");
        }

        assertEquals(200, running.get("/healthz").statusCode());
        RunningGateway.await("the place is free", () -> running.gateway.connectionCount() == 1);
    }

    @Test
    void shouldAnswer503BeyondTheLimitAndTakeConnectionsAgainWhenPlacesAreFree() throws Exception {
        List<RawHttp> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RawHttp raw = new RawHttp(running.gateway.port());
            open.add(raw);
            assertTrue(raw.send(GET + "\r\n").readHead().startsWith("HTTP/1.1 200"));
        }
        try (RawHttp refused = new RawHttp(running.gateway.port())) {
            String answer = refused.send(GET + "\r\n").readAll();

            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("Retry-After: 1") && answer.contains("TOO_MANY_CONNECTIONS"), answer);
        }
        assertEquals(8, running.gateway.connectionCount());

        for (RawHttp raw : open) {
            raw.close();
        }

        RunningGateway.await("all places free", () -> running.gateway.connectionCount() == 0);
        assertEquals(200, running.get("/healthz").statusCode());
        assertEquals(1, running.gateway.counts().get(GatewayEvent.CONNECTIONS_REFUSED));
    }

    @Test
    void shouldServePipelinedRequestsInOrder() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answers = raw.send(GET + "\r\n" + GET.replace("healthz", "readyz") + "\r\n"
                            + GET.replace("/healthz", "/none") + "Connection: close\r\n\r\n")
                    .readAll();

            assertEquals(3, answers.split("HTTP/1.1 ", -1).length - 1, answers);
            assertTrue(answers.contains("HTTP/1.1 404"), answers);
        }
    }

    @Test
    void shouldContinueWhenTheClientAsksBeforeItSendsItsBody() throws Exception {
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String first = raw.send(POST + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
                    .readHead();
            String second = raw.send("{}").readHead();

            assertTrue(first.startsWith("HTTP/1.1 100"), first);
            assertTrue(second.startsWith("HTTP/1.1 400"), second);
        }
    }

    @Test
    void shouldTakeAnyHostAndOriginWhenPublic() throws Exception {
        GatewaySettings strict = RunningGateway.settings(8);
        GatewaySettings open = new GatewaySettings(
                strict.host(),
                0,
                1,
                8,
                strict.bodyMaxBytes(),
                strict.requestTimeoutNs(),
                strict.idleTimeoutNs(),
                strict.statusIntervalNs(),
                100,
                64,
                strict.recoveryNs(),
                true);
        try (RunningGateway other = new RunningGateway(open);
                RawHttp raw = new RawHttp(other.gateway.port())) {
            String answer = raw.send(POST.replace("localhost", "bets.example")
                            + "Origin: https://shop.example\r\nContent-Length: 2\r\n\r\n{}")
                    .readHead();

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }
}
