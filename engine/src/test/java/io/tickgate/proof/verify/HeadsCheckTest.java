package io.tickgate.proof.verify;

import static io.tickgate.proof.verify.ReceiptFixture.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.keys.SigningKey;
import io.tickgate.record.RecordFlyweight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of kept heads proves. */
class HeadsCheckTest {
    private static final int HEADS = 12;

    @TempDir
    Path data;

    private ReceiptFixture fixture;
    private final List<Head> heads = new ArrayList<>();
    private List<String> lines;

    @BeforeEach
    void open() throws IOException {
        fixture = new ReceiptFixture(data);
        for (int i = 0; i < HEADS; i++) {
            fixture.market.at((50 + i) * S).clock();
            fixture.rig.write(fixture.market);
            heads.add(fixture.rig.makeHead());
        }
        lines = Files.readAllLines(data.resolve("proof/chain/heads"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Path file(List<String> kept) throws IOException {
        return Files.write(data.resolve("kept"), kept);
    }

    private String failure(int number, List<String> kept, KeyTable keys) throws IOException {
        Path file = file(kept);
        return String.valueOf(assertThrows(CheckFailure.class, () -> HeadsCheck.run(heads.get(number), file, keys))
                .getMessage());
    }

    @Test
    void shouldSayHowManyHolesThereAre() throws Exception {
        String whole = HeadsCheck.run(heads.get(11), file(lines), null);
        String holed = HeadsCheck.run(heads.get(11), file(List.of(lines.get(0), lines.get(4), lines.get(11))), null);

        assertTrue(whole.contains("number 11, one of 12 kept heads from number 0 on; each names"), whole);
        assertTrue(holed.contains("number 11, one of 3 kept heads from number 0 on; there are 2 holes"), holed);
    }

    /** The hash of a head does not cover its signature: only the last one of a run vouches for the run. */
    @Test
    void shouldCheckTheLastSignatureOfEachRun() throws IOException {
        KeyTable keys = fixture.rig.keys().table();
        List<String> lastOfFirstRun = new ArrayList<>(lines);
        lastOfFirstRun.set(4, unsigned(lines.get(4)));
        lastOfFirstRun.remove(5);
        List<String> last = new ArrayList<>(lines);
        last.set(11, unsigned(lines.get(11)));

        assertTrue(failure(2, lastOfFirstRun, keys).contains("line 5 does not match its signature"));
        assertTrue(failure(2, last, keys).contains("line 12 does not match its signature"));
    }

    private static String unsigned(String line) {
        return line.replaceFirst("\"value\":\"[0-9a-f]{4}", "\"value\":\"abcd");
    }

    @Test
    void shouldRefuseHeadsOfKeysThatWereNotPublishedOrNotValidThen() throws Exception {
        SigningKey own = fixture.rig.keys().key();
        SigningKey other = SigningKey.create();
        KeyTable foreign =
                new KeyTable(List.of(new KeyTable.Entry(other.id(), other.publicKey(), 1, RecordFlyweight.ABSENT)));
        KeyTable out = new KeyTable(List.of(
                new KeyTable.Entry(own.id(), own.publicKey(), 1, heads.get(5).timeEpochNs())));

        assertTrue(failure(2, lines, foreign).contains("is not among the published keys"));
        assertTrue(failure(2, lines, out).contains("line 7.signature.key is none that signed"));
        assertEquals(
                HeadsCheck.run(heads.get(2), file(lines), null),
                HeadsCheck.run(heads.get(2), file(lines), fixture.rig.keys().table()));
    }

    @Test
    void shouldRefuseAChainThatBreaks() throws IOException {
        List<String> broken = new ArrayList<>(lines);
        broken.set(6, lines.get(6).replaceFirst("\"previous\":\"[0-9a-f]{4}", "\"previous\":\"abcd"));

        assertTrue(failure(2, broken, fixture.rig.keys().table()).contains("line 7 does not name the head before it"));
    }
}
