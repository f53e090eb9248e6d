package io.tickgate.proof.chain;

import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Roots of the tree's blocks, 32 bytes each, behind a header: 8 bytes of name and version, the first sequence (big endian), 16 bytes that tell
 * whose secret salts it. Owned by the chain, which locks.
 */
final class BlockFile implements AutoCloseable {
    private static final byte[] NAME = "TGBLOCK1".getBytes(StandardCharsets.US_ASCII);
    private static final int FINGERPRINT_LENGTH = 16;
    private static final int HEADER_LENGTH = 8 + Long.BYTES + FINGERPRINT_LENGTH;

    private final FileChannel channel;
    private final Path file;
    private final byte[] fingerprint;
    private long firstSequence;
    private long count;

    private BlockFile(FileChannel channel, Path file, byte[] fingerprint) {
        this.channel = channel;
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /**
     * Opens the file, made if need be.
     *
     * @param fingerprint of the secret.
     * @throws ProofException when it is another kind of file, or was begun with another secret.
     */
    static BlockFile open(Path file, byte[] fingerprint) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        BlockFile blocks = new BlockFile(channel, file, fingerprint);
        if (channel.size() >= HEADER_LENGTH) {
            blocks.readHeader();
        }
        return blocks;
    }

    private void readHeader() throws IOException {
        ByteBuffer header = read(0, HEADER_LENGTH);
        byte[] name = new byte[NAME.length];
        header.get(name);
        firstSequence = header.getLong();
        byte[] found = new byte[FINGERPRINT_LENGTH];
        header.get(found);
        if (!Arrays.equals(name, NAME) || firstSequence < 1) {
            throw new ProofException("The file " + file.toAbsolutePath() + " is damaged. " + remedy());
        }
        if (!Arrays.equals(found, fingerprint)) {
            throw new ProofException("The chain in " + file.toAbsolutePath()
                    + " was begun with another secret (proof/keys/node.secret). Restore that file; otherwise "
                    + remedy());
        }
        count = (channel.size() - HEADER_LENGTH) / Sha256.LENGTH;
    }

    private String remedy() {
        return "Move blocks, definitions and heads in " + file.toAbsolutePath().getParent()
                + " away to begin a new chain, and tell those who keep its heads.";
    }

    private ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {
            // As often as the file system wants.
        }
        return bytes.flip();
    }

    private void write(byte[] bytes, long place) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, place + buffer.position());
        }
    }

    /** Sequence of leaf 0, 0 before {@link #begin}. */
    long firstSequence() {
        return firstSequence;
    }

    /** Begins an empty file. */
    void begin(long sequence) throws IOException {
        channel.truncate(0);
        write(
                ByteBuffer.allocate(HEADER_LENGTH)
                        .put(NAME)
                        .putLong(sequence)
                        .put(fingerprint)
                        .array(),
                0);
        firstSequence = sequence;
        count = 0;
    }

    /** Keeps the first blocks and reads them. */
    SubtreeStore load(long blocks) throws IOException {
        if (blocks > count) {
            throw new ProofException("The file " + file.toAbsolutePath() + " has lost its end. " + remedy());
        }
        count = blocks;
        channel.truncate(HEADER_LENGTH + blocks * Sha256.LENGTH);
        SubtreeStore roots = new SubtreeStore();
        byte[] root = new byte[Sha256.LENGTH];
        ByteBuffer all = read(HEADER_LENGTH, Math.toIntExact(blocks * Sha256.LENGTH));
        while (all.hasRemaining()) {
            all.get(root);
            roots.append(root);
        }
        return roots;
    }

    void append(byte[] root) throws IOException {
        write(root, HEADER_LENGTH + count * Sha256.LENGTH);
        count++;
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
