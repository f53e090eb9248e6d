package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FeedMessage.Kind;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.RecordedFrames;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scanner and parser against each other: over recordings, over generated frames, over frames that were damaged. */
class BinanceFramesTest {
    private static final String TRADE_START = "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,"
            + "\"p\":\"1.5\",\"q\":\"2\",\"T\":1672515782135,\"m\":true,\"X\":";

    private final Counters counters = Counters.inMemory();
    private final UnlistedSymbols unlisted = new UnlistedSymbols(counters);
    private final BinanceScanner scanner = new BinanceScanner(VenueTimeUnit.MILLISECOND, unlisted);
    private final BinanceParser parser = new BinanceParser(VenueTimeUnit.MILLISECOND, unlisted);
    private final FrameEmitter emitter = new FrameEmitter("binance", counters, BadFrames.inMemory(counters));
    private final List<String> scanned = new ArrayList<>();
    private final List<String> parsed = new ArrayList<>();
    private Kind kind = Kind.UNKNOWN;
    private long id;

    BinanceFramesTest() {
        scanner.streams(new StreamTable(Streams.BINANCE));
        parser.streams(new StreamTable(Streams.BINANCE));
    }

    @ParameterizedTest
    @CsvSource({"btcusdt_20240808.gz, 9757, 28040, 3452", "ethusdt_20240808.gz, 6106, 24077, 3435"})
    void shouldReadEveryRecordedFrameAlike(String file, int trades, int quotes, int others) throws IOException {
        List<byte[]> frames = RecordedFrames.binance(file);

        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        long lastTradeId = -1;
        for (byte[] frame : frames) {
            boolean isScanned = readBoth(frame);
            counts.merge(kind, 1, Integer::sum);
            assertEquals(kind == Kind.TRADE || kind == Kind.QUOTE, isScanned, () -> text(frame));
            if (kind == Kind.TRADE) {
                assertTrue(lastTradeId < 0 || id == lastTradeId + 1, () -> text(frame));
                lastTradeId = id;
            }
        }

        assertEquals(trades, counts.get(Kind.TRADE));
        assertEquals(quotes, counts.get(Kind.QUOTE));
        assertEquals(others, counts.get(Kind.UNKNOWN));
        assertEquals(frames.size(), trades + quotes + others);
    }

    @Property(tries = 2_000)
    void shouldReadGeneratedFramesAlike(@ForAll @From("frames") String frame) {
        assertTrue(readBoth(frame.getBytes(StandardCharsets.UTF_8)), frame);
    }

    /** What the scanner takes it must read as the parser does, however the frame was damaged. */
    @Property(tries = 10_000)
    void shouldReadDamagedFramesAlikeOrLeaveThem(
            @ForAll @From("frames") String frame,
            @ForAll @IntRange(max = 300) int place,
            @ForAll @From("damages") String damage,
            @ForAll @IntRange(max = 3) int cut) {
        int at = Math.min(place, frame.length());
        String damaged = frame.substring(0, at) + damage + frame.substring(Math.min(frame.length(), at + cut));

        readBoth(damaged.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> damages() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "\"", "\\", "}", "{", ",", "-", ".", "0", "e", "\u0000", "\n", " ", "ß", "\"p\":\"1\","),
                Arbitraries.strings().ofMaxLength(3));
    }

    @Provide
    Arbitrary<String> frames() {
        Arbitrary<String> names = Arbitraries.of("BTCUSDT", "ETHUSDT", "这是测试币456");
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, 999_999_999_999_999_999L);
        Arbitrary<List<String>> decimals = decimal().list().ofSize(4);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(names, numbers, numbers, numbers, decimals, flags, flags, flags)
                .as(BinanceFramesTest::frame);
    }

    private static Arbitrary<String> decimal() {
        Arbitrary<String> digits = Arbitraries.strings().withCharRange('0', '9').ofMaxLength(12);
        return Arbitraries.oneOf(
                Combinators.combine(digits, digits).as((integer, fraction) -> integer + "." + fraction),
                digits,
                Arbitraries.of("", "0", "0.00000000", ".", "1.2.3"));
    }

    private static String frame(
            String symbol, long a, long b, long c, List<String> d, boolean isTrade, boolean isCombined, boolean flag) {
        String data = isTrade
                ? "{\"e\":\"trade\",\"E\":" + a + ",\"s\":\"" + symbol + "\",\"t\":" + b + ",\"p\":\"" + d.get(0)
                        + "\",\"q\":\"" + d.get(1) + "\",\"T\":" + c + ",\"m\":" + flag + ",\"M\":true}"
                : "{\"u\":" + a + ",\"s\":\"" + symbol + "\",\"b\":\"" + d.get(0) + "\",\"B\":\"" + d.get(1)
                        + "\",\"a\":\"" + d.get(2) + "\",\"A\":\"" + d.get(3) + "\"}";
        String channel = isTrade ? "@trade" : "@bookTicker";
        return isCombined
                ? "{\"stream\":\"" + symbol.toLowerCase(Locale.ROOT) + channel + "\",\"data\":" + data + "}"
                : data;
    }

    @Test
    void shouldTakeNoTickFromTextThatIsNoJson() throws IOException {
        List<Path> files = suite();

        int refused = 0;
        List<String> accepted = new ArrayList<>();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            assertFalse(isTick(content), name);
            boolean isTickAround = isTick(around(content));
            if (name.startsWith("n_")) {
                refused++;
                if (isTickAround) {
                    accepted.add(name);
                }
            } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
                assertTrue(isTickAround, name);
            }
        }

        assertEquals(List.of(), accepted);
        assertTrue(refused > 180, "only " + refused);
    }

    private static List<Path> suite() throws IOException {
        Path folder = RecordedFrames.sharedPath("vectors", "JSONTestSuite", "test_parsing");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** A trade that holds the text as the value of a key that nobody knows. */
    private static byte[] around(byte[] content) {
        byte[] start = TRADE_START.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[start.length + content.length + 1];
        System.arraycopy(start, 0, frame, 0, start.length);
        System.arraycopy(content, 0, frame, start.length, content.length);
        frame[frame.length - 1] = '}';
        return frame;
    }

    private boolean isTick(byte[] frame) {
        readBoth(frame);
        return kind == Kind.TRADE || kind == Kind.QUOTE;
    }

    /** Reads by the parser, and by the scanner if it takes the frame: then both must say the same. */
    private boolean readBoth(byte[] frame) {
        parsed.clear();
        emitter.begin(frame, 0, frame.length, message -> {
            kind = message.kind();
            id = message.id();
            parsed.add(message.toString());
        });
        parser.parse(frame, 0, frame.length, emitter);
        scanned.clear();
        emitter.begin(frame, 0, frame.length, message -> scanned.add(message.toString()));
        boolean isScanned = scanner.scan(frame, 0, frame.length, emitter);
        assertEquals(isScanned ? parsed : List.of(), scanned, () -> text(frame));
        return isScanned;
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
