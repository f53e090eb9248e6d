package io.tickgate.proof.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordWriter;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.keys.ProofException;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kept definitions after damage: nothing is lost without a word. */
class DefinitionFileTest {
    private static final int VENUES = 3;

    @TempDir
    Path data;

    private RecordWriter writer;
    private NodeSecret secret;
    private KeyRing keys;
    private byte[] whole;

    /** Three definitions in two complete blocks, and a head over them. */
    @BeforeEach
    void open() throws IOException {
        writer = new RecordWriter(data.resolve("journal"), 1);
        KeyFolder folder = KeyFolder.of(data, null);
        keys = new KeyRing(folder, 1, Counters.inMemory());
        secret = folder.secret();
        for (int venue = 1; venue <= VENUES; venue++) {
            new VenueFlyweight().wrap(writer.scratch()).set(1_000_000_000_000L, venue, "venue");
            writer.append();
            write(3_000);
        }
        try (Chain chain = Chain.open(folder(), writer.log(), secret)) {
            takeAll(chain);
            chain.makeHead(1, keys.newSigner());
        }
        whole = Files.readAllBytes(file());
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private Path folder() {
        return data.resolve("chain");
    }

    private Path file() {
        return folder().resolve("definitions");
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            writer.trade(1, 100 + i, 1_000_000_000_000L);
        }
    }

    private void takeAll(Chain chain) {
        try (var reader = writer.log().newReader()) {
            reader.seek(Math.max(1, chain.nextSequence()));
            while (reader.next()) {
                chain.append(reader.buffer(), reader.header().length());
            }
        }
    }

    private void assertMended(RecordLog journal) throws IOException {
        Chain.open(folder(), journal, secret).close();
        assertArrayEquals(whole, Files.readAllBytes(file()));
    }

    private void assertMendedWithoutTheJournal() throws IOException {
        try (RecordWriter pruned = prunedJournal()) {
            assertMended(pruned.log());
        }
    }

    @Test
    void shouldMakeAgainWhateverBitWasFlipped() throws IOException {
        assertTrue(whole.length > VENUES * Chain.BLOCK_LEVEL * 32);
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), flipped);

            assertMended(writer.log());
        }
    }

    @Test
    void shouldMakeAgainWhatIsGone() throws IOException {
        Files.write(file(), new byte[0]);

        assertMended(writer.log());
    }

    @Test
    void shouldTakeAwayWhatACrashLeftBehindTheNewestHead() throws IOException {
        write(5_000);
        try (Chain chain = Chain.open(folder(), writer.log(), secret)) {
            new VenueFlyweight().wrap(writer.scratch()).set(1_000_000_000_000L, 9, "venue");
            writer.append();
            write(5_000);
            takeAll(chain);
        }
        byte[] longer = Files.readAllBytes(file());
        assertTrue(longer.length > whole.length);
        for (int cut : new int[] {0, 1, 30, longer.length - whole.length - 10, longer.length - whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(longer, longer.length - cut));

            assertMendedWithoutTheJournal();
        }
        Files.write(file(), Arrays.copyOf(whole, longer.length)); // Zeros.
        assertMendedWithoutTheJournal();
    }

    /** Without the records of the complete blocks. */
    private RecordWriter prunedJournal() throws IOException {
        Path pruned = Files.createTempDirectory(data, "pruned");
        long first = 2 * Chain.BLOCK_LENGTH + 1;
        RecordWriter copy = new RecordWriter(pruned, first);
        try (var reader = writer.log().newReader()) {
            reader.seek(first);
            while (reader.next()) {
                copy.scratch().putBytes(0, reader.buffer(), 0, reader.header().length());
                copy.appendAsIs();
            }
        }
        return copy;
    }

    @Test
    void shouldRefuseDamageThatTheJournalCannotMendAndLeaveTheFileAlone() throws IOException {
        for (int place : new int[] {5, 384, 387, 390, 400, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 4;
            Files.write(file(), flipped);

            try (RecordWriter pruned = prunedJournal()) {
                ProofException thrown = assertThrows(
                        ProofException.class, () -> Chain.open(folder(), pruned.log(), secret), "byte " + place);
                assertTrue(String.valueOf(thrown.getMessage()).contains("Restore the file from a copy"));
            }

            assertArrayEquals(flipped, Files.readAllBytes(file()));
        }
    }
}
