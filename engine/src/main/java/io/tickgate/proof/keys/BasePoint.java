package io.tickgate.proof.keys;

import java.math.BigInteger;

/**
 * Multiples of the base point of edwards25519, from a table of 256 of them: 64 additions and four doublings, the same for every scalar. That is ten times as fast
 * as the JDK's multiplication of any point, and a signature needs no other. One object is used by one thread at a time; the table is shared.
 */
final class BasePoint {
    private static final int WINDOWS = 32;
    private static final int MULTIPLES = 8;
    private static final int SCALAR_LENGTH = 32;

    private static final BigInteger X =
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202");
    private static final BigInteger Y =
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960");
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(Field25519.PRIME))
            .mod(Field25519.PRIME);
    private static final Multiple NEUTRAL = Multiple.of(BigInteger.ZERO, BigInteger.ONE);
    /** (j + 1) · 256^i times the base point. */
    private static final Multiple[][] TABLE = table();

    /** An affine point as additions want it: y + x, y − x, 2dxy. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Multiple(long[] yPlusX, long[] yMinusX, long[] xy2d) {
        static Multiple of(BigInteger x, BigInteger y) {
            return new Multiple(
                    Field25519.of(y.add(x)),
                    Field25519.of(y.subtract(x)),
                    Field25519.of(x.multiply(y).multiply(D).shiftLeft(1)));
        }
    }

    private final long[] x = new long[Field25519.LIMBS];
    private final long[] y = new long[Field25519.LIMBS];
    private final long[] z = new long[Field25519.LIMBS];
    private final long[] t = new long[Field25519.LIMBS];
    private final long[] a = new long[Field25519.LIMBS];
    private final long[] b = new long[Field25519.LIMBS];
    private final long[] c = new long[Field25519.LIMBS];
    private final long[] d = new long[Field25519.LIMBS];
    private final long[] yPlusX = new long[Field25519.LIMBS];
    private final long[] yMinusX = new long[Field25519.LIMBS];
    private final long[] xy2d = new long[Field25519.LIMBS];
    private final byte[] digits = new byte[2 * SCALAR_LENGTH];

    private static Multiple[][] table() {
        Multiple[][] table = new Multiple[WINDOWS][MULTIPLES];
        BasePoint point = new BasePoint();
        BigInteger baseX = X;
        BigInteger baseY = Y;
        for (int i = 0; i < WINDOWS; i++) {
            Multiple base = Multiple.of(baseX, baseY);
            point.clear();
            for (int j = 0; j < MULTIPLES; j++) {
                point.take(base);
                point.add();
                table[i][j] = Multiple.of(point.affineX(), point.affineY());
            }
            // Eight times the base, doubled five times.
            for (int k = 0; k < 5; k++) {
                point.twice();
            }
            baseX = point.affineX();
            baseY = point.affineY();
        }
        return table;
    }

    private BigInteger affineX() {
        return Field25519.value(x)
                .multiply(Field25519.value(z).modInverse(Field25519.PRIME))
                .mod(Field25519.PRIME);
    }

    private BigInteger affineY() {
        return Field25519.value(y)
                .multiply(Field25519.value(z).modInverse(Field25519.PRIME))
                .mod(Field25519.PRIME);
    }

    private void clear() {
        for (int i = 0; i < Field25519.LIMBS; i++) {
            x[i] = 0;
            y[i] = i == 0 ? 1 : 0;
            z[i] = y[i];
            t[i] = 0;
        }
    }

    /**
     * A scalar times the base point, encoded (RFC 8032, section 5.1.2).
     *
     * @param scalar 32 bytes, little endian, below 2^255.
     * @return 32 bytes.
     */
    byte[] times(byte[] scalar) {
        split(scalar);
        clear();
        for (int i = 1; i < digits.length; i += 2) {
            select(i / 2, digits[i]);
            add();
        }
        for (int i = 0; i < 4; i++) {
            twice();
        }
        for (int i = 0; i < digits.length; i += 2) {
            select(i / 2, digits[i]);
            add();
        }
        return encode();
    }

    /** The scalar in 64 digits of −8 to 8 to the base 16. */
    private void split(byte[] scalar) {
        for (int i = 0; i < SCALAR_LENGTH; i++) {
            digits[2 * i] = (byte) (scalar[i] & 15);
            digits[2 * i + 1] = (byte) ((scalar[i] >> 4) & 15);
        }
        int carry = 0;
        for (int i = 0; i < digits.length - 1; i++) {
            int digit = digits[i] + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (byte) (digit - (carry << 4));
        }
        digits[digits.length - 1] += (byte) carry;
    }

    /** Looks at every entry of a window, whichever it wants, so that neither time nor cache tells the digit. */
    private void select(int window, int digit) {
        int isNegative = digit >> 31;
        int wanted = (digit ^ isNegative) - isNegative;
        take(NEUTRAL);
        for (int j = 0; j < MULTIPLES; j++) {
            long mask = ((long) (wanted ^ (j + 1)) - 1) >> 63;
            Multiple entry = TABLE[window][j];
            Field25519.choose(yPlusX, entry.yPlusX, mask);
            Field25519.choose(yMinusX, entry.yMinusX, mask);
            Field25519.choose(xy2d, entry.xy2d, mask);
        }
        Field25519.copy(a, yPlusX);
        Field25519.choose(yPlusX, yMinusX, isNegative);
        Field25519.choose(yMinusX, a, isNegative);
        for (int i = 0; i < Field25519.LIMBS; i++) {
            xy2d[i] = (xy2d[i] ^ isNegative) - isNegative;
        }
    }

    private void take(Multiple multiple) {
        Field25519.copy(yPlusX, multiple.yPlusX);
        Field25519.copy(yMinusX, multiple.yMinusX);
        Field25519.copy(xy2d, multiple.xy2d);
    }

    /** Adds what was taken. */
    private void add() {
        Field25519.add(a, y, x);
        Field25519.subtract(b, y, x);
        Field25519.multiply(a, a, yPlusX);
        Field25519.multiply(b, b, yMinusX);
        Field25519.multiply(c, xy2d, t);
        Field25519.add(d, z, z);
        Field25519.subtract(x, a, b);
        Field25519.add(y, a, b);
        Field25519.add(z, d, c);
        Field25519.subtract(t, d, c);
        complete();
    }

    private void twice() {
        Field25519.square(a, x);
        Field25519.square(b, y);
        Field25519.square(c, z);
        Field25519.add(c, c, c);
        Field25519.add(d, x, y);
        Field25519.square(d, d);
        Field25519.add(y, b, a);
        Field25519.subtract(z, b, a);
        Field25519.subtract(x, d, y);
        Field25519.subtract(t, c, z);
        complete();
    }

    /** From the halves of a sum (x : z, y : t) back to coordinates. */
    private void complete() {
        Field25519.multiply(a, x, t);
        Field25519.multiply(b, y, z);
        Field25519.multiply(c, z, t);
        Field25519.multiply(t, x, y);
        Field25519.copy(x, a);
        Field25519.copy(y, b);
        Field25519.copy(z, c);
    }

    private byte[] encode() {
        Field25519.invert(a, z);
        Field25519.multiply(b, x, a);
        Field25519.multiply(c, y, a);
        byte[] encoded = littleEndian(Field25519.value(c));
        if (Field25519.value(b).testBit(0)) {
            encoded[SCALAR_LENGTH - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    /** 32 bytes of a number below 2^256. */
    static byte[] littleEndian(BigInteger value) {
        byte[] big = value.toByteArray();
        byte[] little = new byte[SCALAR_LENGTH];
        for (int i = 0; i < Math.min(big.length, SCALAR_LENGTH); i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }
}
