package io.tickgate.feed.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LENGTH_MAX = 70_000;

    private final FrameReader reader = new FrameReader(LENGTH_MAX);
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, LENGTH_MAX})
    void shouldCutFramesOfAnyLengthForm(int length) {
        frame(0x81, text(length));
        frame(0x81, "after");

        assertEquals(List.of("TEXT " + text(length), "TEXT after"), readAll());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void shouldCutTheSameFramesWhereverTheReadsEnd(int step) {
        frame(0x81, "one");
        frame(0x01, "two");
        frame(0x89, "ping");
        frame(0x00, "");
        frame(0x80, " parts");
        frame(0x82, "binary");
        frame(0x81, text(LENGTH_MAX + 1));
        frame(0x81, text(300));
        frame(0x8A, "");
        frame(0x88, "\u0003\u00e8bye");

        List<String> events = new ArrayList<>();
        byte[] bytes = wire.toByteArray();
        for (int i = 0; i < bytes.length; i += step) {
            add(bytes, i, Math.min(step, bytes.length - i));
            drain(events);
        }

        assertEquals(
                List.of(
                        "TEXT one",
                        "PING ping",
                        "TEXT two parts",
                        "BINARY binary",
                        "OVERSIZED",
                        "TEXT " + text(300),
                        "PONG ",
                        "CLOSE \u0003\u00e8bye"),
                events);
    }

    @ParameterizedTest
    @CsvSource({
        "masked text, 81 81 00 00 00 00 41",
        "masked ping, 89 80 00 00 00 00",
        "reserved bit 1, C1 00",
        "reserved bit 2, A1 00",
        "reserved bit 3, 91 00",
        "reserved data opcode 3, 83 00",
        "reserved data opcode 7, 87 00",
        "reserved control opcode 11, 8B 00",
        "reserved control opcode 15, 8F 00",
        "ping in fragments, 09 00",
        "long ping, 89 7E 00 7E",
        "long close, 88 7E 01 00",
        "continuation of nothing, 80 00",
        "continuation of nothing that goes on, 00 00",
        "text within a message, 01 00 81 00",
        "binary within a message, 01 00 02 00",
        "negative length, 81 7F FF FF FF FF FF FF FF FF",
        "length of 2^63, 81 7F 80 00 00 00 00 00 00 00",
    })
    void shouldCallItAViolationWhenTheServerBreaksTheProtocol(String name, String hex) {
        hex(hex);

        assertEquals(List.of("VIOLATION"), readAll(), name);
    }

    @Test
    void shouldSkipAFrameOfAnyStatedLengthWithoutStoringIt() {
        hex("81 7F 7F FF FF FF FF FF FF FF");
        wire.writeBytes(new byte[1_000]);
        List<String> events = readAll();

        for (int i = 0; i < 100; i++) {
            wire.reset();
            wire.writeBytes(new byte[60_000]);
            events.addAll(readAll());
        }

        assertEquals(List.of("OVERSIZED"), events);
    }

    @Test
    void shouldSkipAMessageWhoseFragmentsAreTooLongTogether() {
        frame(0x01, text(40_000));
        frame(0x00, text(30_001));
        frame(0x89, "still here");
        frame(0x00, text(100));
        frame(0x80, text(LENGTH_MAX + 5));
        frame(0x81, "next");

        assertEquals(List.of("OVERSIZED", "PING still here", "TEXT next"), readAll());
    }

    @Test
    void shouldJoinAMessageUpToTheLimit() {
        frame(0x02, text(40_000));
        frame(0x80, text(30_000));

        assertEquals(List.of("BINARY " + text(40_000) + text(30_000)), readAll());
    }

    @Test
    void shouldStartAfreshAfterReset() {
        hex("01 03 41");
        readAll();
        wire.reset();

        reader.reset();
        frame(0x81, "new");

        assertEquals(List.of("TEXT new"), readAll());
    }

    @ParameterizedTest
    @CsvSource({"'', without a code", "03, without a code", "03 F0, 1008", "03 F0 41 0A 42, 1008 A?B"})
    void shouldSayWhatACloseFrameSays(String hex, String expected) {
        byte[] payload = bytes(hex);

        assertEquals(expected, FrameReader.closeText(payload, 0, payload.length));
    }

    private void frame(int first, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        wire.write(first);
        if (bytes.length < 126) {
            wire.write(bytes.length);
        } else if (bytes.length < 65_536) {
            wire.write(126);
            writeNumber(bytes.length, 2);
        } else {
            wire.write(127);
            writeNumber(bytes.length, 8);
        }
        wire.writeBytes(bytes);
    }

    private void writeNumber(long number, int length) {
        for (int i = length - 1; i >= 0; i--) {
            wire.write((int) (number >>> (8 * i)));
        }
    }

    private void hex(String hex) {
        wire.writeBytes(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        String[] parts = hex.isEmpty() ? new String[0] : hex.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        return bytes;
    }

    private static String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    private List<String> readAll() {
        List<String> events = new ArrayList<>();
        byte[] bytes = wire.toByteArray();
        for (int i = 0; i < bytes.length; ) {
            int room = reader.prepare();
            int length = Math.min(room, bytes.length - i);
            add(bytes, i, length);
            drain(events);
            i += length;
        }
        return events;
    }

    private void add(byte[] bytes, int offset, int length) {
        reader.prepare();
        System.arraycopy(bytes, offset, reader.buffer(), reader.limit(), length);
        reader.added(length);
    }

    private void drain(List<String> events) {
        while (true) {
            int frame = reader.next();
            if (frame == FrameReader.NONE) {
                return;
            }
            events.add(name(frame));
            if (frame == FrameReader.VIOLATION) {
                return;
            }
        }
    }

    private String name(int frame) {
        String payload = new String(
                reader.payload(), reader.payloadOffset(), reader.payloadLength(), StandardCharsets.ISO_8859_1);
        return switch (frame) {
            case FrameReader.TEXT -> "TEXT " + payload;
            case FrameReader.BINARY -> "BINARY " + payload;
            case FrameReader.PING -> "PING " + payload;
            case FrameReader.PONG -> "PONG " + payload;
            case FrameReader.CLOSE -> "CLOSE " + payload;
            case FrameReader.OVERSIZED -> "OVERSIZED";
            case FrameReader.VIOLATION -> "VIOLATION";
            default -> throw new AssertionError(frame);
        };
    }
}
