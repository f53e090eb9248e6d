package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinanceDecoderTest {
    private static final String TRADE = "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1672515782136,"
            + "\"s\":\"BTCUSDT\",\"t\":12345,\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":1672515782135,"
            + "\"m\":true,\"M\":true}}";
    private static final String TRADE_MESSAGE = "TRADE stream 7 id 12345 price 6183763000000 size 2000000 side 2 traded"
            + " 1672515782135000000 event 1672515782136000000 flags 0";
    private static final String QUOTE =
            "{\"stream\":\"ethusdt@bookTicker\",\"data\":{\"u\":400900217,\"s\":\"ETHUSDT\","
                    + "\"b\":\"25.35190000\",\"B\":\"31.21000000\",\"a\":\"25.36520000\",\"A\":\"40.66000000\"}}";
    private static final String QUOTE_MESSAGE =
            "QUOTE stream 8 id 400900217 bid 2535190000 × 3121000000 ask 2536520000 × 4066000000 event absent flags 0";

    private final Counters counters = Counters.inMemory();
    private final BadFrames badFrames = BadFrames.inMemory(counters);
    private final UnlistedSymbols unlisted = new UnlistedSymbols(counters);
    private final Decoding decoding = new Decoding(decoder(VenueTimeUnit.MILLISECOND));

    private BinanceDecoder decoder(VenueTimeUnit unit) {
        BinanceDecoder decoder = new BinanceDecoder(unit, counters, badFrames, unlisted);
        decoder.streams(new StreamTable(Streams.BINANCE));
        return decoder;
    }

    @Test
    void shouldReadTheKnownShapesWithoutTheParser() {
        assertEquals(TRADE_MESSAGE, decode(TRADE));
        assertEquals(QUOTE_MESSAGE, decode(QUOTE));
        assertEquals(TRADE_MESSAGE, decode(raw(TRADE)));
        assertEquals(QUOTE_MESSAGE, decode(raw(QUOTE)));
        String utf8 = TRADE.replace("btcusdt", "这是测试币456").replace("BTCUSDT", "这是测试币456");
        assertEquals(TRADE_MESSAGE.replace("stream 7", "stream 9"), decode(utf8));

        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "buyer's and seller's order ids of old|,\"q\"|,\"b\":88,\"a\":50,\"q\"",
                "a new key with an object|,\"q\"|,\"z\":{\"p\":\"1\",\"q\":[1,{}]},\"q\"",
                "a new key with null|,\"q\"|,\"z\":null,\"q\"",
                "blanks|\":|\" : ",
                "line feeds|,|,\n",
                "price as a number|\"61837.63000000\"|61837.63",
                "price with an exponent|\"61837.63000000\"|\"6.183763E4\"",
                "price as a number with an exponent|\"61837.63000000\"|6.183763e+4",
                "escaped symbol|\"BTCUSDT\"|\"\\u0042TCUSDT\"",
                "escaped key|\"p\":|\"\\u0070\":",
                "id as text|12345|\"12345\"",
                "missing M|,\"M\":true|``",
                "more zeros|0.02000000|0000.0200000000000000",
            })
    void shouldReadOtherSpellingsToTheSameTrade(String name, String from, String to) {
        assertEquals(TRADE_MESSAGE, decode(TRADE.replace(from, to)));
    }

    @Test
    void shouldReadKeysInAnyOrder() {
        String trade =
                "{\"data\":{\"M\":true,\"m\":true,\"T\":1672515782135,\"q\":\"0.02\",\"p\":\"61837.63\",\"t\":12345,"
                        + "\"s\":\"BTCUSDT\",\"E\":1672515782136,\"e\":\"trade\"},\"stream\":\"btcusdt@trade\"}";
        String quote =
                "{\"A\":\"40.66\",\"a\":\"25.3652\",\"B\":\"31.21\",\"b\":\"25.3519\",\"s\":\"ETHUSDT\",\"u\":400900217}";

        assertEquals(TRADE_MESSAGE, decode(trade));
        assertEquals(QUOTE_MESSAGE, decode(quote));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "price zero|61837.63000000|0.00000000",
                "price minus|61837.63000000|-1",
                "price minus zero|61837.63000000|-0",
                "price rounds to zero|61837.63000000|0.000000001",
                "price too large|61837.63000000|92233720369",
                "price is text|61837.63000000|abc",
                "price is empty|61837.63000000|",
                "price with two points|61837.63000000|1.2.3",
                "price NaN|61837.63000000|NaN",
                "price null|\"61837.63000000\"|null",
                "price true|\"61837.63000000\"|true",
                "price is an object|\"61837.63000000\"|{}",
                "price missing|\"p\":\"61837.63000000\",|",
                "size minus|0.02000000|-0.02",
                "size is text|0.02000000|many",
                "size missing|\"q\":\"0.02000000\",|",
                "id missing|\"t\":12345,|",
                "id minus|12345|-12345",
                "id with a fraction|12345|12345.5",
                "id too large|12345|9223372036854775808",
                "id null|12345|null",
                "symbol missing|\"s\":\"BTCUSDT\",|",
                "trade time zero|1672515782135|0",
                "trade time minus|1672515782135|-1672515782135",
                "trade time in microseconds|1672515782135|1672515782135000",
                "trade time missing|\"T\":1672515782135,|",
                "event time in microseconds|1672515782136|1672515782136000",
                "event time zero|1672515782136|0",
            })
    void shouldRejectATradeThatCannotBe(String name, String from, String to) {
        String message = decode(TRADE.replace(from, to == null ? "" : to));

        assertTrue(message.startsWith("REJECTED stream "), message);
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "taker bought|\"m\":true|\"m\":false|side 2|side 1",
                "taker unknown|\"m\":true,||side 2|side 0",
                "event time missing|\"E\":1672515782136,||event 1672515782136000000|event absent",
                "size zero|0.02000000|0|size 2000000|size 0",
                "size rounded|0.02000000|0.020000005|flags 0|flags 4",
                "price rounded|61837.63000000|61837.629999999999|flags 0|flags 4",
                "size saturated|0.02000000|1e12|size 2000000 side 2 traded 1672515782135000000 event 1672515782136000000 flags 0"
                        + "|size 9223372036854775807 side 2 traded 1672515782135000000 event 1672515782136000000 flags 8",
            })
    void shouldTakeATradeThatIsOdd(String name, String from, String to, String was, String is) {
        assertEquals(TRADE_MESSAGE.replace(was, is), decode(TRADE.replace(from, to == null ? "" : to)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bid zero|\"25.35190000\"|\"0.00000000\"|bid 0 × 0 ask 2536520000 × 4066000000 event absent flags 0",
                "bid empty|\"25.35190000\"|\"\"|bid 0 × 0 ask 2536520000 × 4066000000 event absent flags 0",
                "bid missing|\"b\":\"25.35190000\",||bid 0 × 0 ask 2536520000 × 4066000000 event absent flags 0",
                "bid size zero|\"31.21000000\"|\"0\"|bid 0 × 0 ask 2536520000 × 4066000000 event absent flags 0",
                "bid size missing|\"B\":\"31.21000000\",||bid 0 × 0 ask 2536520000 × 4066000000 event absent flags 0",
                "bid size rounds to zero|\"31.21000000\"|\"1e-9\"|bid 2535190000 × 0 ask 2536520000 × 4066000000 event absent flags 4",
                "ask zero|\"25.36520000\"|\"0.00000000\"|bid 2535190000 × 3121000000 ask 0 × 0 event absent flags 0",
                "ask null|\"25.36520000\"|null|bid 2535190000 × 3121000000 ask 0 × 0 event absent flags 0",
                "crossed|\"25.36520000\"|\"25\"|bid 2535190000 × 3121000000 ask 2500000000 × 4066000000 event absent flags 0",
                "size saturated|\"31.21000000\"|\"1e12\"|bid 2535190000 × 9223372036854775807 ask 2536520000 × 4066000000 event absent flags 8",
            })
    void shouldTakeAQuoteWithASideMissingOrOdd(String name, String from, String to, String expected) {
        assertEquals("QUOTE stream 8 id 400900217 " + expected, decode(QUOTE.replace(from, to == null ? "" : to)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "both sides zero|25.35190000|0|25.36520000|0",
                "both sides missing|\"b\":\"25.35190000\",||\"a\":\"25.36520000\",|",
                "bid minus|25.35190000|-25|x|x",
                "bid too large|25.35190000|1e11|x|x",
                "ask text|25.36520000|abc|x|x",
                "ask size minus|40.66000000|-1|x|x",
                "id text|400900217|\"x\"|x|x",
                "symbol missing|\"s\":\"ETHUSDT\",||x|x",
            })
    void shouldRejectAQuoteThatCannotBe(String name, String from, String to, String from2, String to2) {
        String frame = QUOTE.replace(from, to == null ? "" : to).replace(from2, to2 == null ? "" : to2);

        assertTrue(decode(frame).startsWith("REJECTED stream "));
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aggregate trade|{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1,\"s\":\"BTCUSDT\",\"a\":1,"
                        + "\"p\":\"1\",\"q\":\"1\",\"f\":1,\"l\":1,\"T\":1,\"m\":true,\"M\":true}}",
                "depth|{\"stream\":\"btcusdt@depth\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"U\":1,\"u\":2,"
                        + "\"b\":[[\"1\",\"2\"]],\"a\":[]}}",
                "block trade|{\"e\":\"blockTrade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1}",
                "reference price|{\"stream\":\"btcusdt@referencePrice\",\"data\":{\"e\":\"referencePrice\",\"r\":null}}",
                "other symbol|{\"e\":\"trade\",\"E\":1,\"s\":\"XRPUSDT\",\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}",
                "trade in another stream|{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\","
                        + "\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true}}",
                "quote in another stream|{\"stream\":\"btcusdt@ticker\",\"data\":{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\","
                        + "\"a\":\"2\",\"A\":\"1\"}}",
                "empty object|{}",
                "data alone|{\"data\":{}}",
                "data that is text|{\"stream\":\"btcusdt@trade\",\"data\":\"x\"}",
                "number|5",
                "text|\"Pong\"",
                "empty array|[]",
                "null|null",
            })
    void shouldCountAsUnknownWhatIsOfNoUse(String name, String frame) {
        assertEquals("UNKNOWN", decode(frame));
        assertEquals(1, counters.get(Counter.FRAMES_UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trade of another symbol|{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\","
                        + "\"t\":1,\"p\":\"1\",\"q\":\"1\",\"T\":1,\"m\":true,\"M\":true}}",
                "quote of another symbol|{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":1,\"s\":\"ETHUSDT\",\"b\":\"1\","
                        + "\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}}",
            })
    void shouldRejectWhatTheNameOfTheStreamContradicts(String name, String frame) {
        assertEquals("REJECTED stream 0 id absent CONTRADICTION", decode(frame));
        assertEquals(1, counters.get(Counter.BAD_CONTRADICTION));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing|``",
                "blanks|`  `",
                "a sentence|Pong timeout",
                "a page|<html><body>502</body></html>",
                "a word|Unauthorized",
                "not closed|{\"e\":\"trade\"",
                "behind the end|{\"e\":\"trade\"}x",
                "two objects|{}{}",
                "trailing comma|{\"e\":\"trade\",}",
                "equal keys|{\"e\":\"trade\",\"p\":\"1\",\"p\":\"2\"}",
                "single quotes|{'e':'trade'}",
                "comment|{\"e\":\"trade\"/* */}",
                "leading zero|{\"t\":0123}",
                "control character|{\"e\":\"tr\tade\"}",
            })
    void shouldCountAsMalformedWhatIsNoJson(String name, String frame) {
        assertTrue(decode(frame == null ? "" : frame).startsWith("MALFORMED "));
        assertEquals(1, counters.get(Counter.FRAMES_MALFORMED));
    }

    @Test
    void shouldCountAsMalformedAFrameCutAtAnyByte() {
        int cuts = 0;
        for (String frame : List.of(TRADE, QUOTE, raw(TRADE), raw(QUOTE))) {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                assertEquals(
                        "MALFORMED NOT_JSON", decoding.of(Arrays.copyOf(bytes, length)), frame.substring(0, length));
                cuts++;
            }
        }

        assertEquals(cuts, counters.get(Counter.FRAMES_MALFORMED));
    }

    @Test
    void shouldCountAsMalformedWhatIsNotUtf8() {
        byte[] unpaired = TRADE.replace("0.02", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        byte[] tooLarge = {0, 0, 0, '{', 0, 0x11, 0, 0, 0, 0x11, 0, 0};
        List<byte[]> frames = List.of(
                TRADE.getBytes(StandardCharsets.UTF_16LE),
                TRADE.getBytes(StandardCharsets.UTF_16),
                TRADE.getBytes(Charset.forName("UTF-32BE")),
                tooLarge,
                unpaired);

        for (byte[] frame : frames) {
            assertTrue(decoding.of(frame).startsWith("MALFORMED "));
        }

        assertEquals(frames.size(), counters.get(Counter.FRAMES_MALFORMED));
    }

    @Test
    void shouldNotReadBehindTheFrame() {
        assertEquals("MALFORMED NOT_JSON", decode(TRADE + "}"));
        assertEquals(TRADE_MESSAGE, decode(TRADE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "acknowledgement|{\"result\":null,\"id\":1}|ACK request 1 names []",
                "without id|{\"result\":null,\"id\":null}|ACK request absent names []",
                "id of text|{\"result\":null,\"id\":\"a1\"}|ACK request absent names []",
                "subscriptions|{\"result\":[\"btcusdt@trade\",\"b@ticker\"],\"id\":3}|ACK request 3 names [btcusdt@trade, b@ticker]",
                "no subscriptions|{\"result\":[],\"id\":3}|ACK request 3 names []",
                "property|{\"result\":true,\"id\":2}|ACK request 2 names []",
            })
    void shouldReadAcknowledgements(String name, String frame, String expected) {
        assertEquals(expected, decode(frame));
        assertEquals(1, counters.get(Counter.FRAMES_CONTROL));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "flat|{\"code\":2,\"msg\":\"Invalid request\"}|request absent code 2 text Invalid request",
                "flat with id|{\"code\": 0, \"msg\": \"Unknown property\",\"id\": 5}|request 5 code 0 text Unknown property",
                "nested|{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}"
                        + "|request 19 code 4 text Too many subscriptions",
                "control characters|{\"error\":{\"code\":4,\"msg\":\"a\\u001b[31mb\\u202ec\"}}"
                        + "|request absent code 4 text a?[31mb?c",
                "text|{\"error\":\"no\"}|request absent code absent text no",
                "list|{\"error\":[1,2]}|`request absent code absent text `",
            })
    void shouldReadErrors(String name, String frame, String expected) {
        assertEquals("ERROR " + expected, decode(frame));
        assertEquals(1, counters.get(Counter.FRAMES_ERROR));
    }

    @Test
    void shouldCutTheTextOfAnError() {
        String message = decode("{\"code\":1,\"msg\":\"" + "x".repeat(10_000) + "\"}");

        assertEquals("ERROR request absent code 1 text " + "x".repeat(200), message);
    }

    @Test
    void shouldKnowTheAnnouncementOfAShutdown() {
        assertEquals("SHUTDOWN", decode("{\"e\":\"serverShutdown\",\"E\":1770123456789}"));
        assertEquals(
                "SHUTDOWN",
                decode("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}"));
    }

    @Test
    void shouldReadMicrosecondsWhenTheyAreConfigured() {
        Decoding microseconds = new Decoding(decoder(VenueTimeUnit.MICROSECOND));

        String message = microseconds.of(TRADE.replace("1672515782135", "1672515782135123"));

        assertTrue(message.contains("traded 1672515782135123000"), message);
    }

    @Test
    void shouldSurviveDeepNesting() {
        assertEquals("MALFORMED BEYOND_BOUNDS", decode("[".repeat(100_000)));
        assertEquals("MALFORMED BEYOND_BOUNDS", decode("{\"a\":".repeat(50_000)));
    }

    private static String raw(String combined) {
        return combined.substring(combined.indexOf("\"data\":") + 7, combined.length() - 1);
    }

    private String decode(String frame) {
        return decoding.of(frame);
    }
}
