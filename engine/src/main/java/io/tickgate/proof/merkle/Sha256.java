package io.tickgate.proof.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with the two prefixes of RFC 6962, section 2.1. Used by one thread at a time. */
public final class Sha256 {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;

    private final MessageDigest digest;

    /** A new hasher. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Plain hash of bytes. */
    public byte[] of(byte[] data) {
        return digest.digest(data);
    }

    /** Hash of a leaf with these data. */
    public byte[] leaf(byte[] data) {
        return leaf(data, data.length);
    }

    /** Hash of a leaf whose data are the first bytes of an array. */
    public byte[] leaf(byte[] data, int length) {
        digest.update(LEAF_PREFIX);
        digest.update(data, 0, length);
        return digest.digest();
    }

    /** Hash of the node above two others. */
    public byte[] node(byte[] left, byte[] right) {
        digest.update(NODE_PREFIX);
        digest.update(left);
        return digest.digest(right);
    }
}
