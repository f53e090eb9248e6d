package io.tickgate.feed.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickgate.feed.websocket.VenueServer.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class WebSocketClientTlsTest {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;

    WebSocketClientTlsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldReadThroughTlsAndSendTheServersName() throws Exception {
        SSLContext context = context("localhost");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        SSLServerSocket listener = listen(context);
        try (VenueServer venue = new VenueServer(listener);
                WebSocketClient client = newClient(venue.url("wss"), context.getSocketFactory())) {
            Thread opener = new Thread(() -> open(client, failure), "opener");
            opener.start();
            Connection connection = venue.next();
            connection.upgrade(Connection.frame(0x81, "glued"));
            opener.join(TimeUnit.NANOSECONDS.toMillis(TIMEOUT_NS));

            byte[] bytes = new byte[100];
            int length = client.read(bytes, 0, bytes.length);

            assertEquals(null, failure.get());
            assertEquals(Connection.frame(0x81, "glued"), new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
            assertEquals(List.of(new SNIHostName("localhost")), serverNames(connection));
            assertEquals(0, client.available());
        }
    }

    @Test
    void shouldRefuseACertificateOfAnotherName() throws Exception {
        SSLContext context = context("other.example");
        try (VenueServer venue = new VenueServer(listen(context));
                WebSocketClient client = newClient(venue.url("wss"), context.getSocketFactory())) {
            Thread server = new Thread(() -> handshake(venue), "server");
            server.start();

            assertThrows(SSLException.class, () -> client.open(TIMEOUT_NS, TIMEOUT_NS));
            server.join(TimeUnit.NANOSECONDS.toMillis(TIMEOUT_NS));
        }
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() throws Exception {
        try (VenueServer venue = new VenueServer(listen(context("localhost")));
                WebSocketClient client =
                        newClient(venue.url("wss"), (SSLSocketFactory) SSLSocketFactory.getDefault())) {
            Thread server = new Thread(() -> handshake(venue), "server");
            server.start();

            assertThrows(SSLException.class, () -> client.open(TIMEOUT_NS, TIMEOUT_NS));
            server.join(TimeUnit.NANOSECONDS.toMillis(TIMEOUT_NS));
        }
    }

    private static WebSocketClient newClient(URI url, SSLSocketFactory tls) {
        return new WebSocketClient(url, tls, new Random(1), System::nanoTime);
    }

    private static void open(WebSocketClient client, AtomicReference<Throwable> failure) {
        try {
            client.open(TIMEOUT_NS, TIMEOUT_NS);
        } catch (IOException e) {
            failure.set(e);
        }
    }

    /** Plays the server's side, which fails as the client refuses it. */
    private static void handshake(VenueServer venue) {
        try {
            Connection connection = venue.next();
            assertThrows(IOException.class, connection::readRequest);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<SNIServerName> serverNames(Connection connection) {
        return ((ExtendedSSLSession) ((SSLSocket) connection.socket()).getSession()).getRequestedServerNames();
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private SSLContext context(String name) throws Exception {
        return Certificates.context(folder, name);
    }
}
