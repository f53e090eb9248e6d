package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * Writes the canonical snapshot: fields in a fixed order, little endian, tables sorted by key, each with its count before it. Every number
 * and truth value takes eight bytes, bytes have their count before them. What is written is hashed; a sink gets it, too.
 */
public final class StateWriter {
    /** Gets the snapshot as it is written. */
    public interface Sink {
        /** The next bytes; valid for the call. */
        void write(byte[] bytes, int length);
    }

    private static final int CHUNK = 8_192;

    private final MessageDigest sha256;
    private final Sink sink;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);

    /** Hashes only. */
    public StateWriter() {
        this((bytes, length) -> {});
    }

    /** Hashes, and hands on what it hashes. */
    public StateWriter(Sink sink) {
        this.sink = sink;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    StateWriter add(long value) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
        return this;
    }

    StateWriter add(boolean value) {
        return add(value ? 1L : 0L);
    }

    StateWriter add(byte[] value) {
        add(value.length);
        int done = 0;
        while (done < value.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), value.length - done);
            buffer.put(value, done, part);
            done += part;
        }
        return this;
    }

    StateWriter add(DirectBuffer value, int offset, int length) {
        byte[] bytes = new byte[length];
        value.getBytes(offset, bytes);
        return add(bytes);
    }

    private void flush() {
        sha256.update(chunk, 0, buffer.position());
        sink.write(chunk, buffer.position());
        buffer.clear();
    }

    /** The hash of all that was written; ends the snapshot. */
    public byte[] hash() {
        flush();
        return sha256.digest();
    }

    /** {@link #hash} in lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(hash());
    }
}
