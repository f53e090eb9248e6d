package io.tickgate.feed.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.websocket.VenueServer.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What blocks ends at its deadline, by the hand of another thread; time is moved by hand. */
@Tag("slow")
@Timeout(60)
class WebSocketDeadlineTest {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nowNs = new AtomicLong(7);

    private WebSocketClient newClient(URI url, SSLSocketFactory tls) {
        return new WebSocketClient(url, tls, new Random(1), nowNs::get);
    }

    private static WebSocketClient opened(WebSocketClient client) throws IOException {
        client.open(MINUTE_NS, MINUTE_NS);
        return client;
    }

    private static CompletableFuture<Throwable> start(Action action) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                        end.complete(new AssertionError("it did not fail"));
                    } catch (IOException e) {
                        end.complete(e);
                    }
                },
                "stuck");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private interface Action {
        void run() throws IOException;
    }

    @Test
    void shouldEndATlsHandshakeThatDrips(@TempDir Path folder) throws Exception {
        SSLContext context = Certificates.context(folder, "localhost");
        try (SSLServerSocket listener = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                VenueServer venue = new VenueServer(listener);
                DripProxy proxy = new DripProxy(listener.getLocalPort(), 100);
                WebSocketClient client = newClient(proxy.url(), context.getSocketFactory())) {
            CompletableFuture<Throwable> end = start(() -> client.open(MINUTE_NS, MINUTE_NS));
            Connection connection = venue.next();
            Thread server = new Thread(() -> assertThrows(IOException.class, connection::readRequest), "server");
            server.start();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            boolean isOverdueBefore = client.closeIfOverdue(nowNs.get());

            nowNs.addAndGet(MINUTE_NS);
            boolean isOverdue = client.closeIfOverdue(nowNs.get());

            assertFalse(isOverdueBefore);
            assertTrue(isOverdue);
            assertEquals(
                    SocketTimeoutException.class, end.get(10, TimeUnit.SECONDS).getClass());
            server.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    @Test
    void shouldReadATlsRecordThatDripsOverManyReadTimeouts(@TempDir Path folder) throws Exception {
        SSLContext context = Certificates.context(folder, "localhost");
        try (SSLServerSocket listener = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                VenueServer venue = new VenueServer(listener);
                DripProxy proxy = new DripProxy(listener.getLocalPort(), 1);
                WebSocketClient client = newClient(proxy.url(), context.getSocketFactory())) {
            CompletableFuture<Throwable> end = start(() -> {
                client.open(MINUTE_NS, MINUTE_NS);
                throw new IOException("opened");
            });
            Connection connection = venue.next();
            connection.upgrade("");
            assertEquals("opened", end.get(20, TimeUnit.SECONDS).getMessage());
            String text = "x".repeat(1_000);
            // The header of the record and the beginning of its content.
            proxy.slow(10);
            connection.sendText(text);
            byte[] bytes = new byte[2_000];
            int length = 0;
            int reads = 0;
            while (length < 1_004) {
                length += client.read(bytes, length, bytes.length - length);
                reads++;
            }

            assertTrue(reads > 5, reads + " reads");
            assertEquals(Connection.frame(0x81, text), new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void shouldEndAHandshakeThatNeverComes() throws Exception {
        try (VenueServer venue = new VenueServer();
                WebSocketClient client = newClient(venue.url("ws"), (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            CompletableFuture<Throwable> end = start(() -> client.open(MINUTE_NS, MINUTE_NS));
            venue.next().readRequest();

            nowNs.addAndGet(MINUTE_NS);
            client.closeIfOverdue(nowNs.get());

            assertEquals(
                    SocketTimeoutException.class, end.get(10, TimeUnit.SECONDS).getClass());
        }
    }

    @Test
    void shouldEndAWriteThatNobodyReads() throws Exception {
        try (VenueServer venue = new VenueServer();
                WebSocketClient client = newClient(venue.url("ws"), (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            CompletableFuture<Throwable> end = start(() -> {
                opened(client);
                byte[] message = new byte[WebSocketClient.TEXT_LENGTH_MAX];
                while (true) {
                    client.sendText(message);
                }
            });
            venue.next().upgrade("");
            while (!end.isDone()) {
                // Time passes only while a write is under way, so only the one that is stuck gets old.
                nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
                client.closeIfOverdue(nowNs.get());
                LockSupport.parkNanos(100_000);
            }

            assertEquals("the venue does not read", end.get().getMessage());
        }
    }
}
