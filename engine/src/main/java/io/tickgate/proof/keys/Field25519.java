package io.tickgate.proof.keys;

import java.math.BigInteger;

/**
 * Numbers modulo 2^255 − 19 in ten limbs of 26 and 25 bits in turn, signed, so that no step depends on a value (the way of the public-domain
 * {@code ref10} of SUPERCOP). Arrays of ten; a result may be one of the operands. Stateless.
 */
final class Field25519 {
    static final int LIMBS = 10;
    static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private static final int[] SHIFTS = {0, 26, 51, 77, 102, 128, 153, 179, 204, 230};

    private Field25519() {}

    /** Limbs of a number from 0 on. */
    static long[] of(BigInteger value) {
        BigInteger reduced = value.mod(PRIME);
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            int bits = (i & 1) == 0 ? 26 : 25;
            limbs[i] = reduced.shiftRight(SHIFTS[i]).longValue() & ((1L << bits) - 1);
        }
        return limbs;
    }

    /** The number, from 0 to the prime. */
    static BigInteger value(long[] f) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < LIMBS; i++) {
            sum = sum.add(BigInteger.valueOf(f[i]).shiftLeft(SHIFTS[i]));
        }
        return sum.mod(PRIME);
    }

    static void copy(long[] h, long[] f) {
        System.arraycopy(f, 0, h, 0, LIMBS);
    }

    static void add(long[] h, long[] f, long[] g) {
        for (int i = 0; i < LIMBS; i++) {
            h[i] = f[i] + g[i];
        }
    }

    static void subtract(long[] h, long[] f, long[] g) {
        for (int i = 0; i < LIMBS; i++) {
            h[i] = f[i] - g[i];
        }
    }

    /** Takes g instead of f where the mask is all ones; leaves f where it is zero. */
    static void choose(long[] f, long[] g, long mask) {
        for (int i = 0; i < LIMBS; i++) {
            f[i] ^= mask & (f[i] ^ g[i]);
        }
    }

    static void square(long[] h, long[] f) {
        multiply(h, f, f);
    }

    /** Written out, since a signature takes a thousand of them. Limbs of operands below 1.65 · 2^26 leave every sum within 63 bits. */
    static void multiply(long[] h, long[] f, long[] g) {
        long f0 = f[0];
        long f1 = f[1];
        long f2 = f[2];
        long f3 = f[3];
        long f4 = f[4];
        long f5 = f[5];
        long f6 = f[6];
        long f7 = f[7];
        long f8 = f[8];
        long f9 = f[9];
        long g0 = g[0];
        long g1 = g[1];
        long g2 = g[2];
        long g3 = g[3];
        long g4 = g[4];
        long g5 = g[5];
        long g6 = g[6];
        long g7 = g[7];
        long g8 = g[8];
        long g9 = g[9];
        long w1 = 19 * g1;
        long w2 = 19 * g2;
        long w3 = 19 * g3;
        long w4 = 19 * g4;
        long w5 = 19 * g5;
        long w6 = 19 * g6;
        long w7 = 19 * g7;
        long w8 = 19 * g8;
        long w9 = 19 * g9;
        long d1 = 2 * f1;
        long d3 = 2 * f3;
        long d5 = 2 * f5;
        long d7 = 2 * f7;
        long d9 = 2 * f9;
        long h0 = f0 * g0 + d1 * w9 + f2 * w8 + d3 * w7 + f4 * w6 + d5 * w5 + f6 * w4 + d7 * w3 + f8 * w2 + d9 * w1;
        long h1 = f0 * g1 + f1 * g0 + f2 * w9 + f3 * w8 + f4 * w7 + f5 * w6 + f6 * w5 + f7 * w4 + f8 * w3 + f9 * w2;
        long h2 = f0 * g2 + d1 * g1 + f2 * g0 + d3 * w9 + f4 * w8 + d5 * w7 + f6 * w6 + d7 * w5 + f8 * w4 + d9 * w3;
        long h3 = f0 * g3 + f1 * g2 + f2 * g1 + f3 * g0 + f4 * w9 + f5 * w8 + f6 * w7 + f7 * w6 + f8 * w5 + f9 * w4;
        long h4 = f0 * g4 + d1 * g3 + f2 * g2 + d3 * g1 + f4 * g0 + d5 * w9 + f6 * w8 + d7 * w7 + f8 * w6 + d9 * w5;
        long h5 = f0 * g5 + f1 * g4 + f2 * g3 + f3 * g2 + f4 * g1 + f5 * g0 + f6 * w9 + f7 * w8 + f8 * w7 + f9 * w6;
        long h6 = f0 * g6 + d1 * g5 + f2 * g4 + d3 * g3 + f4 * g2 + d5 * g1 + f6 * g0 + d7 * w9 + f8 * w8 + d9 * w7;
        long h7 = f0 * g7 + f1 * g6 + f2 * g5 + f3 * g4 + f4 * g3 + f5 * g2 + f6 * g1 + f7 * g0 + f8 * w9 + f9 * w8;
        long h8 = f0 * g8 + d1 * g7 + f2 * g6 + d3 * g5 + f4 * g4 + d5 * g3 + f6 * g2 + d7 * g1 + f8 * g0 + d9 * w9;
        long h9 = f0 * g9 + f1 * g8 + f2 * g7 + f3 * g6 + f4 * g5 + f5 * g4 + f6 * g3 + f7 * g2 + f8 * g1 + f9 * g0;
        long carry = (h0 + (1L << 25)) >> 26;
        h1 += carry;
        h0 -= carry << 26;
        carry = (h4 + (1L << 25)) >> 26;
        h5 += carry;
        h4 -= carry << 26;
        carry = (h1 + (1L << 24)) >> 25;
        h2 += carry;
        h1 -= carry << 25;
        carry = (h5 + (1L << 24)) >> 25;
        h6 += carry;
        h5 -= carry << 25;
        carry = (h2 + (1L << 25)) >> 26;
        h3 += carry;
        h2 -= carry << 26;
        carry = (h6 + (1L << 25)) >> 26;
        h7 += carry;
        h6 -= carry << 26;
        carry = (h3 + (1L << 24)) >> 25;
        h4 += carry;
        h3 -= carry << 25;
        carry = (h7 + (1L << 24)) >> 25;
        h8 += carry;
        h7 -= carry << 25;
        carry = (h4 + (1L << 25)) >> 26;
        h5 += carry;
        h4 -= carry << 26;
        carry = (h8 + (1L << 25)) >> 26;
        h9 += carry;
        h8 -= carry << 26;
        carry = (h9 + (1L << 24)) >> 25;
        h0 += 19 * carry;
        h9 -= carry << 25;
        carry = (h0 + (1L << 25)) >> 26;
        h1 += carry;
        h0 -= carry << 26;
        h[0] = h0;
        h[1] = h1;
        h[2] = h2;
        h[3] = h3;
        h[4] = h4;
        h[5] = h5;
        h[6] = h6;
        h[7] = h7;
        h[8] = h8;
        h[9] = h9;
    }

    /** 1 / f, as f to the power of the prime less two: 254 squarings and 11 products. */
    static void invert(long[] h, long[] f) {
        long[] two = new long[LIMBS];
        long[] nine = new long[LIMBS];
        long[] eleven = new long[LIMBS];
        square(two, f);
        squareTimes(nine, two, 2);
        multiply(nine, nine, f);
        multiply(eleven, nine, two);
        long[] ones5 = new long[LIMBS]; // f to the power of 2^5 - 1, and so on.
        square(ones5, eleven);
        multiply(ones5, ones5, nine);
        long[] ones10 = joined(ones5, 5, ones5);
        long[] ones20 = joined(ones10, 10, ones10);
        long[] ones40 = joined(ones20, 20, ones20);
        long[] ones50 = joined(ones40, 10, ones10);
        long[] ones100 = joined(ones50, 50, ones50);
        long[] ones200 = joined(ones100, 100, ones100);
        long[] ones250 = joined(ones200, 50, ones50);
        copy(h, joined(ones250, 5, eleven));
    }

    private static long[] joined(long[] high, int squarings, long[] low) {
        long[] power = new long[LIMBS];
        squareTimes(power, high, squarings);
        multiply(power, power, low);
        return power;
    }

    private static void squareTimes(long[] h, long[] f, int count) {
        square(h, f);
        for (int i = 1; i < count; i++) {
            square(h, h);
        }
    }
}
