package io.tickgate.feed.coincap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoincapDecoderTest {
    private static final String BITCOIN =
            "PRICE stream 27 price 6712345000000 bid 0 × 0 ask 0 × 0 event absent flags 0";

    private final Counters counters = Counters.inMemory();
    private final UnlistedSymbols unlisted = new UnlistedSymbols(counters);
    private final CoincapDecoder decoder = new CoincapDecoder(counters, BadFrames.inMemory(counters), unlisted);
    private final Decoding decoding = new Decoding(decoder);

    CoincapDecoderTest() {
        decoder.streams(new StreamTable(Streams.COINCAP));
    }

    @Test
    void shouldReadPricesOfKnownSlugsWithoutTheParser() {
        String message = decoding.of("{\"bitcoin\":\"67123.45\",\"binance-coin\":\"600.1234567891234567\"}");

        assertEquals(
                BITCOIN + " | PRICE stream 28 price 60012345679 bid 0 × 0 ask 0 × 0 event absent flags 4", message);
        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
    }

    @Test
    void shouldNoteEachUnlistedSlugOnceAndThenReadWithoutTheParser() {
        String frame = "{\"ethereum\":\"3456.7\",\"bitcoin\":\"67123.45\",\"币\":\"1\"}";
        List<String> noted = new ArrayList<>();

        assertEquals(BITCOIN, decoding.of(frame));
        assertEquals(BITCOIN, decoding.of(frame));
        unlisted.drain(noted::add);
        unlisted.drain(noted::add);

        assertEquals(List.of("ethereum", "币"), noted);
        assertEquals(1, counters.get(Counter.FRAMES_FALLBACK));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "number|{\"bitcoin\":67123.45}|PRICE stream 27 price 6712345000000 bid 0 × 0 ask 0 × 0 event absent flags 0",
                "exponent|{\"bitcoin\":6.712345E4}|PRICE stream 27 price 6712345000000 bid 0 × 0 ask 0 × 0 event absent flags 0",
                "blanks|{ \"bitcoin\" : \"1\" }|PRICE stream 27 price 100000000 bid 0 × 0 ask 0 × 0 event absent flags 0",
                "zero|{\"bitcoin\":\"0\"}|REJECTED stream 27 id absent PRICE",
                "negative|{\"bitcoin\":-1}|REJECTED stream 27 id absent PRICE",
                "null|{\"bitcoin\":null}|REJECTED stream 27 id absent PRICE",
                "overflow|{\"bitcoin\":\"1e30\"}|REJECTED stream 27 id absent PRICE_OVERFLOW",
                "twice|{\"bitcoin\":\"1\",\"bitcoin\":\"2\"}|MALFORMED EQUAL_KEYS",
                "empty|{}|UNKNOWN",
                "text beside|{\"x\":\"y\"}|UNKNOWN",
                "old version|{\"data\":{\"message\":\"We are deprecating\"},\"timestamp\":1744796832910}|UNKNOWN",
                "error|{\"error\":\"Unauthorized\"}|ERROR request absent code absent text Unauthorized",
                "sentence|Unauthorized: bad key|UNAUTHORIZED text Unauthorized: bad key",
                "word|Unauthorized|UNAUTHORIZED text Unauthorized",
                "other sentence|Not authorized|MALFORMED NOT_JSON",
                "nothing|``|MALFORMED NOT_JSON",
            })
    void shouldReadWhatElseMayCome(String name, String frame, String expected) {
        assertEquals(expected, decoding.of(frame == null ? "" : frame));
    }

    @Test
    void shouldNoteOnlyWhatHasAPriceAndCanBeASymbol() {
        decoding.of("{\"a\":\"0\",\"b\":\"x\",\"c\":null,\"d\\\"e\":\"1\",\"" + "f".repeat(65) + "\":\"1\",\"g\":1}");
        decoding.of("{\"data\":{},\"h\":\"1\"}");
        List<String> noted = new ArrayList<>();

        unlisted.drain(noted::add);

        assertEquals(List.of("g"), noted);
        assertEquals(2, counters.get(Counter.UNLISTED_DROPPED));
    }

    @Test
    void shouldSeeTheSameUnlistedSlugTwice() {
        decoding.of("{\"ethereum\":\"1\"}");

        assertEquals("MALFORMED EQUAL_KEYS", decoding.of("{\"ethereum\":\"1\",\"ethereum\":\"1\"}"));
    }
}
