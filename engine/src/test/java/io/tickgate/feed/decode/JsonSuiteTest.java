package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.coinbase.CoinbaseDecoder;
import io.tickgate.feed.coincap.CoincapDecoder;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The decoders against texts and numbers that others have collected to break parsers. */
class JsonSuiteTest {
    private static final Counters COUNTERS = Counters.inMemory();
    private static final String HOLE = "@";

    /** A decoder, and a tick with a place for any JSON value. */
    @SuppressWarnings("ImmutableEnumChecker") // Each is used by one test at a time.
    enum Venue {
        BINANCE(
                new BinanceDecoder(
                        VenueTimeUnit.MILLISECOND,
                        COUNTERS,
                        BadFrames.inMemory(COUNTERS),
                        new UnlistedSymbols(COUNTERS)),
                Streams.BINANCE,
                "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,\"p\":\"1.5\",\"q\":\"2\","
                        + "\"T\":1672515782135,\"m\":true,\"Z\":@}",
                "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,\"p\":\"@\",\"q\":\"2\","
                        + "\"T\":1672515782135,\"m\":true,\"M\":true}"),
        COINBASE(
                new CoinbaseDecoder(COUNTERS, BadFrames.inMemory(COUNTERS)),
                Streams.COINBASE,
                "{\"type\":\"match\",\"trade_id\":10,\"side\":\"sell\",\"size\":\"5.2\",\"price\":\"400.23\","
                        + "\"product_id\":\"BTC-USD\",\"sequence\":50,\"time\":\"2014-11-07T08:19:27.028459Z\",\"z\":@}",
                "{\"type\":\"match\",\"trade_id\":10,\"maker_order_id\":\"a\",\"taker_order_id\":\"b\",\"side\":\"sell\","
                        + "\"size\":\"5.2\",\"price\":\"@\",\"product_id\":\"BTC-USD\",\"sequence\":50,"
                        + "\"time\":\"2014-11-07T08:19:27.028459Z\"}"),
        COINCAP(
                new CoincapDecoder(COUNTERS, BadFrames.inMemory(COUNTERS), new UnlistedSymbols(COUNTERS)),
                Streams.COINCAP,
                "{\"bitcoin\":\"1.5\",\"z\":@}",
                "{\"bitcoin\":\"@\"}");

        private final Decoding decoding;
        private final String frameAroundJson;
        private final String frameAroundPrice;

        Venue(FrameDecoder decoder, List<FeedStream> streams, String frameAroundJson, String frameAroundPrice) {
            decoder.streams(new StreamTable(streams));
            decoding = new Decoding(decoder);
            this.frameAroundJson = frameAroundJson;
            this.frameAroundPrice = frameAroundPrice;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeJsonForJsonAndNothingElse(Venue venue) throws IOException {
        int refused = 0;
        int accepted = 0;
        for (Path file : suite()) {
            byte[] content = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            String alone = venue.decoding.of(content);
            String within = venue.decoding.of(around(venue.frameAroundJson, content));
            if (name.startsWith("n_")) {
                refused++;
                assertTrue(alone.startsWith("MALFORMED"), name + ": " + alone);
                assertFalse(within.matches("(TRADE|PRICE) .*"), name + ": " + within);
            } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
                accepted++;
                assertFalse(alone.startsWith("MALFORMED"), name + ": " + alone);
                assertTrue(within.matches("(TRADE|PRICE) .*|UNKNOWN"), name + ": " + within);
            }
        }

        assertEquals(188, refused);
        assertEquals(93, accepted, "all but the two with equal keys, which are malformed here");
    }

    private static List<Path> suite() throws IOException {
        try (Stream<Path> files = Files.list(RecordedFrames.sharedPath("vectors", "JSONTestSuite", "test_parsing"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static byte[] around(String frame, byte[] content) {
        byte[] start = frame.substring(0, frame.indexOf(HOLE)).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + content.length + 1];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        whole[whole.length - 1] = '}';
        return whole;
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadPricesOfCollectedNumbersAsBigDecimalDoes(Venue venue) throws IOException {
        int numbers = 0;
        try (Stream<Path> files = Files.list(RecordedFrames.sharedPath("vectors", "parse-number-fxx"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".txt")).toList()) {
                numbers += checkNumbers(venue, file);
            }
        }

        assertTrue(numbers > 20_000, "only " + numbers);
    }

    private static int checkNumbers(Venue venue, Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .mapToInt(number -> checkNumber(venue, number))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checkNumber(Venue venue, String number) {
        String message = venue.decoding.of(venue.frameAroundPrice.replace(HOLE, number));
        OracleJson.Decimal price = OracleJson.Decimal.of(number);
        String expected = price.priceFault() != null || price.e8() == 0
                ? " " + (price.isOverflow() && price.e8() > 0 ? BadFrameReason.PRICE_OVERFLOW : BadFrameReason.PRICE)
                : " price " + price.e8() + " ";
        assertTrue((message + " ").contains(expected), number + ": " + message);
        assertEquals(price.isRounded() && price.e8() > 0, message.endsWith("flags 4"), number + ": " + message);
        return 1;
    }
}
