package io.tickgate.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.decode.Agreement;
import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDamage;
import io.tickgate.feed.decode.RecordedFrames;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Scanner, parser and oracle against each other: over the recording, over generated frames, over frames that were damaged. */
class CoinbaseFramesTest {
    private static final Pattern TRADE_ID = Pattern.compile("\"trade_id\":([0-9]+)");
    private static final Pattern SIDE = Pattern.compile("\"side\":\"(buy|sell)\"");
    private static final List<String> PRODUCTS = List.of(
            "SKL-USD",
            "SKL-BTC",
            "BAND-GBP",
            "NMR-EUR",
            "BAND-BTC",
            "YFI-BTC",
            "DASH-BTC",
            "NU-GBP",
            "CRV-EUR",
            "SKL-GBP");

    private final Counters counters = Counters.inMemory();
    private final Agreement agreement = newAgreement(Streams.COINBASE);

    /** The scanner and the parser, knowing the same streams, and of each frame nothing of the one before. */
    static Agreement newAgreement(List<FeedStream> streams) {
        CoinbaseSequences scannerSequences = new CoinbaseSequences();
        CoinbaseSequences parserSequences = new CoinbaseSequences();
        CoinbaseScanner scanner = new CoinbaseScanner(scannerSequences);
        CoinbaseParser parser = new CoinbaseParser(parserSequences);
        StreamTable table = new StreamTable(streams);
        scannerSequences.streams(table);
        parserSequences.streams(table);
        scanner.streams(table);
        parser.streams(table);
        return new Agreement(
                (source, offset, length, emitter) -> {
                    parserSequences.reset();
                    parser.parse(source, offset, length, emitter);
                },
                (source, offset, length, emitter) -> {
                    scannerSequences.reset();
                    return scanner.scan(source, offset, length, emitter);
                });
    }

    private CoinbaseDecoder newDecoder(List<FeedStream> streams) {
        CoinbaseDecoder decoder = new CoinbaseDecoder(counters, BadFrames.inMemory(counters));
        decoder.streams(new StreamTable(streams));
        return decoder;
    }

    @Test
    void shouldReadEveryRecordedFrameAsTheOracleDoes() throws IOException {
        List<FeedStream> streams = new ArrayList<>();
        PRODUCTS.forEach(product -> streams.add(new FeedStream(streams.size() + 1, product, false)));
        Decoding recorded = new Decoding(newDecoder(streams));
        Agreement alike = newAgreement(streams);
        CoinbaseOracle oracle = new CoinbaseOracle(streams);

        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> takerSides = new HashMap<>();
        Map<String, String> makerSides = new HashMap<>();
        for (byte[] frame : RecordedFrames.coinbase()) {
            String text = new String(frame, StandardCharsets.UTF_8);
            String kind = kind(text);
            counts.merge(kind, 1, Integer::sum);
            List<String> messages = recorded.all(frame);
            boolean isScanned = alike.check(frame);
            if (kind.equals("subscriptions")) {
                assertTrue(messages.get(0).startsWith("ACK request absent names [level2:"), text);
            } else {
                assertEquals(oracle.read(frame), messages, text);
                assertEquals(!messages.get(0).equals("UNKNOWN"), isScanned, text);
            }
            if (kind.equals("ticker")) {
                takerSides.put(first(TRADE_ID, text), first(SIDE, text));
            } else if (kind.endsWith("match")) {
                makerSides.put(first(TRADE_ID, text), first(SIDE, text));
            }
        }

        assertEquals(107, counts.get("ticker"));
        assertEquals(97, counts.get("match"));
        assertEquals(10, counts.get("last_match"));
        assertEquals(9_719, counts.get("l2update"));
        assertEquals(107, takerSides.size());
        takerSides.forEach((id, side) -> assertNotEquals(side, makerSides.get(id), id));
        assertEquals(takerSides.keySet(), makerSides.keySet());
        // The sequences have holes throughout: none of them is a fault.
        assertEquals(0, counters.get(Counter.TICKS_REJECTED));
        assertEquals(0, counters.get(Counter.FRAMES_MALFORMED));
    }

    private static String kind(String text) {
        return text.substring("{\"type\":\"".length(), text.indexOf('"', "{\"type\":\"".length()));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Property(tries = 10_000)
    void shouldReadGeneratedFramesAlike(@ForAll long seed) {
        String frame = CoinbaseMaker.frame(seed);
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

        agreement.check(bytes);

        assertEquals(new CoinbaseOracle(Streams.COINBASE).read(bytes), bare(agreement.messages()), frame);
    }

    /** Sequences go up and down within a run of frames. */
    @Property(tries = 200)
    void shouldReadRunsOfGeneratedFramesAsTheOracleDoes(@ForAll long seed) {
        CoinbaseOracle oracle = new CoinbaseOracle(Streams.COINBASE);
        Decoding run = new Decoding(newDecoder(Streams.COINBASE));
        for (int i = 0; i < 50; i++) {
            String frame = CoinbaseMaker.frame(seed + i);
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

            assertEquals(oracle.read(bytes), bare(run.all(bytes)), frame);
        }
    }

    /** What the scanner takes it must read as the parser does, however the frame was damaged. */
    @Property(tries = 10_000)
    void shouldReadDamagedFramesAlikeOrLeaveThem(@ForAll long seed) {
        String frame = FrameDamage.of(CoinbaseMaker.frame(seed), new Random(seed));
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

        agreement.check(bytes);

        assertEquals(new CoinbaseOracle(Streams.COINBASE).read(bytes), bare(agreement.messages()), frame);
    }

    private static List<String> bare(List<String> messages) {
        return messages.stream()
                .map(message -> message.startsWith("MALFORMED") ? "MALFORMED" : message)
                .toList();
    }
}
