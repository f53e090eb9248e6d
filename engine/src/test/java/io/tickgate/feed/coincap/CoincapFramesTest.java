package io.tickgate.feed.coincap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.feed.decode.Agreement;
import io.tickgate.feed.decode.FrameDamage;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.Streams;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Scanner, parser and oracle against each other: over generated frames and frames that were damaged. */
class CoincapFramesTest {
    private final Agreement agreement = newAgreement();

    /** The scanner and the parser, knowing the same streams. */
    static Agreement newAgreement() {
        UnlistedSymbols unlisted = new UnlistedSymbols(Counters.inMemory());
        CoincapScanner scanner = new CoincapScanner(unlisted);
        CoincapParser parser = new CoincapParser(unlisted);
        scanner.streams(new StreamTable(Streams.COINCAP));
        parser.streams(new StreamTable(Streams.COINCAP));
        return new Agreement(parser::parse, scanner::scan);
    }

    @Property(tries = 10_000)
    void shouldReadGeneratedFramesAsTheOracleDoes(@ForAll long seed) {
        check(CoincapMaker.frame(seed));
    }

    /** What the scanner takes it must read as the parser does, however the frame was damaged. */
    @Property(tries = 10_000)
    void shouldReadDamagedFramesAlikeOrLeaveThem(@ForAll long seed) {
        check(FrameDamage.of(CoincapMaker.frame(seed), new Random(seed)));
    }

    private void check(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);

        agreement.check(bytes);

        assertEquals(CoincapOracle.read(bytes, Streams.COINCAP), bare(agreement.messages()), frame);
    }

    private static List<String> bare(List<String> messages) {
        return messages.stream()
                .map(message -> message.startsWith("MALFORMED") ? "MALFORMED" : message)
                .toList();
    }
}
