package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.JournalException;
import io.tickgate.journal.LogFile;
import io.tickgate.journal.RecordReader;
import io.tickgate.market.MarketHarness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged snapshot costs time, never correctness: the next older one is used, in the end the whole journal. */
@Timeout(60)
class DamagedSnapshotTest {
    private static final int HASH_LENGTH = 32;

    @TempDir
    Path folder;

    private final MarketHarness run = SnapshotRig.run(6);

    private SnapshotRig rigWithSnapshots() {
        SnapshotRig rig = SnapshotRig.of(folder, run);
        SecondMarketAgent agent = rig.agent();
        rig.runToEnd(agent);
        agent.onClose();
        return rig;
    }

    private static Arguments damage(String what, UnaryOperator<byte[]> damage) {
        return Arguments.of(what, damage);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("empty", bytes -> new byte[0]),
                damage("cut within the header", bytes -> Arrays.copyOf(bytes, 70)),
                damage("cut to the header", bytes -> Arrays.copyOf(bytes, SnapshotHeader.LENGTH)),
                damage("cut within the market", bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
                damage("last byte missing", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                damage("a byte more", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                damage("flipped in the magic", bytes -> flipped(bytes, 3)),
                damage("flipped in the sequence", bytes -> flipped(bytes, 16)),
                damage("flipped in the state hash", bytes -> flipped(bytes, 50)),
                damage("flipped in the market", bytes -> flipped(bytes, bytes.length / 2)),
                damage("flipped in its own hash", bytes -> flipped(bytes, bytes.length - 5)),
                damage("zeros", bytes -> new byte[bytes.length]),
                damage("other format, hash right", bytes -> withInt(bytes, 8, SnapshotHeader.FORMAT_VERSION + 1)),
                damage("other rules, hash right", bytes -> withInt(bytes, 12, 99)),
                damage("other state hash, hash right", bytes -> withInt(bytes, 60, 99)),
                damage("other epoch, hash right", bytes -> withInt(bytes, 24, 99)),
                damage("other place in the decisions, hash right", bytes -> withInt(bytes, 40, 1)),
                damage("other market, hash right", bytes -> hashed(flipped(bytes, bytes.length / 2))));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 4;
        return changed;
    }

    private static byte[] withInt(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return hashed(changed);
    }

    private static byte[] hashed(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, bytes.length - HASH_LENGTH);
            System.arraycopy(sha256.digest(), 0, bytes, bytes.length - HASH_LENGTH, HASH_LENGTH);
            return bytes;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void shouldUseTheNextOlderOneWhenTheNewestIs(String what, UnaryOperator<byte[]> damage) throws IOException {
        try (SnapshotRig rig = rigWithSnapshots()) {
            List<SnapshotFile> files = rig.snapshots.newestFirst();
            Path newest = files.get(0).path();
            Files.write(newest, damage.apply(Files.readAllBytes(newest)));

            String hash = rig.start().stateHash();

            assertEquals(run.market().stateHash(), hash);
            assertEquals(files.get(1).header().sequence(), rig.begunWith, what);
        }
    }

    @Test
    void shouldReplayTheWholeJournalWhenAllAreDamaged() throws IOException {
        try (SnapshotRig rig = rigWithSnapshots()) {
            for (SnapshotFile file : rig.snapshots.newestFirst()) {
                Files.write(file.path(), flipped(Files.readAllBytes(file.path()), 200));
            }

            String hash = rig.start().stateHash();

            assertEquals(run.market().stateHash(), hash);
            assertEquals(0, rig.begunWith);
        }
    }

    @Test
    void shouldNotSeeASnapshotThatAKilledProcessHadNotRenamed() throws IOException {
        try (SnapshotRig rig = rigWithSnapshots()) {
            List<SnapshotFile> files = rig.snapshots.newestFirst();
            Path newest = files.get(0).path();
            Path unfinished = newest.resolveSibling(newest.getFileName() + ".unfinished");
            Files.move(newest, unfinished);

            String hash = rig.start().stateHash();
            rig.snapshots.write(files.get(0).header(), run.market(), SnapshotContent.NONE);

            assertEquals(run.market().stateHash(), hash);
            assertEquals(files.get(1).header().sequence(), rig.begunWith);
            assertFalse(Files.exists(unfinished), "taken away with the next one that is written");
            assertTrue(Files.exists(newest));
        }
    }

    @Test
    void shouldStopWithASentenceWhenThereIsNeitherTheWholeJournalNorASnapshot() throws IOException {
        MarketHarness longer = SnapshotRig.run(130);
        try (SnapshotRig rig = SnapshotRig.of(folder, longer);
                RecordReader reader = rig.journal.newReader()) {
            LogFile oldest = rig.journal.files(reader).get(0);
            rig.journal.delete(oldest);

            JournalException refusal = assertThrows(JournalException.class, rig::start);

            assertTrue(refusal.getMessage().contains("no snapshot can be used"), refusal.getMessage());
        }
    }

    @Test
    void shouldLeaveASnapshotThatTheJournalDoesNotReach() {
        try (SnapshotRig rig = rigWithSnapshots()) {
            assertTrue(rig.snapshots.newestFirst().get(0).header().sequence() > 100);
        }
        MarketHarness shorter = SnapshotRig.run(1);
        Path other = folder.resolve("other");
        try (SnapshotRig rig = SnapshotRig.of(other, shorter)) {
            copySnapshots(other);

            String hash = rig.start().stateHash();

            assertEquals(shorter.market().stateHash(), hash);
            assertTrue(rig.begunWith < 100, "only the first one lies in this journal");
        }
    }

    private void copySnapshots(Path to) {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            Files.createDirectories(to.resolve("snapshots"));
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve("snapshots").resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
