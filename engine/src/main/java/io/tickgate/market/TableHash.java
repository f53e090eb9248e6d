package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A hash of a table that follows each change of an entry at once, so that it costs nothing to ask for however large the table is: the
 * sum, modulo 2^256, of the SHA-256 hashes of the entries. Their order does not matter; the keys in them make them different.
 *
 * <p>Usage: {@link #begin}, then the entry's fields, then {@link #add} or {@link #subtract}.
 */
final class TableHash {
    private static final int LIMBS = 4;
    private static final int ENTRY_LENGTH_MAX = 20 * Long.BYTES;

    private final MessageDigest sha256 = newSha256();
    private final byte[] entry = new byte[ENTRY_LENGTH_MAX];
    private final ByteBuffer fields = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] hash = new byte[LIMBS * Long.BYTES];
    private final ByteBuffer limbs = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN);
    private final long[] sum = new long[LIMBS];

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Starts an entry. */
    TableHash begin(long firstField) {
        fields.clear();
        return put(firstField);
    }

    /** The next field of it; at most twenty in all. */
    TableHash put(long field) {
        fields.putLong(field);
        return this;
    }

    /** The entry is in the table from now on. */
    void add() {
        digest();
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long limb = limbs.getLong(i * Long.BYTES);
            long partial = sum[i] + limb;
            long total = partial + carry;
            carry = isBelow(partial, limb) || isBelow(total, carry) ? 1 : 0;
            sum[i] = total;
        }
    }

    /** The entry is not in the table any more. */
    void subtract() {
        digest();
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long limb = limbs.getLong(i * Long.BYTES);
            long partial = sum[i] - limb;
            long total = partial - borrow;
            borrow = isBelow(sum[i], limb) || isBelow(partial, borrow) ? 1 : 0;
            sum[i] = total;
        }
    }

    private static boolean isBelow(long one, long other) {
        return Long.compareUnsigned(one, other) < 0;
    }

    private void digest() {
        sha256.update(entry, 0, fields.position());
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 hash has 32 bytes", e);
        }
    }

    /** Writes the sum. */
    void save(StateWriter state) {
        for (long limb : sum) {
            state.add(limb);
        }
    }
}
