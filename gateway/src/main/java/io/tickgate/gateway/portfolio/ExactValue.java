package io.tickgate.gateway.portfolio;

import java.util.Arrays;

/**
 * Money, exactly: a whole number from 0 to 2^192 - 1 that holds value × 10^16, as a product of two numbers × 10^8 has it. A product takes
 * 126 bits at most; a sum of {@code n} of them takes {@code log2 n} more, so none of a portfolio of some thousands can overflow. It is
 * rounded in one place, {@link #toText}, and never before.
 *
 * <p>Mutable; owned by one thread.
 */
final class ExactValue implements Comparable<ExactValue> {
    /** Decimals of {@link #toText}. */
    static final int DECIMALS = 8;
    /** Parts of a whole that {@link #partsOf} counts in: 10^4, hundredths of a percent. */
    static final int PARTS = 10_000;

    private static final int PART_DIGITS = 4;
    private static final int LIMBS = 6;
    private static final long LIMB_MASK = 0xFFFF_FFFFL;
    private static final int ONE_E8 = 100_000_000;
    private static final int BILLION = 1_000_000_000;
    private static final int BILLION_DIGITS = 9;

    /** Of 32 bits each, the least significant first. */
    private final int[] limbs = new int[LIMBS];

    /**
     * An amount at a price.
     *
     * @param amountE8 0 or more.
     * @param priceE8 0 or more.
     */
    static ExactValue of(long amountE8, long priceE8) {
        long high = Math.multiplyHigh(amountE8, priceE8);
        long low = amountE8 * priceE8;
        ExactValue value = new ExactValue();
        value.limbs[0] = (int) low;
        value.limbs[1] = (int) (low >>> Integer.SIZE);
        value.limbs[2] = (int) high;
        value.limbs[3] = (int) (high >>> Integer.SIZE);
        return value;
    }

    /** The same value, to be changed apart from this one. */
    ExactValue copy() {
        ExactValue copy = new ExactValue();
        System.arraycopy(limbs, 0, copy.limbs, 0, LIMBS);
        return copy;
    }

    /** Adds another value. */
    void add(ExactValue other) {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            carry += (limbs[i] & LIMB_MASK) + (other.limbs[i] & LIMB_MASK);
            limbs[i] = (int) carry;
            carry >>>= Integer.SIZE;
        }
        fits(carry);
    }

    /** Takes another value away, which is no greater. */
    void subtract(ExactValue other) {
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            borrow += (limbs[i] & LIMB_MASK) - (other.limbs[i] & LIMB_MASK);
            limbs[i] = (int) borrow;
            borrow >>= Integer.SIZE;
        }
        fits(borrow);
    }

    private void multiply(int factor) {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            carry += (limbs[i] & LIMB_MASK) * factor;
            limbs[i] = (int) carry;
            carry >>>= Integer.SIZE;
        }
        fits(carry);
    }

    /** Divides and returns the remainder. */
    private int divide(int divisor) {
        long remainder = 0;
        for (int i = LIMBS - 1; i >= 0; i--) {
            long dividend = (remainder << Integer.SIZE) | (limbs[i] & LIMB_MASK);
            limbs[i] = (int) (dividend / divisor);
            remainder = dividend % divisor;
        }
        return (int) remainder;
    }

    private static void fits(long overflow) {
        if (overflow != 0) {
            throw new ArithmeticException("A value is below 0 or needs more than 192 bits");
        }
    }

    boolean isZero() {
        for (int limb : limbs) {
            if (limb != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many whole parts of a total this is; leaves what is left over, in parts too small to count: {@code value × PARTS mod total}.
     *
     * @param total above 0 and at least this value.
     * @return 0 to {@link #PARTS}.
     */
    int partsOf(ExactValue total) {
        int parts = 0;
        for (int i = 0; i < PART_DIGITS; i++) {
            multiply(10);
            parts *= 10;
            while (compareTo(total) >= 0) {
                subtract(total);
                parts++;
            }
        }
        return parts;
    }

    @Override
    public int compareTo(ExactValue other) {
        for (int i = LIMBS - 1; i >= 0; i--) {
            int order = Integer.compareUnsigned(limbs[i], other.limbs[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactValue value && Arrays.equals(limbs, value.limbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(limbs);
    }

    /** The value rounded half to even to {@link #DECIMALS} decimals, plain and without trailing zeros: {@code 83904.3125}. */
    String toText() {
        ExactValue rounded = copy();
        int remainder = rounded.divide(ONE_E8);
        boolean isOdd = (rounded.limbs[0] & 1) != 0;
        if (remainder > ONE_E8 / 2 || (remainder == ONE_E8 / 2 && isOdd)) {
            rounded.add(of(1, 1));
        }
        int fraction = rounded.divide(ONE_E8);
        String whole = rounded.wholeText();
        if (fraction == 0) {
            return whole;
        }
        String decimals = padded(fraction, DECIMALS);
        int end = decimals.length();
        while (decimals.charAt(end - 1) == '0') {
            end--;
        }
        return whole + '.' + decimals.substring(0, end);
    }

    private String wholeText() {
        ExactValue rest = copy();
        String text = "";
        while (rest.compareTo(of(1, BILLION)) >= 0) {
            text = padded(rest.divide(BILLION), BILLION_DIGITS) + text;
        }
        return rest.divide(BILLION) + text;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    @Override
    public String toString() {
        return toText();
    }
}
