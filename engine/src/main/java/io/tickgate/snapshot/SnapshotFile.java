package io.tickgate.snapshot;

import io.tickgate.market.Market;
import io.tickgate.market.StateReader;
import io.tickgate.market.StateWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * One snapshot in a file: header, market, content, the place in the file where the content begins (i64), and the SHA-256 of all of it. Any
 * thread.
 *
 * @param path of the file.
 * @param header as the file has it; checked are its magic and version only.
 */
public record SnapshotFile(Path path, SnapshotHeader header) {
    private static final int HASH_LENGTH = 32;
    /** Few system calls, and small against a cache. */
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Writes a file and lets the disk have it.
     *
     * @param path of a file that is not there.
     * @param header of it.
     * @param market of which it is.
     * @param content what else.
     */
    static void write(Path path, SnapshotHeader header, Market market, SnapshotContent content) throws IOException {
        MessageDigest sha256 = sha256();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    new DigestOutputStream(Channels.newOutputStream(channel), sha256), BUFFER_BYTES));
            out.write(header.encode());
            long[] contentOffset = {SnapshotHeader.LENGTH};
            StateWriter state = new StateWriter((bytes, length) -> {
                try {
                    out.write(bytes, 0, length);
                    contentOffset[0] += length;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            market.save(state);
            state.hash();
            content.save(market, out);
            out.writeLong(contentOffset[0]);
            out.flush();
            Channels.newOutputStream(channel).write(sha256.digest());
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a file and looks at its header.
     *
     * @param path of the file.
     * @return the file.
     * @throws UnusableSnapshotException when it is none, or another build's.
     */
    static SnapshotFile open(Path path) throws UnusableSnapshotException {
        try (InputStream in = Files.newInputStream(path)) {
            return new SnapshotFile(path, SnapshotHeader.decode(headerOf(in)));
        } catch (IOException e) {
            throw new UnusableSnapshotException("it cannot be read: " + e, e);
        }
    }

    private static byte[] headerOf(InputStream in) throws IOException, UnusableSnapshotException {
        byte[] bytes = in.readNBytes(SnapshotHeader.LENGTH);
        if (bytes.length < SnapshotHeader.LENGTH) {
            throw new UnusableSnapshotException("it ends within its header");
        }
        return bytes;
    }

    /** Reads all of it and compares the hash that it ends with. */
    void check() throws UnusableSnapshotException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(path)) {
            long left = Files.size(path) - HASH_LENGTH;
            byte[] buffer = new byte[BUFFER_BYTES];
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new UnusableSnapshotException("it became shorter");
                }
                sha256.update(buffer, 0, read);
                left -= read;
            }
            if (!Arrays.equals(sha256.digest(), in.readNBytes(HASH_LENGTH))) {
                throw new UnusableSnapshotException("it does not match its checksum");
            }
        } catch (IOException e) {
            throw new UnusableSnapshotException("it cannot be read: " + e, e);
        }
    }

    /**
     * Restores the market; {@link #check} was called before.
     *
     * @param markets makes an empty market.
     * @return the market, whose hash is the one in the header.
     */
    Market restore(Supplier<Market> markets) throws UnusableSnapshotException {
        if (header.rulesVersion() != Market.RULES_VERSION) {
            throw new UnusableSnapshotException(
                    "it has rules version " + header.rulesVersion() + ", this build has " + Market.RULES_VERSION);
        }
        try (DataInputStream in = from(SnapshotHeader.LENGTH)) {
            Market market = markets.get();
            restore(market, in);
            return market;
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableSnapshotException("it cannot be read: " + e, e);
        }
    }

    private void restore(Market market, DataInputStream in) throws UnusableSnapshotException {
        try {
            market.restore(reader(in));
        } catch (IllegalStateException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new UnusableSnapshotException("its content is not what this build writes: " + e.getMessage(), e);
        }
        boolean isSame = market.lastSequence() == header.sequence()
                && market.epoch() == header.epoch()
                && market.marketTimeEpochNs() == header.marketTimeEpochNs();
        if (!isSame || !market.stateHash().equals(hashText())) {
            throw new UnusableSnapshotException("the market that it gives has another state hash");
        }
    }

    /** The state hash in hexadecimal. */
    String hashText() {
        return HexFormat.of().formatHex(header.stateHash());
    }

    /**
     * Restores what else there is; {@link #restore(Supplier)} was called before.
     *
     * @param market as restored.
     * @param content filled.
     */
    public void restoreContent(Market market, SnapshotContent content) throws IOException {
        long contentOffset;
        try (DataInputStream in = from(Files.size(path) - HASH_LENGTH - Long.BYTES)) {
            contentOffset = in.readLong();
        }
        try (DataInputStream in = from(contentOffset)) {
            content.restore(market, in);
        }
    }

    private DataInputStream from(long offset) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ).position(offset);
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES));
    }

    private static StateReader reader(DataInputStream in) {
        return new StateReader((into, length) -> {
            try {
                in.readFully(into, 0, length);
            } catch (EOFException e) {
                throw new IllegalStateException("it ends before the market does", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
