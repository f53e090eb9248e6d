package io.tickgate.proof.keys;

import io.tickgate.proof.canonical.NotCanonicalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a data folder: {@code keys.json} (the public list, as it is published), {@code ID.pem} (the key that signs, PKCS#8) and
 * {@code node.secret}. Written at first start and by a rotation, each file whole or not at all; a rotation by another process is seen by {@link #reload}.
 * Used by one thread at a time.
 */
public final class KeyFolder {
    private static final String TABLE = "keys.json";
    private static final Path HEADS = Path.of("chain", "heads");
    private static final String SECRET = "node.secret";
    /** Beside the list while proof.key-file holds: the id of the key that it gave, so that a rotation does not make one of its own. */
    private static final String GIVEN = "given";

    private static final int KEY_LENGTH_MAX = 4_096;

    private final Path folder;
    private final @Nullable Path keyFile;

    private KeyFolder(Path folder, @Nullable Path keyFile) {
        this.folder = folder;
        this.keyFile = keyFile;
    }

    /**
     * What signs, and what is published.
     *
     * @param key that signs.
     * @param table of all.
     */
    public record Keys(SigningKey key, KeyTable table) {}

    /**
     * The keys of a data folder; nothing is read or made yet.
     *
     * @param dataFolder of the engine.
     * @param keyFile that the operator gives, null for a key of our own making.
     */
    public static KeyFolder of(Path dataFolder, @Nullable Path keyFile) {
        return new KeyFolder(dataFolder.resolve("proof").resolve("keys"), keyFile);
    }

    /**
     * Reads the keys, and makes what is not there yet.
     *
     * @param nowEpochNs from when on a new key signs.
     * @throws ProofException when a file is open to others, garbage, or does not belong to the rest.
     */
    public Keys open(long nowEpochNs) {
        try {
            PrivateFiles.makeFolder(folder);
            KeyTable table = readTable();
            if (table.current() == null && hasSigned()) {
                throw new ProofException(
                        "The list of keys " + folder.resolve(TABLE).toAbsolutePath()
                                + " is gone, though heads were signed: a new one would call every receipt made until now a stranger's."
                                + " Restore it from a copy of it or of what /.well-known/tickgate-keys.json gave.");
            }
            if (keyFile != null) {
                return openGiven(readKey(keyFile), table, nowEpochNs);
            }
            Files.deleteIfExists(folder.resolve(GIVEN));
            KeyTable.Entry current = table.current();
            return current == null ? created(table, nowEpochNs) : new Keys(ownKey(current), table);
        } catch (IOException e) {
            throw new ProofException("The keys in " + folder.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    private Keys openGiven(SigningKey given, KeyTable table, long nowEpochNs) throws IOException {
        KeyTable.Entry current = table.current();
        Keys keys = current != null && current.id().equals(given.id())
                ? new Keys(given, table)
                : listed(given, table, nowEpochNs);
        PrivateFiles.write(folder, GIVEN, given.id().getBytes(StandardCharsets.US_ASCII));
        return keys;
    }

    /**
     * As {@link #open}, of keys that are there: another process may have rotated them. Makes nothing.
     *
     * @throws ProofException also when the operator's file holds another key than the list has: what it signed would be nobody's.
     */
    public Keys reload() {
        try {
            KeyTable table = readTable();
            KeyTable.Entry current = table.current();
            if (current == null) {
                throw new ProofException("The list of keys in " + folder.toAbsolutePath() + " has lost its key.");
            }
            return new Keys(keyFile == null ? ownKey(current) : givenKey(keyFile, current), table);
        } catch (IOException e) {
            throw new ProofException("The keys in " + folder.toAbsolutePath() + " cannot be read: " + e, e);
        }
    }

    private static SigningKey givenKey(Path file, KeyTable.Entry current) throws IOException {
        SigningKey key = readKey(file);
        if (!key.id().equals(current.id())) {
            throw new ProofException("The key file " + file.toAbsolutePath() + " holds key " + key.id() + ", but "
                    + current.id() + " is published. Restart the engine to let the new one sign.");
        }
        return key;
    }

    /**
     * The public keys alone.
     *
     * @throws ProofException when the list is damaged, or empty.
     */
    public KeyTable table() {
        try {
            KeyTable table = readTable();
            if (table.current() == null) {
                throw noKeys();
            }
            return table;
        } catch (IOException e) {
            throw new ProofException("The keys in " + folder.toAbsolutePath() + " cannot be read: " + e, e);
        }
    }

    /** Whether heads stand beside the keys. */
    private boolean hasSigned() throws IOException {
        Path heads = folder.resolveSibling(HEADS);
        return Files.exists(heads) && Files.size(heads) > 0;
    }

    private ProofException noKeys() {
        return new ProofException("There are no keys in " + folder.toAbsolutePath()
                + ". Name the data folder of an engine that has run (--data DIR).");
    }

    /**
     * Lets a new key sign from the next head on, also of a running engine. The old private key is deleted.
     *
     * @return the new keys.
     * @throws ProofException when there are no keys yet, they cannot be used, or the operator gives them.
     */
    public Keys rotate(long nowEpochNs) {
        if (!Files.exists(folder.resolve(TABLE))) {
            throw noKeys();
        }
        if (Files.exists(folder.resolve(GIVEN))) {
            throw new ProofException(
                    "The key comes from proof.key-file, so it is not rotated here. Put another key into that file and restart the engine;"
                            + " or take proof.key-file out of the configuration, start the engine, which refuses and says so, and rotate then.");
        }
        try {
            KeyTable table = readTable();
            Keys keys = created(table, nowEpochNs);
            KeyTable.Entry old = table.current();
            if (old != null) {
                Files.deleteIfExists(folder.resolve(old.id() + ".pem"));
            }
            return keys;
        } catch (IOException e) {
            throw new ProofException("The keys in " + folder.toAbsolutePath() + " cannot be rotated: " + e, e);
        }
    }

    private Keys created(KeyTable table, long nowEpochNs) throws IOException {
        SigningKey key = SigningKey.create();
        // The key first: a list must never name one that is not there.
        PrivateFiles.write(folder, key.id() + ".pem", key.toPem().getBytes(StandardCharsets.US_ASCII));
        return listed(key, table, nowEpochNs);
    }

    private Keys listed(SigningKey key, KeyTable table, long nowEpochNs) throws IOException {
        if (table.find(key.id()) != null) {
            throw new ProofException("Key " + key.id() + " signed before and was rotated out; give a new one.");
        }
        KeyTable next = table.rotatedTo(key, nowEpochNs);
        PrivateFiles.write(folder, TABLE, next.toCanonical().toBytes());
        return new Keys(key, next);
    }

    private KeyTable readTable() throws IOException {
        Path file = folder.resolve(TABLE);
        if (!Files.exists(file)) {
            return new KeyTable(List.of());
        }
        try {
            return KeyTable.parse(Files.readAllBytes(file));
        } catch (NotCanonicalException e) {
            throw new ProofException("The list of keys " + file.toAbsolutePath() + " is damaged: " + e.getMessage()
                    + ". Restore it from a copy of it or of what /.well-known/tickgate-keys.json gave.");
        }
    }

    private SigningKey ownKey(KeyTable.Entry entry) throws IOException {
        Path file = folder.resolve(entry.id() + ".pem");
        SigningKey key = readKey(file);
        if (!key.id().equals(entry.id())) {
            throw new ProofException("The key file " + file.toAbsolutePath() + " holds another key than " + entry.id()
                    + ", which the list names.");
        }
        return key;
    }

    private static SigningKey readKey(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ProofException(
                    "There is no key file " + file.toAbsolutePath() + ". Restore it, or rotate: tickgate keys rotate.");
        }
        try {
            return SigningKey.parse(new String(PrivateFiles.read(file, KEY_LENGTH_MAX), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new ProofException("The key file " + file.toAbsolutePath() + " cannot be used: " + e.getMessage()
                    + ". It must hold an Ed25519 key, PKCS#8 in PEM (openssl genpkey -algorithm ed25519).");
        }
    }

    /**
     * The secret of salts and pseudonyms; made when there is none yet.
     *
     * @throws ProofException when its file is open to others or garbage.
     */
    public NodeSecret secret() {
        try {
            Path file = folder.resolve(SECRET);
            if (!Files.exists(file)) {
                PrivateFiles.makeFolder(folder);
                byte[] secret = new byte[NodeSecret.LENGTH];
                new SecureRandom().nextBytes(secret);
                PrivateFiles.write(
                        folder, SECRET, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
            }
            return new NodeSecret(readSecret(file));
        } catch (IOException e) {
            throw new ProofException("The keys in " + folder.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    /** Whether a secret was made. */
    public boolean hasSecret() {
        return Files.exists(folder.resolve(SECRET));
    }

    private static byte[] readSecret(Path file) throws IOException {
        String text = new String(PrivateFiles.read(file, KEY_LENGTH_MAX), StandardCharsets.US_ASCII).trim();
        if (!text.matches("[0-9a-f]{64}")) {
            throw new ProofException(
                    "The secret file " + file.toAbsolutePath()
                            + " is damaged: it must be 64 hex digits. Restore it from a copy; without it no head of this chain can be derived again.");
        }
        return HexFormat.of().parseHex(text);
    }
}
