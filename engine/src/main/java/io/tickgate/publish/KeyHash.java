package io.tickgate.publish;

import java.security.SecureRandom;

/**
 * Hash of bytes that clients choose: a polynomial over the prime 2^61 − 1 at a secret point, so that nobody can choose keys that fall
 * together. Made anew in each process. Immutable, any thread.
 */
final class KeyHash {
    private static final long PRIME = (1L << 61) - 1;

    private final long point;

    KeyHash() {
        point = 256 + (new SecureRandom().nextLong() >>> 4);
    }

    /** Hash of nothing so far. */
    long start() {
        return 1;
    }

    /** Takes a part in, and its end, so that parts that are cut differently differ. */
    long add(long hash, byte[] bytes, int from, int to) {
        long sum = hash;
        for (int i = from; i < to; i++) {
            sum = step(sum, (bytes[i] & 0xFF) + 1);
        }
        return step(sum, 0);
    }

    /** 64 bits of which each depends on all. */
    long end(long hash) {
        return mix(hash);
    }

    /** The finalizer of MurmurHash3, for numbers that are random already or made so. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    private long step(long sum, long value) {
        long high = Math.multiplyHigh(sum, point);
        long low = sum * point;
        // The product is below 2^122: its bits from 61 on count once more, as 2^61 is 1 here.
        long folded = (low & PRIME) + (low >>> 61 | high << 3);
        folded = (folded & PRIME) + (folded >>> 61) + value;
        return folded >= PRIME ? folded - PRIME : folded;
    }
}
