package io.tickgate.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private final FrameScanner scanner = new FrameScanner("\"price\":\"");

    @ParameterizedTest
    @CsvSource({
        "60000, 0",
        "60000.1, 10",
        "60000.01, 1",
        "60012.34, 1234",
        "60012.3400, 1234",
        "79999.99, 1999999",
        "59999.99, -1"
    })
    void shouldKnowTheTradeWhenAPriceIsWrittenInAnyForm(String price, long trade) {
        add(frame("{\"type\":\"price\",\"symbol\":\"BTC/USD\",\"price\":\"" + price + "\",\"sequence\":5}"));

        scanner.next();

        assertEquals(trade, scanner.trade());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"hello\"}", "{}", "", "{\"price\":", "{\"price\":\""})
    void shouldFindNoTradeOfTheRunWhenThereIsNoPrice(String text) {
        add(frame(text));

        scanner.next();

        long trade = scanner.trade();
        assertEquals(true, trade < 0, "trade " + trade);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void shouldCutFramesOfEachLengthFormWhenTheyComeByteByByte(int length) {
        byte[] both = join(frame("x".repeat(length)), frame("y"));
        List<Integer> lengths = new ArrayList<>();

        for (byte each : both) {
            add(new byte[] {each});
            if (scanner.next() == FrameScanner.TEXT) {
                lengths.add(scanner.payloadLength());
            }
        }

        assertEquals(List.of(length, 1), lengths);
    }

    @Test
    void shouldMoveWhatIsLeftToTheFrontWhenThereIsNoRoom() {
        byte[] frame = frame("x".repeat(60_000));

        for (int i = 0; i < 20; i++) {
            add(frame);
            assertEquals(FrameScanner.TEXT, scanner.next(), "frame " + i);
        }

        assertEquals(FrameScanner.NONE, scanner.next());
    }

    @Test
    void shouldRefuseAFrameWhenItIsLongerThanAnythingExpected() {
        add(new byte[] {(byte) 0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0});

        assertThrows(IllegalStateException.class, scanner::next);
    }

    private void add(byte[] bytes) {
        int room = scanner.room();
        assertEquals(true, room >= bytes.length, "room " + room);
        System.arraycopy(bytes, 0, scanner.buffer(), scanner.limit(), bytes.length);
        scanner.added(bytes.length);
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 65_536) {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] join(byte[] left, byte[] right) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(left);
        both.writeBytes(right);
        return both.toByteArray();
    }
}
