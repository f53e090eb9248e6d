package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrame;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickers, mini tickers, and ids that are no trades. */
class BinanceTickersTest {
    private static final String TICKER = "{\"e\":\"24hrTicker\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"p\":\"0.0015\","
            + "\"P\":\"250.00\",\"w\":\"0.0018\",\"x\":\"0.0009\",\"c\":\"0.0025\",\"Q\":\"10\",\"b\":\"0.0024\",\"B\":\"10\","
            + "\"a\":\"0.0026\",\"A\":\"100\",\"o\":\"0.0010\",\"h\":\"0.0025\",\"l\":\"0.0010\",\"v\":\"10000\",\"q\":\"18\",\"O\":0,"
            + "\"C\":86400000,\"F\":0,\"L\":18150,\"n\":18151}";
    private static final String NEWEST = "NEWEST_TRADE stream 7 id 18150 source 2 event 1672515782136000000";
    private static final String MINI =
            "{\"e\":\"24hrMiniTicker\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"c\":\"61837.63\","
                    + "\"o\":\"0.0010\",\"h\":\"0.0025\",\"l\":\"0.0010\",\"v\":\"10000\",\"q\":\"18\"}";
    private static final String PRICE =
            "PRICE stream 7 price 6183763000000 bid 0 × 0 ask 0 × 0 event 1672515782136000000 flags 0";
    private static final String ZERO_TRADE =
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1746194730699,"
                    + "\"T\":1746194730699,\"s\":\"BTCUSDT\",\"t\":2332526925,\"p\":\"0\",\"q\":\"0\",\"X\":\"NA\",\"m\":false}}";

    private final Counters counters = Counters.inMemory();
    private final UnsafeBuffer file = new UnsafeBuffer(new byte[BadFrames.lengthBytes()]);
    private final UnlistedSymbols unlisted = new UnlistedSymbols(counters);
    private final Decoding decoding;

    BinanceTickersTest() {
        BadFrames badFrames = new BadFrames(file, () -> 1, () -> 0, counters);
        BinanceDecoder decoder = new BinanceDecoder(VenueTimeUnit.MILLISECOND, counters, badFrames, unlisted);
        decoder.streams(new StreamTable(Streams.BINANCE));
        decoding = new Decoding(decoder);
    }

    @Test
    void shouldReadTheKnownShapesWithoutTheParser() {
        assertEquals(NEWEST, decoding.of(TICKER));
        assertEquals(NEWEST, decoding.of("{\"stream\":\"btcusdt@ticker\",\"data\":" + TICKER + "}"));
        assertEquals(PRICE, decoding.of(MINI));
        assertEquals(PRICE, decoding.of("{\"stream\":\"btcusdt@miniTicker\",\"data\":" + MINI + "}"));
        assertEquals(PRICE + " | " + PRICE, decoding.of("[" + MINI + "," + MINI + "]"));
        assertEquals(PRICE, decoding.of("{\"stream\":\"!miniTicker@arr\",\"data\":[" + MINI + "]}"));

        assertEquals(0, counters.get(Counter.FRAMES_FALLBACK));
    }

    @Test
    void shouldNoteUnlistedSymbolsOnceAndThenReadWithoutTheParser() {
        String array = "{\"stream\":\"!miniTicker@arr\",\"data\":[" + MINI.replace("BTCUSDT", "XRPUSDT") + "," + MINI
                + "," + MINI.replace("BTCUSDT", "\\u5e01x") + "," + MINI.replace("BTCUSDT", "NEU币") + "]}";
        List<String> noted = new ArrayList<>();

        assertEquals(PRICE, decoding.of(array));
        assertEquals(PRICE, decoding.of(array.replace("\\u5e01", "币")));
        unlisted.drain(noted::add);

        assertEquals(List.of("XRPUSDT", "币x", "NEU币"), noted);
        assertEquals(1, counters.get(Counter.FRAMES_FALLBACK));
    }

    @Test
    void shouldGiveNoPriceOfAnArrayThatIsDamagedFurtherOn() {
        assertEquals("MALFORMED NOT_JSON", decoding.of("[" + MINI + "," + MINI + ",{\"e\":"));
        assertEquals("MALFORMED NOT_JSON", decoding.of("[" + MINI + "," + MINI));
    }

    @Test
    void shouldKeepAFrameWithSeveralBadTicksOnce() {
        String bad = MINI.replace("61837.63", "0");

        assertEquals(
                "REJECTED stream 7 id absent PRICE | " + PRICE + " | REJECTED stream 7 id absent PRICE",
                decoding.of("[" + bad + "," + MINI + "," + bad + "]"));

        assertEquals(2, counters.get(Counter.BAD_PRICE));
        assertEquals(
                List.of("price"),
                BadFrames.read(file).stream().map(BadFrame::reason).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no trade in a day|18150|-1|HEARTBEAT stream 7 event 1672515782136000000",
                "no trade ever|18150|0|HEARTBEAT stream 7 event 1672515782136000000",
                "id missing|\"L\":18150,||REJECTED stream 7 id absent ID",
                "other order|\"e\":\"24hrTicker\",||UNKNOWN",
                "blank|:18150|: 18150|NEWEST_TRADE stream 7 id 18150 source 2 event 1672515782136000000",
                "time zero|1672515782136|0|REJECTED stream 7 id 18150 TIME",
                "other symbol|BTCUSDT|XRPUSDT|UNKNOWN",
                "negative change|0.0015|-0.0015|NEWEST_TRADE stream 7 id 18150 source 2 event 1672515782136000000",
            })
    void shouldReadTickersThatAreOdd(String name, String from, String to, String expected) {
        assertEquals(expected, decoding.of(TICKER.replace(from, to == null ? "" : to)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "as seen|x|x|NO_TRADE stream 7 id 2332526925",
                "zeros|\"p\":\"0\"|\"p\":\"0.00000000\"|NO_TRADE stream 7 id 2332526925",
                "without a price|\"p\":\"0\",||NO_TRADE stream 7 id 2332526925",
                "with a price|\"p\":\"0\"|\"p\":\"1.5\"|REJECTED stream 7 id 2332526925 CONTRADICTION",
                "with a price that is none|\"p\":\"0\"|\"p\":\"x\"|REJECTED stream 7 id 2332526925 CONTRADICTION",
                "without an id|\"t\":2332526925,||REJECTED stream 7 id absent ID",
                "not marked|\"X\":\"NA\",||REJECTED stream 7 id 2332526925 PRICE",
                "other mark|\"NA\"|\"MARKET\"|REJECTED stream 7 id 2332526925 PRICE",
            })
    void shouldBelieveTheVenueThatAnIdIsNoTradeUnlessItHasAPrice(String name, String from, String to, String expected) {
        assertEquals(expected, decoding.of(ZERO_TRADE.replace(from, to == null ? "" : to)));
    }
}
