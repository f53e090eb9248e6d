package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
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

    /** Of a hash, in bytes. */
    public static final int HASH_LENGTH = 32;

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
        add(length);
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), length - done);
            value.getBytes(offset + done, chunk, buffer.position(), part);
            buffer.position(buffer.position() + part);
            done += part;
        }
        return this;
    }

    private void flush() {
        sha256.update(chunk, 0, buffer.position());
        sink.write(chunk, buffer.position());
        buffer.clear();
    }

    /** The hash of all that was written, in a new array; ends the snapshot. What is written next begins another one. */
    public byte[] hash() {
        byte[] hash = new byte[HASH_LENGTH];
        hash(hash);
        return hash;
    }

    /** As {@link #hash()}, into the first {@value #HASH_LENGTH} bytes of an array. */
    void hash(byte[] into) {
        flush();
        try {
            sha256.digest(into, 0, HASH_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("The array is too short for a hash", e);
        }
    }

    /** {@link #hash} in lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(hash());
    }
}
