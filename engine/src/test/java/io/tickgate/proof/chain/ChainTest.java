package io.tickgate.proof.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordWriter;
import io.tickgate.market.MarketHarness;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.MerkleTree;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainTest {
    private static final long INTERVAL_NS = 1_000;

    @TempDir
    Path data;

    private RecordWriter writer;
    private RecordLog journal;
    private KeyRing keys;
    private NodeSecret secret;
    private long published;
    private long nowEpochNs = 1;
    /** By how much engine time stands still while the monotonic clock goes on. */
    private long heldBackNs;

    private final List<Head> told = new ArrayList<>();
    private Chain chain;
    private ChainAgent agent;

    @BeforeEach
    void open() {
        writer = new RecordWriter(data.resolve("journal"), 1);
        journal = writer.log();
        KeyFolder folder = KeyFolder.of(data, null);
        keys = new KeyRing(folder, 1, Counters.inMemory());
        secret = folder.secret();
        openChain();
    }

    private Path folder() {
        return data.resolve("chain");
    }

    private void openChain() {
        chain = Chain.open(folder(), journal, secret);
        agent = new ChainAgent(
                chain,
                journal,
                () -> published,
                () -> nowEpochNs,
                () -> nowEpochNs + heldBackNs,
                keys,
                Counters.inMemory(),
                INTERVAL_NS,
                told::add);
    }

    /** As if the process were gone: nothing is finished, nothing is made. */
    private void kill() {
        chain.close();
    }

    @AfterEach
    void close() {
        chain.close();
        writer.close();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            published = writer.trade(1, 100 + i, 1_000_000_000_000L);
        }
    }

    private void takeAll() {
        while (chain.nextSequence() <= published) {
            agent.doWork();
        }
    }

    private Head makeHead() {
        takeAll();
        nowEpochNs += INTERVAL_NS;
        agent.doWork();
        return told.get(told.size() - 1);
    }

    /** Every head that anybody was told is signed, names the one before, and is the tree of the journal at its size. */
    private void assertOneChain() throws NotCanonicalException {
        SubtreeStore leaves = new SubtreeStore();
        Leaves hasher = new Leaves(secret);
        try (var reader = journal.newReader()) {
            while (reader.next()) {
                leaves.append(hasher.hash(reader.buffer(), reader.header().length()));
            }
        }
        MerkleTree tree = new MerkleTree(leaves);
        Head before = null;
        for (Head head : told) {
            assertTrue(head.isSigned());
            assertArrayEquals(tree.root(head.treeSize()), head.root(), "head " + head.number());
            if (before != null) {
                assertEquals(before.number() + 1, head.number());
                assertArrayEquals(before.hash(), head.previous());
                List<byte[]> proof = tree.consistency(before.treeSize(), head.treeSize());
                assertTrue(new MerkleProofs()
                        .isConsistent(before.treeSize(), before.root(), head.treeSize(), head.root(), proof));
            }
            before = head;
        }
    }

    @Test
    void shouldMakeAHeadEachIntervalOverWhatIsPublished() throws NotCanonicalException {
        write(10);
        published = 7;
        agent.doWork();
        published = 10;
        agent.doWork();
        nowEpochNs += INTERVAL_NS;
        agent.doWork();
        nowEpochNs += INTERVAL_NS;
        agent.doWork();

        assertEquals(List.of(7L, 10L), told.stream().map(Head::sequence).toList());
        assertOneChain();
        assertNull(chain.covering(11));
        assertEquals(1, chain.covering(8).number());
        assertEquals(0, chain.covering(7).number());
    }

    @Test
    void shouldMakeHeadsAlsoWhileEngineTimeIsHeldBack() throws NotCanonicalException {
        write(10);
        makeHead();
        int before = told.size();
        long time = nowEpochNs;
        write(10);
        takeAll();
        heldBackNs += INTERVAL_NS;
        agent.doWork();

        assertEquals(before + 1, told.size());
        assertEquals(time, told.get(before).timeEpochNs());
        assertOneChain();
    }

    @Test
    void shouldCarryTheSameTreeOnWhereverItWasKilled() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            write(1 + random.nextInt(900));
            if (random.nextBoolean()) {
                makeHead();
            } else if (random.nextBoolean()) {
                takeAll();
            } else {
                agent.doWork();
            }
            kill();
            cutWhatNobodyWasTold(random);
            openChain();
        }
        makeHead();

        assertOneChain();
        assertTrue(told.get(told.size() - 1).treeSize() > 4 * Chain.BLOCK_LENGTH);
    }

    /** What was not forced may be gone or garbage after a crash: of heads a line that was not finished, of the others all behind the newest head. */
    private void cutWhatNobodyWasTold(Random random) throws IOException {
        if (random.nextBoolean()) {
            Files.writeString(folder().resolve("heads"), "{\"head\":{\"num", StandardOpenOption.APPEND);
        }
        Head newest = told.isEmpty() ? null : told.get(told.size() - 1);
        long kept = newest == null ? 0 : newest.treeSize() >> Chain.BLOCK_LEVEL;
        spoil(folder().resolve("blocks"), newest == null ? 0 : 32 + kept * Sha256.LENGTH, random);
    }

    private static void spoil(Path file, long from, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (size > from && random.nextBoolean()) {
                channel.truncate(from + (long) (random.nextDouble() * (size - from)));
            } else if (random.nextBoolean()) {
                byte[] garbage = new byte[random.nextInt(100)];
                random.nextBytes(garbage);
                channel.write(ByteBuffer.wrap(garbage), Math.max(from, size - garbage.length));
            }
        }
    }

    @Test
    void shouldRefuseAJournalThatHasLostWhatAHeadCovers() {
        write(100);
        makeHead();
        kill();
        Path other = data.resolve("other");
        try (RecordWriter shorter = new RecordWriter(other, 1)) {
            for (int i = 0; i < 99; i++) {
                shorter.trade(1, 100 + i, 1_000_000_000_000L);
            }

            ProofException thrown =
                    assertThrows(ProofException.class, () -> Chain.open(folder(), shorter.log(), secret));

            assertTrue(String.valueOf(thrown.getMessage()).contains("does not give head 0"), thrown.getMessage());
        }
    }

    @Test
    void shouldRefuseAJournalThatWasChanged() {
        write(5_000);
        makeHead();
        kill();
        try (RecordWriter changed = new RecordWriter(data.resolve("other"), 1)) {
            for (int i = 0; i < 5_000; i++) {
                changed.trade(1, i == 4_500 ? 7 : 100 + i, 1_000_000_000_000L);
            }

            assertThrows(ProofException.class, () -> Chain.open(folder(), changed.log(), secret));
        }
    }

    @Test
    void shouldRefuseAnotherSecret() {
        write(10);
        makeHead();
        kill();

        NodeSecret other = KeyFolder.of(data.resolve("elsewhere"), null).secret();
        ProofException thrown = assertThrows(ProofException.class, () -> Chain.open(folder(), journal, other));
        assertTrue(String.valueOf(thrown.getMessage()).contains("another secret"));
    }

    @Test
    void shouldProveEveryRecordAlsoAcrossBlocks() throws RecordsGoneException {
        write(2 * Chain.BLOCK_LENGTH + 77);
        Head head = makeHead();
        write(500);
        makeHead();
        MerkleProofs proofs = new MerkleProofs();
        try (ChainProofs made = new ChainProofs(chain, journal, secret)) {
            for (long sequence : new long[] {1, 2, 4_096, 4_097, 5_000, 8_192, 8_193, 8_269}) {
                Leaves.Shown shown = made.shown(sequence);

                List<byte[]> path = made.path(sequence, shown, head);

                assertTrue(proofs.isIncluded(
                        shown.leafHash(new Sha256()), sequence - 1, head.treeSize(), path, head.root()));
            }
            long[] many = {3, 4_000, 4_096, 4_097, 8_269};
            assertNotNull(made.joint(many, head));
        }
    }

    @Test
    void shouldProveADefinitionWhoseRecordIsNoLongerInTheJournal() throws RecordsGoneException {
        write(1_000);
        new VenueFlyweight().wrap(writer.scratch()).set(1_000_000_000_000L, 9, "venue");
        long defined = writer.append();
        published = defined;
        write(9_000);
        Head head = makeHead();
        kill();
        openChain();

        Definition definition = chain.definition(RecordKind.VENUE_DEFINED, 9, 2_000);

        assertNull(chain.definition(RecordKind.VENUE_DEFINED, 9, defined));
        assertEquals(Chain.BLOCK_LEVEL, definition.path().size());
        try (RecordWriter pruned = prunedFrom(Chain.BLOCK_LENGTH + 1);
                ChainProofs made = new ChainProofs(chain, pruned.log(), secret)) {
            assertThrows(RecordsGoneException.class, () -> made.shown(defined));
            List<byte[]> path = made.path(definition, head);
            Leaves.Shown shown = new Leaves.Shown(definition.record(), new byte[0]);
            assertTrue(new MerkleProofs()
                    .isIncluded(shown.leafHash(new Sha256()), defined - 1, head.treeSize(), path, head.root()));
        }
    }

    /** The same records from a sequence on. */
    private RecordWriter prunedFrom(long first) {
        RecordWriter pruned = new RecordWriter(data.resolve("pruned"), first);
        try (var reader = journal.newReader()) {
            reader.seek(first);
            while (reader.next()) {
                pruned.scratch().putBytes(0, reader.buffer(), 0, reader.header().length());
                pruned.appendAsIs();
            }
        }
        return pruned;
    }

    @Test
    void shouldDiscloseNeitherNamesNorTheSaltsOfOthers() {
        for (int i = 0; i < 2; i++) {
            new BetFlyweight()
                    .wrap(writer.scratch())
                    .begin(
                            1_000_000_000_000L,
                            MarketHarness.ascii("some-tenant"),
                            MarketHarness.ascii("alice"),
                            MarketHarness.ascii("key"),
                            MarketHarness.ascii("terms"))
                    .betId(1, 2);
            published = writer.append();
        }
        Leaves leaves = new Leaves(secret);
        List<Leaves.Shown> shown = new ArrayList<>();
        try (var reader = journal.newReader()) {
            while (reader.next()) {
                shown.add(leaves.shown(reader.buffer(), reader.header().length()));
            }
        }

        BetFlyweight disguised = new BetFlyweight()
                .wrap(new UnsafeBuffer(shown.get(0).record()), 0, shown.get(0).record().length);
        assertEquals("key", new String(disguised.key(), StandardCharsets.US_ASCII));
        assertEquals(32, disguised.user().length);
        String hex = HexFormat.of().formatHex(shown.get(0).record());
        assertEquals(-1, hex.indexOf(HexFormat.of().formatHex(MarketHarness.ascii("alice"))));
        assertEquals(-1, hex.indexOf(HexFormat.of().formatHex(MarketHarness.ascii("some-tenant"))));
        assertEquals(32, shown.get(0).salt().length);
        assertTrue(!Arrays.equals(shown.get(0).salt(), shown.get(1).salt()));
        byte[] unsalted = new Sha256().leaf(shown.get(0).record());
        assertTrue(!Arrays.equals(unsalted, shown.get(0).leafHash(new Sha256())));
    }

    @Test
    void shouldSignWithTheNewKeyAfterARotation() throws NotCanonicalException {
        write(10);
        String first = keys.key().id();
        makeHead();
        KeyFolder.of(data, null).rotate(nowEpochNs);
        write(10);

        Head head = makeHead();

        assertOneChain();
        assertEquals(keys.key().id(), head.signature().get("key"));
        assertTrue(!first.equals(keys.key().id()));
    }
}
