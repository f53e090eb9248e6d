package io.tickgate.simulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTimesTest {

    private static String moved(String payload, long shiftUs, boolean microseconds) {
        CombinedFrame frame = new CombinedFrame();
        byte[] line = ("17 {\"stream\":\"x@y\",\"data\":" + payload + "}").getBytes(StandardCharsets.UTF_8);
        assertTrue(frame.wrap(line, 3, line.length - 3));
        AsciiBuffer out = new AsciiBuffer();
        FrameTimes.rewrite(frame, shiftUs, microseconds, out);
        String text = out.toString();
        return text.substring("{\"stream\":\"x@y\",\"data\":".length(), text.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"E":1000,"T":999}                        |   5000 | false | {"E":1005,"T":1004}
            {"E":1000,"T":999}                        |  -1    | false | {"E":999,"T":998}
            {"E":1000}                                |   1999 | false | {"E":1001}
            {"E":1000}                                |   5000 | true  | {"E":1005000}
            {"E":1723161255343001}                    |   7    | true  | {"E":1723161255343008}
            {"E":1723161255343001}                    |   7    | false | {"E":1723161255343008}
            {"e":"E","E":1,"s":"T"}                   |   1000 | false | {"e":"E","E":2,"s":"T"}
            {"t":5,"e":6,"E":1}                       |   1000 | false | {"t":5,"e":6,"E":2}
            {"E":1,"k":{"E":1,"T":2},"T":3}           |   1000 | false | {"E":2,"k":{"E":1,"T":2},"T":4}
            {"b":[["1","2"]],"E":1}                   |   1000 | false | {"b":[["1","2"]],"E":2}
            {"x":"a\\"E\\":1","E":1}                  |   1000 | false | {"x":"a\\"E\\":1","E":2}
            {"E":"1","T":null}                        |   1000 | false | {"E":"1","T":null}
            {"E":1000000000000000000000}              |   1000 | false | {"E":1000000000000000000000}
            {}                                        |   1000 | false | {}
            """)
    void shouldMoveTheTimesOfThePayloadAndNothingElse(
            String payload, long shiftUs, boolean microseconds, String expected) {
        assertEquals(expected, moved(payload, shiftUs, microseconds));
    }

    @Test
    void shouldFindNameIdAndPriceWhenTheFrameIsATrade() {
        CombinedFrame frame = new CombinedFrame();
        byte[] bytes = "{\"stream\":\"a@trade\",\"data\":{\"e\":\"trade\",\"t\":37,\"p\":\"0.10\"}}"
                .getBytes(StandardCharsets.UTF_8);

        boolean isFrame = frame.wrap(bytes, 0, bytes.length);

        assertTrue(isFrame);
        assertEquals("a@trade", frame.stream());
        assertEquals(37, frame.tradeId());
        assertEquals("0.10", frame.price());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}
            {"result":null,"id":1}
            {"stream":"
            {"stream":"a@trade"
            {"stream":"a@trade","data":
            {"stream":"a@trade","data":{"e":"trade","t":1
            {"stream":"a@trade","data":{} x
            {"data":{},"stream":"a@trade"}
            """)
    void shouldSayNoWhenTheFrameIsNotCombined(String text) {
        CombinedFrame frame = new CombinedFrame();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        boolean isFrame = frame.wrap(bytes, 0, bytes.length);

        assertFalse(isFrame);
    }
}
