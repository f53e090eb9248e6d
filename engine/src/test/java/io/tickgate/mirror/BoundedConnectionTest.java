package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisException;

/** Servers that are no Redis: each answer is a broken connection, none costs memory or the thread. */
@Timeout(30)
class BoundedConnectionTest {
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("a bulk of 2 GB", "$2147483647\r\n"),
                Arguments.of("a bulk beyond any answer", "$" + (BoundedConnection.BULK_LENGTH_MAX + 1) + "\r\n"),
                Arguments.of("an array of 2 billion", "*2147483647\r\n"),
                Arguments.of("a negative length", "$-7\r\n"),
                Arguments.of("a length that is none", "$a\r\n"),
                Arguments.of("arrays in arrays", "*1\r\n".repeat(200_000)),
                Arguments.of("a line without end", "+" + "x".repeat(200_000)),
                Arguments.of("HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void shouldBreakOffWhenTheAnswerCannotBeOneOfRedis(String name, String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server, answer), "no-redis");
            answering.start();
            RedisLink link = new RedisLink(RedisAddress.of("127.0.0.1", server.getLocalPort()), 500, 500, "test");

            JedisException refusal = assertThrows(JedisException.class, link::connect);

            assertFalse(link.isConnected());
            assertTrue(refusal.toString().length() < 1_000, refusal.toString());
            answering.join();
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            assertTrue(socket.getInputStream().read(new byte[4_096]) > 0);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            Thread.onSpinWait(); // The client breaks off: what is wanted.
        }
    }
}
