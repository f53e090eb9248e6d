package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** SHA-256 over the canonical snapshot: fields in a fixed order, little endian, tables sorted by key, each with its count before it. */
final class StateDigest {
    private final MessageDigest sha256;
    private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    StateDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    StateDigest add(long value) {
        eight.putLong(0, value);
        sha256.update(eight.array());
        return this;
    }

    StateDigest add(boolean value) {
        return add(value ? 1L : 0L);
    }

    StateDigest add(byte[] value) {
        add(value.length);
        sha256.update(value);
        return this;
    }

    StateDigest add(DirectBuffer value, int offset, int length) {
        byte[] bytes = new byte[length];
        value.getBytes(offset, bytes);
        return add(bytes);
    }

    /** Lower-case hexadecimal; ends the digest. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
