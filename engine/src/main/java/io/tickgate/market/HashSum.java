package io.tickgate.market;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a big table adds to the state hash: the sum, modulo 2^256, of the SHA-256 of each of its entries. It does not depend on the order of
 * the entries and follows each change at the cost of hashing that entry, so that the state can be hashed at any time without going
 * through the table. Two tables with equal sums are equal, unless somebody finds collisions of SHA-256 sums on purpose; whoever could
 * choose entries for that can write the journal anyway.
 */
final class HashSum {
    private static final int LIMBS = 4;

    private final MessageDigest sha256;
    private final ByteBuffer hash = ByteBuffer.allocate(LIMBS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    /** Of 64 bits each, the least significant first. */
    private final long[] limbs = new long[LIMBS];

    HashSum() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** An entry is in the table from now on. */
    void add(byte[] entry, int length) {
        hash(entry, length);
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long sum = limbs[i] + hash.getLong(i * Long.BYTES);
            long carryOut = Long.compareUnsigned(sum, limbs[i]) < 0 ? 1 : 0;
            limbs[i] = sum + carry;
            carry = carryOut | (carry == 1 && limbs[i] == 0 ? 1 : 0);
        }
    }

    /** An entry, as it was added, is in the table no longer. */
    void remove(byte[] entry, int length) {
        hash(entry, length);
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long taken = hash.getLong(i * Long.BYTES);
            long difference = limbs[i] - taken;
            long borrowOut = Long.compareUnsigned(limbs[i], taken) < 0 ? 1 : 0;
            limbs[i] = difference - borrow;
            borrow = borrowOut | (borrow == 1 && difference == 0 ? 1 : 0);
        }
    }

    private void hash(byte[] entry, int length) {
        sha256.update(entry, 0, length);
        try {
            sha256.digest(hash.array(), 0, hash.capacity());
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    void save(StateWriter state) {
        for (long limb : limbs) {
            state.add(limb);
        }
    }
}
