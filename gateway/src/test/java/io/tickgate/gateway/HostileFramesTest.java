package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that break RFC 6455 or a limit, one named case each, and odd ones that do not. */
@Timeout(60)
class HostileFramesTest {
    private static final byte[] NONE = new byte[0];
    private static final byte[] PING = RawSocket.text("{\"op\":\"ping\",\"id\":5}");

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    static Stream<Arguments> violations() {
        byte[] half = "{\"op\":".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of("not masked", new byte[] {(byte) 0x81, 2, '{', '}'}, 1002),
                Arguments.of("reserved bit 1, as if compressed", RawSocket.frame(0xC1, half), 1002),
                Arguments.of("reserved bit 3", RawSocket.frame(0x91, half), 1002),
                Arguments.of("reserved data opcode", RawSocket.frame(0x83, half), 1002),
                Arguments.of("reserved control opcode", RawSocket.frame(0x8B, NONE), 1002),
                Arguments.of("continuation of nothing", RawSocket.frame(0x80, half), 1002),
                Arguments.of(
                        "text within a message", join(RawSocket.frame(0x01, half), RawSocket.frame(0x81, half)), 1002),
                Arguments.of("fragmented ping", RawSocket.frame(0x09, NONE), 1002),
                Arguments.of("ping of 126 bytes", RawSocket.frame(0x89, new byte[126]), 1002),
                Arguments.of(
                        "length not in its shortest form",
                        new byte[] {(byte) 0x81, (byte) 0xFE, 0, 5, 1, 2, 3, 4},
                        1002),
                Arguments.of(
                        "16 bits of length in 64",
                        new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 3, 4},
                        1002),
                Arguments.of(
                        "negative length",
                        new byte[] {(byte) 0x81, (byte) 0xFF, -1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4},
                        1002),
                Arguments.of(
                        "huge length", new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4}, 1009),
                Arguments.of("message of 16 KiB and one byte", RawSocket.frame(0x81, new byte[16_385]), 1009),
                Arguments.of(
                        "too much in two fragments",
                        join(RawSocket.frame(0x01, spaces(10_000)), RawSocket.frame(0x80, spaces(10_000))),
                        1009),
                Arguments.of("endless empty fragments", fragments(100), 1002),
                Arguments.of("binary", RawSocket.frame(0x82, half), 1003),
                Arguments.of("not UTF-8", RawSocket.frame(0x81, new byte[] {(byte) 0xC3, 0x28}), 1007),
                Arguments.of(
                        "surrogate in UTF-8",
                        RawSocket.frame(0x81, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                        1007),
                Arguments.of("close with one byte", RawSocket.frame(0x88, new byte[] {3}), 1002),
                Arguments.of("close with 1005", RawSocket.frame(0x88, new byte[] {3, (byte) 0xED}), 1002),
                Arguments.of("close with 999", RawSocket.frame(0x88, new byte[] {3, (byte) 0xE7}), 1002),
                Arguments.of(
                        "close with a reason not UTF-8", RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8, -1}), 1007),
                Arguments.of("plain close", RawSocket.frame(0x88, NONE), 1000),
                Arguments.of("close with 1000", RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8}), 1000));
    }

    private static byte[] fragments(int count) {
        byte[] frames = RawSocket.frame(0x01, NONE);
        for (int i = 0; i < count; i++) {
            frames = join(frames, RawSocket.frame(0x00, NONE));
        }
        return frames;
    }

    private static byte[] spaces(int count) {
        return " ".repeat(count).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void shouldCloseWithItsCodeAndFreeThePlace(String name, byte[] bytes, int code) throws Exception {
        try (RawSocket client = RawSocket.open(running.gateway.port(), "/ws/prices?symbols=*", 0)) {
            client.send(bytes);

            assertEquals(code, client.readClose().closeCode());
            assertEquals(-1, client.read().opcode());
        }
        RunningGateway.await("the place is free", () -> running.gateway.connectionCount() == 0);
    }

    @Test
    void shouldUnderstandMessagesHoweverTheBytesAreCut() throws Exception {
        try (RawSocket client = RawSocket.open(running.gateway.port(), "/ws/prices", 0)) {
            for (byte b : PING) {
                client.send(new byte[] {b});
            }
            client.readUntil("\"pong\"");

            byte[] first = "{\"op\":\"pi".getBytes(StandardCharsets.US_ASCII);
            byte[] second = "ng\",\"id\":\"é\"}".getBytes(StandardCharsets.UTF_8);
            client.send(
                    RawSocket.frame(0x01, first),
                    RawSocket.frame(0x89, new byte[] {'h', 'i'}),
                    RawSocket.frame(0x00, java.util.Arrays.copyOf(second, second.length - 3)),
                    RawSocket.frame(0x80, java.util.Arrays.copyOfRange(second, second.length - 3, second.length)));

            RawSocket.Frame pong = client.read();
            assertEquals(10, pong.opcode());
            assertEquals("hi", pong.text());
            assertTrue(client.read().text().contains("\"id\":\"é\""));
        }
    }

    @Test
    void shouldReadFramesThatCameTogetherWithTheHandshake() throws Exception {
        try (RawSocket client = RawSocket.open(running.gateway.port(), "/ws/prices", 0, PING)) {
            assertTrue(client.readUntil("\"pong\"").text().contains("\"id\":5"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|426",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13|400",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short|400",
                "Connection: keep-alive|426",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://evil.example|403",
            })
    void shouldRefuseAHandshakeThatIsNone(String headersAndStatus) throws Exception {
        int bar = headersAndStatus.indexOf('|');
        try (RawHttp raw = new RawHttp(running.gateway.port())) {
            String answer = raw.send("GET /ws/prices HTTP/1.1\r\nHost: localhost\r\n"
                            + headersAndStatus.substring(0, bar) + "\r\n\r\n")
                    .readHead();

            assertTrue(answer.startsWith("HTTP/1.1 " + headersAndStatus.substring(bar + 1)), answer);
        }
    }

    @Test
    void shouldFreeThePlaceWhenAClientVanishes() throws Exception {
        RawSocket client = RawSocket.open(running.gateway.port(), "/ws/prices?symbols=*", 0);
        client.socket.setSoLinger(true, 0);

        client.close();

        RunningGateway.await("the place is free", () -> running.gateway.connectionCount() == 0);
    }
}
