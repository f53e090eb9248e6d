package io.tickgate.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandshakesTest {
    @Test
    void shouldGiveTheAnswerOfTheStandardWhenGivenItsKey() {
        // RFC 6455, section 1.3.
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Handshakes.answerTo("dGhlIHNhbXBsZSBub25jZQ=="));
    }

    @Test
    void shouldLeaveTheFirstFrameAloneWhenItFollowsTheHandshakeAtOnce()
            throws IOException, ExecutionException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<Socket> accepted = new FutureTask<>(() -> {
                Socket socket = server.accept();
                Handshakes.accept(socket);
                socket.getOutputStream().write(7);
                return socket;
            });
            new Thread(accepted, "venue").start();

            try (Socket client = Handshakes.connect(server.getLocalPort(), "/ws");
                    Socket venue = accepted.get()) {
                assertEquals(venue.getLocalPort(), client.getPort());
                assertEquals(7, client.getInputStream().read());
            }
        }
    }
}
