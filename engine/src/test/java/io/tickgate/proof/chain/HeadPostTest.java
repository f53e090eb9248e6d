package io.tickgate.proof.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.Signer;
import io.tickgate.proof.keys.SigningKey;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeadPostTest {
    private static final long S = 1_000_000_000L;

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Counters counters = Counters.inMemory();
    private final Signer signer = SigningKey.create().newSigner();
    private long nowNs;
    private HttpServer server;
    private HeadPost post;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isFailing = failures.get() > 0;
            if (isFailing) {
                failures.decrementAndGet();
            } else {
                received.add(body);
            }
            exchange.sendResponseHeaders(isFailing ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        post = new HeadPost(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), () -> nowNs, counters);
    }

    @AfterEach
    void close() {
        post.onClose();
        server.stop(0);
    }

    private Head head(long number) {
        return Head.sign(number, 1, number + 1, number, new byte[32], new byte[32], signer);
    }

    private void workUntil(Counter counter, long count) {
        while (counters.get(counter) < count) {
            post.doWork();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<Long> numbers() {
        return received.stream()
                .map(body -> {
                    try {
                        Head head = Head.parse(body);
                        assertTrue(head.isSigned());
                        return head.number();
                    } catch (NotCanonicalException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void shouldPostHeadsInOrderAndRepeatWhatFailedAfterAPause() {
        failures.set(2);
        post.onHead(head(0));
        post.onHead(head(1));

        workUntil(Counter.HEAD_POST_FAILURES, 1);
        for (int i = 0; i < 100; i++) {
            post.doWork();
        }
        assertEquals(1, counters.get(Counter.HEAD_POST_FAILURES));
        nowNs += S;
        workUntil(Counter.HEAD_POST_FAILURES, 2);
        nowNs += 2 * S;
        workUntil(Counter.HEADS_POSTED, 2);

        assertEquals(List.of(0L, 1L), numbers());
    }

    @Test
    void shouldGiveUpTheOldestWhenNobodyTakesThem() {
        for (int i = 0; i < 65; i++) {
            post.onHead(head(i));
        }

        workUntil(Counter.HEADS_POSTED, 60);

        assertEquals(5, counters.get(Counter.HEADS_NOT_POSTED));
        assertEquals(5, numbers().get(0));
        assertEquals(60, received.size());
    }

    /** The client's own limit ends with the headers. */
    @Test
    void shouldGiveUpAnAnswerWhoseBodyNeverEndsAndCloseItsConnection() throws IOException {
        try (ServerSocket stalling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            post = new HeadPost(
                    URI.create("http://127.0.0.1:" + stalling.getLocalPort() + "/hook"), () -> nowNs, counters);
            post.onHead(head(0));
            post.doWork();
            try (Socket first = answered(stalling)) {
                workFor(200);
                assertEquals(0, counters.get(Counter.HEAD_POST_FAILURES));
                nowNs += 20 * S;
                workUntil(Counter.HEAD_POST_FAILURES, 1);

                first.setSoTimeout(10_000);
                while (first.getInputStream().read() >= 0) {
                    // The request, and then the end.
                }
            }
            nowNs += S;
            post.doWork();
            try (Socket second = answered(stalling)) {
                second.getOutputStream().write("xxxx".getBytes(StandardCharsets.US_ASCII));
                workUntil(Counter.HEADS_POSTED, 1);
            }
        }
    }

    /** The next connection, with an answer whose body lacks four bytes. */
    private static Socket answered(ServerSocket stalling) throws IOException {
        Socket socket = stalling.accept();
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void workFor(int times) {
        for (int i = 0; i < times; i++) {
            post.doWork();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldGoOnWhenNobodyListens() {
        server.stop(0);
        post.onHead(head(0));

        workUntil(Counter.HEAD_POST_FAILURES, 1);

        assertEquals(0, counters.get(Counter.HEADS_POSTED));
    }
}
