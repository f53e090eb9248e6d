package io.tickgate.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoinbaseDecoderTest {
    private static final String TICKER =
            "{\"type\":\"ticker\",\"sequence\":500,\"product_id\":\"BTC-USD\",\"price\":\"86974.9\","
                    + "\"open_24h\":\"1310.79\",\"volume_24h\":\"245532.79269678\",\"low_24h\":\"1280.52\",\"high_24h\":\"1313.8\","
                    + "\"volume_30d\":\"9788783.60117027\",\"best_bid\":\"86974.8\",\"best_bid_size\":\"0.5\",\"best_ask\":\"86975\","
                    + "\"best_ask_size\":\"1.50000000\",\"side\":\"buy\",\"time\":\"2022-10-19T23:28:22.061769Z\",\"trade_id\":370843401,"
                    + "\"last_size\":\"11.4396987\"}";
    private static final String QUOTE =
            "QUOTE stream 17 id 500 bid 8697480000000 × 50000000 ask 8697500000000 × 150000000"
                    + " event 1666222102061769000 flags 0";
    private static final String TICKER_TRADE =
            " | NEWEST_TRADE stream 17 id 370843401 source 2 event 1666222102061769000";
    private static final String MATCH = "{\"type\":\"match\",\"trade_id\":10,\"maker_order_id\":\"ac928c66\","
            + "\"taker_order_id\":\"132fb6ae\",\"side\":\"sell\",\"size\":\"5.23512\",\"price\":\"400.23\","
            + "\"product_id\":\"BTC-USD\",\"sequence\":50,\"time\":\"2014-11-07T08:19:27.028459Z\"}";
    private static final String DOCUMENTED_MATCH =
            "{\"type\":\"match\",\"trade_id\":10,\"sequence\":50,\"maker_order_id\":\"ac928c66\","
                    + "\"taker_order_id\":\"132fb6ae\",\"time\":\"2014-11-07T08:19:27.028459Z\",\"product_id\":\"BTC-USD\","
                    + "\"size\":\"5.23512\",\"price\":\"400.23\",\"side\":\"sell\"}";
    private static final String TRADE =
            "TRADE stream 17 id 10 price 40023000000 size 523512000 side 1 traded 1415348367028459000"
                    + " event 1415348367028459000 flags 0";
    private static final String HEARTBEAT =
            "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\","
                    + "\"time\":\"2014-11-07T08:19:28.464459Z\"}";
    private static final String WIRE_HEARTBEAT =
            "{\"type\":\"heartbeat\",\"last_trade_id\":20,\"product_id\":\"BTC-USD\","
                    + "\"sequence\":90,\"time\":\"2014-11-07T08:19:28.464459Z\"}";
    private static final String BEAT = "HEARTBEAT stream 17 event 1415348368464459000";

    private final Counters counters = Counters.inMemory();
    private final CoinbaseDecoder decoder = new CoinbaseDecoder(counters, BadFrames.inMemory(counters));
    private final Decoding decoding = new Decoding(decoder);

    CoinbaseDecoderTest() {
        decoder.streams(new StreamTable(Streams.COINBASE));
    }

    @Test
    void shouldReadTheKnownShapesWithoutTheParser() {
        assertEquals(QUOTE + TICKER_TRADE, decoding.of(TICKER));
        assertEquals(TRADE, decoding.of(MATCH));
        assertEquals(TRADE, decoding.of(DOCUMENTED_MATCH));
        assertEquals(
                "NEWEST_TRADE stream 17 id 10 source 3 event 1415348367028459000",
                decoding.of(MATCH.replace("\"match\"", "\"last_match\"")));
        assertEquals(
                "NEWEST_TRADE stream 17 id 20 source 1 event 1415348368464459000 | " + BEAT, decoding.of(HEARTBEAT));
        assertEquals(
                "NEWEST_TRADE stream 17 id 20 source 1 event 1415348368464459000 | " + BEAT,
                decoding.of(WIRE_HEARTBEAT));
        assertEquals(
                QUOTE.replace("× 50000000", "× 0").replace("× 150000000", "× 0") + TICKER_TRADE,
                decoding.of(TICKER.replace("\"best_bid_size\":\"0.5\",", "")
                        .replace("\"best_ask_size\":\"1.50000000\",", "")));

        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time missing|\"time\":\"2022-10-19T23:28:22.061769Z\",||event 1666222102061769000|event absent",
                "time null|\"2022-10-19T23:28:22.061769Z\"|null|event 1666222102061769000|event absent",
                "trade id missing|\"trade_id\":370843401,||x|x",
                "sequence missing|\"sequence\":500,||id 500|id absent",
                "time to the second|22.061769Z|22Z|2061769000 |2000000000 ",
                "time to the nanosecond|22.061769Z|22.061769123Z|2061769000 |2061769123 ",
                "bid missing|\"best_bid\":\"86974.8\",||bid 8697480000000 × 50000000|bid 0 × 0",
                "bid empty|\"86974.8\"|\"\"|bid 8697480000000 × 50000000|bid 0 × 0",
                "bid zero|\"86974.8\"|\"0\"|bid 8697480000000 × 50000000|bid 0 × 0",
                "bid size zero|\"0.5\"|\"0.00\"|bid 8697480000000 × 50000000|bid 0 × 0",
                "bid size empty|\"0.5\"|\"\"|× 50000000|× 0",
                "bid size missing|\"best_bid_size\":\"0.5\",||× 50000000|× 0",
                "ask missing|\"best_ask\":\"86975\",||ask 8697500000000 × 150000000|ask 0 × 0",
                "bid as a number|\"86974.8\"|86974.8|x|x",
                "bid with an exponent|\"86974.8\"|\"8.69748E4\"|x|x",
                "ask rounded|\"86975\"|\"86975.000000001\"|flags 0|flags 4",
                "size saturated|\"1.50000000\"|\"1e12\"|150000000 event 1666222102061769000 flags 0"
                        + "|9223372036854775807 event 1666222102061769000 flags 8",
                "price not a number, which is not used|\"86974.9\"|\"abc\"|x|x",
                "unknown keys|\"side\"|\"new\":{\"side\":[1]},\"side\"|x|x",
                "escapes|BTC-USD|\\u0042TC-USD|x|x",
                "blanks|\":|\" : |x|x",
            })
    void shouldTakeATickerThatIsOdd(String name, String from, String to, String was, String is) {
        String quote = decoding.of(TICKER.replace(from, to == null ? "" : to)).replaceFirst(" \\| NEWEST_TRADE .*", "");

        assertEquals(QUOTE.replace(was, is), quote);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "missing|\"trade_id\":370843401,|",
                "zero|:370843401|:0",
                "null|:370843401|:null",
                "negative|:370843401|:-1",
                "a word|:370843401|:\"x\"",
            })
    void shouldReadATickerThatNamesNoTrade(String name, String from, @Nullable String to) {
        assertEquals(QUOTE, decoding.of(TICKER.replace(from, to == null ? "" : to)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "product missing|\"product_id\":\"BTC-USD\",||0 id absent SYMBOL",
                "month 13|2022-10-19|2022-13-19|17 id 500 TIME",
                "no zone|769Z|769|17 id 500 TIME",
                "time empty|2022-10-19T23:28:22.061769Z||17 id 500 TIME",
                "time a number|\"2022-10-19T23:28:22.061769Z\"|1666222102|17 id 500 TIME",
                "sequence negative|:500,|:-500,|17 id absent ID",
                "sequence text|:500,|:\"x\",|17 id absent ID",
                "bid negative|86974.8|-1|17 id 500 PRICE",
                "bid text|86974.8|abc|17 id 500 PRICE",
                "bid too large|86974.8|1e11|17 id 500 PRICE_OVERFLOW",
                "size negative|0.5|-0.5|17 id 500 SIZE",
                "size text|0.5|many|17 id 500 SIZE",
            })
    void shouldRejectATickerThatCannotBe(String name, String from, String to, String expected) {
        assertEquals("REJECTED stream " + expected, decoding.of(TICKER.replace(from, to == null ? "" : to)));
        assertEquals(1, counters.get(Counter.TICKS_REJECTED));
    }

    @Test
    void shouldRejectATickerWithoutSides() {
        String frame = TICKER.replace("\"86974.8\"", "\"\"").replace("\"86975\"", "\"0\"");

        assertEquals("REJECTED stream 17 id 500 NO_SIDE", decoding.of(frame));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "maker bought|\"sell\"|\"buy\"|side 1|side 2",
                "side missing|\"side\":\"sell\",||side 1|side 0",
                "side unknown|\"sell\"|\"both\"|side 1|side 0",
                "sequence missing|\"sequence\":50,||x|x",
                "trade id as text|:10,|:\"10\",|x|x",
                "size zero|5.23512|0|523512000|0",
                "size rounded|5.23512|5.235120001|flags 0|flags 4",
                "price as a number|\"400.23\"|400.23|x|x",
            })
    void shouldTakeAMatchThatIsOdd(String name, String from, String to, String was, String is) {
        assertEquals(TRADE.replace(was, is), decoding.of(MATCH.replace(from, to == null ? "" : to)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "price zero|400.23|0.00|PRICE",
                "price missing|\"price\":\"400.23\",||PRICE",
                "price too large|400.23|92233720369|PRICE_OVERFLOW",
                "size missing|\"size\":\"5.23512\",||SIZE",
                "time missing|,\"time\":\"2014-11-07T08:19:27.028459Z\"||TIME",
                "time before 1970|2014-|1914-|TIME",
            })
    void shouldRejectAMatchThatCannotBeAndNameItsId(String name, String from, String to, String expected) {
        assertEquals("REJECTED stream 17 id 10 " + expected, decoding.of(MATCH.replace(from, to == null ? "" : to)));
    }

    @Test
    void shouldSayNoNewestTradeWhenTheHeartbeatHasNone() {
        assertEquals(BEAT, decoding.of(HEARTBEAT.replace(":20,", ":0,")));
        assertEquals(BEAT, decoding.of(HEARTBEAT.replace("\"last_trade_id\":20,", "")));
        assertEquals("REJECTED stream 17 id absent ID | " + BEAT, decoding.of(HEARTBEAT.replace(":20,", ":-20,")));
    }

    @Test
    void shouldKeepOutQuotesThatAreOlderThanTheNewestOfTheirProduct() {
        String other = TICKER.replace("BTC-USD", "ETH-USD").replace(":500,", ":3,");
        String later = MATCH.replace(":50,", ":502,");

        assertEquals(QUOTE + TICKER_TRADE, decoding.of(TICKER));
        assertEquals(QUOTE + TICKER_TRADE, decoding.of(TICKER), "the same sequence is not older");
        assertTrue(decoding.of(other).startsWith("QUOTE stream 18 id 3"), "each product has its own");
        assertEquals(TRADE, decoding.of(later));
        assertEquals("REJECTED stream 17 id 500 OLD_SEQUENCE", decoding.of(TICKER));
        assertEquals("REJECTED stream 17 id 501 OLD_SEQUENCE", decoding.of(" " + TICKER.replace(":500,", ":501,")));
        assertEquals(TRADE, decoding.of(MATCH), "an old trade is a trade");
        assertEquals(
                QUOTE.replace("id 500", "id 900") + TICKER_TRADE,
                decoding.of(TICKER.replace(":500,", ":900,")),
                "a hole");
        assertEquals(2, counters.get(Counter.BAD_OLD_SEQUENCE));
    }

    @Test
    void shouldForgetSequencesWithTheConnectionAndNotWithTheSubscriptions() {
        decoding.of(TICKER);
        decoder.streams(new StreamTable(List.of(new FeedStream(5, "XRP-USD", false), Streams.COINBASE.get(0))));
        String older = TICKER.replace(":500,", ":499,");

        assertEquals("REJECTED stream 17 id 499 OLD_SEQUENCE", decoding.of(older));
        decoder.reset();
        assertEquals(QUOTE.replace("id 500", "id 499") + TICKER_TRADE, decoding.of(older));
    }

    @Test
    void shouldNotLetOneAbsurdSequenceMakeAllLaterQuotesOld() {
        decoding.of(TICKER);
        decoding.of(TICKER.replace(":500,", ":999999999999999999,"));

        assertEquals(QUOTE.replace("id 500", "id 501") + TICKER_TRADE, decoding.of(TICKER.replace(":500,", ":501,")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "all of the connection|{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":[\"A-B\",\"C-D\"]},"
                        + "{\"name\":\"heartbeat\",\"product_ids\":[\"A-B\"],\"account_ids\":null}]}"
                        + "|ACK request absent names [ticker:A-B, ticker:C-D, heartbeat:A-B]",
                "none|{\"type\":\"subscriptions\",\"channels\":[]}|ACK request absent names []",
                "without products|{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"status\"},5]}|ACK request absent names []",
                "error|{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"X is not a valid product\"}"
                        + "|ERROR request absent code absent text Failed to subscribe: X is not a valid product",
                "error without reason|{ \"type\": \"error\", \"message\": \"a\\nb\" }|ERROR request absent code absent text a?b",
                "update of level 2|{\"type\":\"l2update\",\"product_id\":\"BTC-USD\",\"changes\":[[\"buy\",\"1\",\"2\"]]}|UNKNOWN",
                "other product|{\"type\":\"match\",\"trade_id\":1,\"product_id\":\"X-Y\",\"price\":\"1\"}|UNKNOWN",
                "no type|{}|UNKNOWN",
                "array|[]|UNKNOWN",
                "sentence|Bad Gateway|MALFORMED NOT_JSON",
                "nothing|``|MALFORMED NOT_JSON",
                "equal keys|{\"type\":\"match\",\"price\":\"1\",\"price\":\"2\"}|MALFORMED EQUAL_KEYS",
                "equal keys that mean nothing|{\"a\":{\"b\":1,\"b\":1}}|MALFORMED EQUAL_KEYS",
            })
    void shouldReadWhatIsNoTick(String name, String frame, String expected) {
        assertEquals(expected, decoding.of(frame == null ? "" : frame));
    }

    @Test
    void shouldCountAsMalformedAFrameCutAtAnyByte() {
        for (String frame : List.of(TICKER, MATCH, DOCUMENTED_MATCH, HEARTBEAT, WIRE_HEARTBEAT)) {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                assertEquals("MALFORMED NOT_JSON", decoding.of(Arrays.copyOf(bytes, length)), frame);
            }
        }
    }

    @Test
    void shouldBoundTheDepth() {
        assertEquals("MALFORMED BEYOND_BOUNDS", decoding.of("[".repeat(100_000)));
        assertEquals("UNKNOWN", decoding.of("[".repeat(64) + "]".repeat(64)));
        assertEquals("MALFORMED BEYOND_BOUNDS", decoding.of("[".repeat(65) + "]".repeat(65)));
    }
}
