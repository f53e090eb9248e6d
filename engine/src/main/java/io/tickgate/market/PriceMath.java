package io.tickgate.market;

import java.util.Arrays;

/** Arithmetic of composite prices, in integers: × 10^8, rounded half to even, no overflow. Stateless; allocates nothing. */
final class PriceMath {
    private static final long ONE_E8 = 100_000_000L;

    private PriceMath() {}

    /** Middle of two prices of 0 or more, rounded half to even. */
    static long middle(long aE8, long bE8) {
        long floor = (aE8 & bE8) + ((aE8 ^ bE8) >> 1);
        boolean isHalf = ((aE8 ^ bE8) & 1) != 0;
        return isHalf ? floor + (floor & 1) : floor;
    }

    /**
     * Median; of an even number the middle of the two middle ones.
     *
     * @param values sorted here, up to {@code count}.
     * @param count of them, 1 or more.
     */
    static long median(long[] values, int count) {
        Arrays.sort(values, 0, count);
        int half = count / 2;
        return (count & 1) != 0 ? values[half] : middle(values[half - 1], values[half]);
    }

    /**
     * Whether a price is off a median by more than a share of it: |price − median| × 10^8 &gt; share × median, in 128 bits.
     *
     * @param priceE8 0 or more.
     * @param medianE8 above 0.
     * @param shareE8 0 or more; 0.01 is 1,000,000.
     */
    static boolean isBeyond(long priceE8, long medianE8, long shareE8) {
        return compareProducts(Math.abs(priceE8 - medianE8), ONE_E8, shareE8, medianE8) > 0;
    }

    /** Whether it is off by less than half of that share. */
    static boolean isBelowHalf(long priceE8, long medianE8, long shareE8) {
        return compareProducts(Math.abs(priceE8 - medianE8), 2 * ONE_E8, shareE8, medianE8) < 0;
    }

    /** Compares a × b with c × d, all 0 or more. */
    private static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }
}
