package io.tickgate.proof.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path data;

    private Path keys;
    private KeyFolder folder;

    @BeforeEach
    void open() {
        keys = data.resolve("proof/keys");
        folder = KeyFolder.of(data, null);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path pem(SigningKey key) {
        return keys.resolve(key.id() + ".pem");
    }

    private static String refusal(KeyFolder folder) {
        return String.valueOf(
                assertThrows(ProofException.class, () -> folder.open(5)).getMessage());
    }

    @Test
    void shouldBeginNoNewListWhereHeadsWereSigned() throws IOException {
        folder.open(1);
        Files.delete(keys.resolve("keys.json"));
        String before = folder.open(2).table().toString();
        Files.delete(keys.resolve("keys.json"));
        Path heads = keys.resolveSibling("chain").resolve("heads");
        Files.createDirectories(heads.getParent());
        Files.writeString(heads, "a head\n");

        String refusal = refusal(folder);

        assertFalse(before.isEmpty(), "a first start that was killed begins again");
        assertTrue(refusal.contains("keys.json is gone, though heads were signed"), refusal);
        assertTrue(Files.notExists(keys.resolve("keys.json")));
    }

    @Test
    void shouldMakeAKeyThatOnlyItsOwnerReadsAndGiveItAgain() throws IOException {
        KeyFolder.Keys made = folder.open(1);
        byte[] signature = made.key().newSigner().sign(MESSAGE);

        KeyFolder.Keys again = KeyFolder.of(data, null).open(2);

        assertEquals(made.key().id(), again.key().id());
        assertArrayEquals(signature, again.key().newSigner().sign(MESSAGE));
        assertTrue(PublicKeys.isSigned(again.key().publicKey(), MESSAGE, signature));
        assertEquals("rw-------", mode(pem(made.key())));
        assertEquals("rwx------", mode(keys));
        assertEquals(1, again.table().entries().get(0).fromEpochNs());
    }

    @Test
    void shouldRefuseAKeyThatOthersMayReadInASentenceWithoutItsContent() throws IOException {
        SigningKey key = folder.open(1).key();
        Files.setPosixFilePermissions(pem(key), PosixFilePermissions.fromString("rw-r-----"));

        String sentence = refusal(folder);

        assertTrue(sentence.contains("rw-r-----") && sentence.contains("chmod 600"), sentence);
    }

    @Test
    void shouldRefuseGarbageInASentenceWithoutItsContent() throws IOException {
        SigningKey key = folder.open(1).key();
        String rsa = """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VuBCIEIFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhY
                -----END PRIVATE KEY-----
                """;
        for (String garbage : new String[] {
            "", "hunter2", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n", rsa, "x".repeat(5_000)
        }) {
            Files.writeString(pem(key), garbage);

            String sentence = refusal(folder);

            assertTrue(sentence.contains(key.id()) && !sentence.contains("hunter2"), sentence);
        }
    }

    @Test
    void shouldRefuseAKeyThatIsGoneOrAnotherOne() throws IOException {
        SigningKey key = folder.open(1).key();
        Files.writeString(pem(key), SigningKey.create().toPem());
        String other = refusal(folder);
        Files.delete(pem(key));

        String gone = refusal(folder);

        assertTrue(other.contains("another key"), other);
        assertTrue(gone.contains("no key file"), gone);
    }

    @Test
    void shouldLetANewKeySignAndKeepTheOldOneListedAfterARotation() throws IOException {
        KeyRing ring = new KeyRing(folder, 1, Counters.inMemory());
        SigningKey first = ring.key();

        KeyFolder.of(data, null).rotate(7);
        boolean isRotated = ring.refresh();
        boolean isRotatedAgain = ring.refresh();

        assertTrue(isRotated);
        assertFalse(isRotatedAgain);
        assertNotEquals(first.id(), ring.key().id());
        KeyTable.Entry old = ring.table().entries().get(0);
        assertEquals(first.id() + " 1 7", old.id() + " " + old.fromEpochNs() + " " + old.toEpochNs());
        assertTrue(ring.table().entries().get(1).isCurrent());
        assertFalse(Files.exists(pem(first)));
        assertEquals(ring.key().id(), KeyFolder.of(data, null).open(9).key().id());
    }

    @Test
    void shouldSignOnWithTheKeyItHoldsWhenARotationIsNotReadable() throws IOException {
        KeyRing ring = new KeyRing(folder, 1, Counters.inMemory());
        SigningKey key = ring.key();
        Files.writeString(keys.resolve("keys.json"), "{");

        boolean isRotated = ring.refresh();

        assertFalse(isRotated);
        assertEquals(key.id(), ring.key().id());
    }

    @Test
    void shouldTakeAKeyThatIsGivenAndTakeAnotherOneForARotation() throws IOException {
        Path given = data.resolve("given.pem");
        SigningKey first = SigningKey.create();
        SigningKey second = SigningKey.create();
        PrivateFiles.write(data, "given.pem", first.toPem().getBytes(StandardCharsets.US_ASCII));
        KeyFolder.Keys before = KeyFolder.of(data, given).open(1);

        PrivateFiles.write(data, "given.pem", second.toPem().getBytes(StandardCharsets.US_ASCII));
        KeyFolder.Keys after = KeyFolder.of(data, given).open(2);

        assertEquals(first.id(), before.key().id());
        assertEquals(second.id(), after.key().id());
        assertEquals(2, after.table().entries().size());
        PrivateFiles.write(data, "given.pem", first.toPem().getBytes(StandardCharsets.US_ASCII));
        assertTrue(refusal(KeyFolder.of(data, given)).contains("rotated out"));
    }

    @Test
    void shouldPublishWhatItCanReadBack() throws NotCanonicalException {
        folder.open(1);
        KeyTable table = folder.rotate(5).table();

        KeyTable read = KeyTable.parse(table.toCanonical().toBytes());

        assertArrayEquals(table.toCanonical().toBytes(), read.toCanonical().toBytes());
        assertEquals(2, read.entries().size());
    }

    @Test
    void shouldKeepOneSecretAndRefuseADamagedOne() throws IOException {
        byte[] salt = folder.secret().salt(7);

        assertArrayEquals(salt, KeyFolder.of(data, null).secret().salt(7));
        assertEquals("rw-------", mode(keys.resolve("node.secret")));
        Files.writeString(keys.resolve("node.secret"), "short");
        assertThrows(ProofException.class, folder::secret);
    }

    @Test
    void shouldLeaveNoSecretInWhatIsPrinted() throws IOException {
        KeyFolder.Keys made = folder.open(1);
        String secret = Files.readString(
                        keys.resolve("node.secret").resolveSibling(made.key().id() + ".pem"))
                .lines()
                .toList()
                .get(1);

        assertFalse(made.toString().contains(secret));
        assertFalse(folder.secret().toString().length() > 30);
    }

    @Test
    void shouldLeaveNoUnfinishedFileBehind() throws IOException {
        folder.open(1);
        folder.rotate(2);
        folder.secret();

        try (Stream<Path> files = Files.list(keys)) {
            assertEquals(3, files.count());
        }
    }

    private Path give(SigningKey key) throws IOException {
        PrivateFiles.write(data, "given.pem", key.toPem().getBytes(StandardCharsets.US_ASCII));
        return data.resolve("given.pem");
    }

    /** Until the restart that publishes it nobody could know whose the signatures are. */
    @Test
    void shouldNotSignWithAKeyThatIsReplacedWhileRunning() throws IOException {
        SigningKey first = SigningKey.create();
        Path given = give(first);
        Counters counters = Counters.inMemory();
        KeyRing ring = new KeyRing(KeyFolder.of(data, given), 1, counters);

        SigningKey second = SigningKey.create();
        give(second);
        boolean isRotatedFirst = ring.refresh();
        boolean isRotatedThen = ring.refresh();

        assertFalse(isRotatedFirst || isRotatedThen);
        assertEquals(first.id(), ring.key().id());
        assertEquals(1, counters.get(Counter.ERRORS), "told once");
        KeyRing restarted = new KeyRing(KeyFolder.of(data, given), 9, counters);
        assertEquals(second.id(), restarted.key().id());
        assertEquals(9, restarted.fromEpochNs());
        assertEquals(9, restarted.table().entries().get(0).toEpochNs());
    }

    @Test
    void shouldRefuseToRotateAKeyThatIsGivenAndSayWhatToDo() throws IOException {
        SigningKey first = SigningKey.create();
        Path given = give(first);
        KeyFolder.of(data, given).open(1);

        ProofException refusal = assertThrows(ProofException.class, () -> folder.rotate(5));

        assertTrue(String.valueOf(refusal.getMessage()).contains("proof.key-file"), refusal.getMessage());
        assertEquals(first.id(), KeyFolder.of(data, given).open(9).key().id());
        assertEquals(first.id(), folder.table().entries().get(0).id());
    }

    @Test
    void shouldRotateToAKeyOfItsOwnOnceNoneIsGivenAnyMore() throws IOException {
        SigningKey first = SigningKey.create();
        KeyFolder.of(data, give(first)).open(1);
        assertTrue(refusal(folder).contains("tickgate keys rotate"), "a start without proof.key-file");

        KeyFolder.Keys own = folder.rotate(7);

        assertEquals(own.key().id(), folder.open(9).key().id());
        assertEquals(7, own.table().entries().get(0).toEpochNs());
    }
}
