package io.tickgate.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.Agreement;
import io.tickgate.feed.decode.Decoding;
import io.tickgate.feed.decode.FrameDamage;
import io.tickgate.feed.decode.RecordedFrames;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scanner, parser and oracle against each other: over recordings, over generated frames, over frames that were damaged. */
class BinanceFramesTest {
    private final Agreement agreement = newAgreement();
    private final Decoding decoding = new Decoding(newDecoder());

    /** The scanner and the parser, knowing the same streams. */
    static Agreement newAgreement() {
        UnlistedSymbols unlisted = new UnlistedSymbols(Counters.inMemory());
        BinanceScanner scanner = new BinanceScanner(VenueTimeUnit.MILLISECOND, unlisted);
        BinanceParser parser = new BinanceParser(VenueTimeUnit.MILLISECOND, unlisted);
        scanner.streams(new StreamTable(Streams.BINANCE));
        parser.streams(new StreamTable(Streams.BINANCE));
        return new Agreement(parser::parse, scanner::scan);
    }

    private static BinanceDecoder newDecoder() {
        Counters counters = Counters.inMemory();
        BinanceDecoder decoder = new BinanceDecoder(
                VenueTimeUnit.MILLISECOND, counters, BadFrames.inMemory(counters), new UnlistedSymbols(counters));
        decoder.streams(new StreamTable(Streams.BINANCE));
        return decoder;
    }

    @ParameterizedTest
    @CsvSource({"btcusdt_20240808.gz, 9757, 28040, 3452", "ethusdt_20240808.gz, 6106, 24077, 3435"})
    void shouldReadEveryRecordedFrameAsTheOracleDoes(String file, int trades, int quotes, int others)
            throws IOException {
        List<byte[]> frames = RecordedFrames.binance(file);

        Map<String, Integer> counts = new HashMap<>();
        long lastTradeId = -1;
        for (byte[] frame : frames) {
            boolean isScanned = agreement.check(frame);
            String message = agreement.messages().get(0);
            String kind = message.split(" ", -1)[0];
            counts.merge(kind, 1, Integer::sum);
            assertEquals(BinanceOracle.read(frame), agreement.messages());
            assertEquals(!kind.equals("UNKNOWN"), isScanned, message);
            if (kind.equals("TRADE")) {
                long id = Long.parseLong(message.split(" ", -1)[4]);
                assertTrue(lastTradeId < 0 || id == lastTradeId + 1, message);
                lastTradeId = id;
            }
        }

        assertEquals(Map.of("TRADE", trades, "QUOTE", quotes, "UNKNOWN", others), counts);
    }

    @Property(tries = 10_000)
    void shouldReadGeneratedFramesAsTheOracleDoes(@ForAll long seed) {
        String frame = BinanceMaker.frame(seed);
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

        agreement.check(bytes);
        List<String> messages = decoding.all(bytes);

        assertEquals(BinanceOracle.read(bytes), bare(messages), frame);
    }

    /** What the scanner takes it must read as the parser does, however the frame was damaged. */
    @Property(tries = 10_000)
    void shouldReadDamagedFramesAlikeOrLeaveThem(@ForAll long seed) {
        String frame = FrameDamage.of(BinanceMaker.frame(seed), new Random(seed));
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

        agreement.check(bytes);

        assertEquals(BinanceOracle.read(bytes), bare(agreement.messages()), frame);
    }

    /** The oracle does not say why a frame is malformed, and knows no replies. */
    private static List<String> bare(List<String> messages) {
        return messages.stream()
                .map(message -> message.startsWith("MALFORMED") ? "MALFORMED" : message)
                .toList();
    }
}
