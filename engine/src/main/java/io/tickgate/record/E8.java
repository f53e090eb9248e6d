package io.tickgate.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fixed-point numbers: a {@code long} that holds value × 10^8. The one place that parses, prints and multiplies them; it rounds half
 * to even and never goes through {@code double}.
 *
 * <p>Nothing here allocates save {@link #toString(long)} and {@link #parse(String, Outcome)}. Any thread may call it.
 */
public final class E8 {
    /** Digits behind the point. */
    public static final int DECIMALS = 8;
    /** What 1 is. */
    public static final long ONE = 100_000_000L;
    /** Longest printed form: sign, 11 digits, point, 8 digits. */
    public static final int TEXT_LENGTH_MAX = 21;

    /** Beyond the length of any text, so that a larger exponent makes no difference, and far from overflowing a sum of such. */
    private static final long EXPONENT_MAX = 1L << 40;

    /** Answer of {@link #eightDigits} when there are none. */
    public static final int NO_DIGITS = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long SIXES = 0x0606_0606_0606_0606L;
    private static final long UPPER_HALVES = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long PAIR_MASK = 0x0000_00FF_0000_00FFL;

    private static final int FAST_DIGITS_MAX = 18;
    /** With eight decimals, as venues pad them, so many digits before the point cannot overflow. */
    private static final int PADDED_INTEGER_DIGITS_MAX = FAST_DIGITS_MAX - DECIMALS;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, ONE};
    private static final long INT_MASK = 0xFFFF_FFFFL;

    private E8() {}

    /** What parsing or multiplying came to. Owned by the caller, reused from call to call. */
    public static final class Outcome {
        /** The number is exact. */
        public static final int EXACT = 0;
        /** Digits beyond the eighth decimal were rounded half to even. */
        public static final int ROUNDED = 1;
        /** The number does not fit; the result is the largest (or least) one that does. */
        public static final int OVERFLOW = 2;
        /** The text is not a decimal number; the result is 0. */
        public static final int MALFORMED = 3;

        private int code;
        private int end;

        /** {@link #EXACT}, {@link #ROUNDED}, {@link #OVERFLOW} or {@link #MALFORMED}, of the last call. */
        public int code() {
            return code;
        }

        /** Index behind the last byte that {@link E8#parsePlain} took. */
        public int end() {
            return end;
        }

        private long is(int newCode, long valueE8) {
            code = newCode;
            return valueE8;
        }
    }

    /**
     * Parses a decimal number: optional sign, digits with at most one point and at least one digit, optional exponent. The same
     * texts as {@code new BigDecimal(text)}, in ASCII.
     *
     * @param source that holds the text.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param outcome told how it went.
     * @return the number × 10^8; see {@link Outcome} for what does not fit or is no number.
     */
    public static long parse(byte[] source, int offset, int length, Outcome outcome) {
        int end = offset + length;
        long valueE8 = parsePlain(source, offset, end, outcome);
        return outcome.end == end ? valueE8 : parseAny(source, offset, end, outcome);
    }

    /**
     * Parses the digits and points that stand at an offset, up to the first other byte: {@link Outcome#end()} says where that is.
     * For a text whose end is to be found anyway.
     *
     * @param source that holds the text.
     * @param offset of its first byte.
     * @param limit index that is not read any more.
     * @param outcome told how it went.
     * @return the number × 10^8, as of {@link #parse(byte[], int, int, Outcome)}.
     */
    public static long parsePlain(byte[] source, int offset, int limit, Outcome outcome) {
        int point = offset;
        int pointMax = Math.min(offset + PADDED_INTEGER_DIGITS_MAX, limit - DECIMALS - 1);
        long integer = 0;
        while (point < pointMax && isDigit(source[point])) {
            integer = integer * 10 + (source[point++] - '0');
        }
        int end = point + 1 + DECIMALS;
        boolean isPadded = point > offset && point <= pointMax && source[point] == '.';
        int eight = isPadded ? eightDigits(source, point + 1) : NO_DIGITS;
        if (eight == NO_DIGITS || (end < limit && (source[end] == '.' || isDigit(source[end])))) {
            return parseUnpadded(source, offset, limit, outcome);
        }
        outcome.end = end;
        return outcome.is(Outcome.EXACT, integer * ONE + eight);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** As {@link #parsePlain}, for any number of digits before and behind the point. */
    private static long parseUnpadded(byte[] source, int offset, int limit, Outcome outcome) {
        int index = offset;
        long value = 0;
        int points = 0;
        int decimals = 0;
        while (index < limit) {
            int digit = source[index] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                decimals += points;
            } else if (digit == '.' - '0') {
                points++;
            } else {
                break;
            }
            index++;
        }
        outcome.end = index;
        int digits = index - offset - points;
        // With n digits, d of them decimals, value × 10^(8 - d) has n + 8 - d digits.
        if (points > 1 || digits == 0 || decimals > DECIMALS || digits + DECIMALS - decimals > FAST_DIGITS_MAX) {
            return parseAny(source, offset, index, outcome);
        }
        return outcome.is(Outcome.EXACT, value * POWERS_OF_TEN[DECIMALS - decimals]);
    }

    /** Parses text as {@link #parse(byte[], int, int, Outcome)} does; anything but ASCII is malformed. */
    public static long parse(String text, Outcome outcome) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length, outcome);
    }

    /**
     * Reads eight decimal digits at once, as one number of eight bytes.
     *
     * @param source that holds them.
     * @param offset of the first one.
     * @return their number, or {@link #NO_DIGITS} when one of them is no digit or the array ends before.
     */
    public static int eightDigits(byte[] source, int offset) {
        if (offset + Long.BYTES > source.length) {
            return NO_DIGITS;
        }
        long bytes = (long) LONG.get(source, offset);
        // The upper half of each byte must be 3, also when 6 is added: 0x30 to 0x39.
        long upper = bytes & UPPER_HALVES;
        long upperOfSum = (bytes + SIXES) & UPPER_HALVES;
        if (upper != ZEROS || upperOfSum != ZEROS) {
            return NO_DIGITS;
        }
        long digits = bytes - ZEROS;
        long pairs = digits * 10 + (digits >>> Byte.SIZE);
        // Pairs stand in bytes 0, 2, 4, 6: the first and third times 10^6 and 10^2, the second and fourth times 10^4
        // and 1.
        long odd = (pairs & PAIR_MASK) * (100 + (1_000_000L << Integer.SIZE));
        long even = ((pairs >>> (2 * Byte.SIZE)) & PAIR_MASK) * (1 + (10_000L << Integer.SIZE));
        return (int) ((odd + even) >>> Integer.SIZE);
    }

    /** Signs, exponents, any number of digits. First finds out where the parts are, then what each digit weighs. */
    private static long parseAny(byte[] source, int offset, int end, Outcome outcome) {
        int start = offset;
        boolean isNegative = false;
        if (start < end && (source[start] == '-' || source[start] == '+')) {
            isNegative = source[start] == '-';
            start++;
        }
        int pointIndex = -1;
        int mantissaEnd = start;
        for (; mantissaEnd < end; mantissaEnd++) {
            byte b = source[mantissaEnd];
            if (b == '.' && pointIndex < 0) {
                pointIndex = mantissaEnd;
            } else if (b < '0' || b > '9') {
                break;
            }
        }
        int digits = mantissaEnd - start - (pointIndex < 0 ? 0 : 1);
        long exponent = mantissaEnd == end ? 0 : parseExponent(source, mantissaEnd, end);
        if (digits == 0 || exponent > EXPONENT_MAX) {
            return outcome.is(Outcome.MALFORMED, 0);
        }
        int integerDigits = (pointIndex < 0 ? mantissaEnd : pointIndex) - start;
        long power = integerDigits - 1 + exponent + DECIMALS;
        return scale(source, start, mantissaEnd, power, isNegative, outcome);
    }

    /** Exponent from its {@code e} on, clamped; above {@link #EXPONENT_MAX} when it is none. */
    private static long parseExponent(byte[] source, int offset, int end) {
        if ((source[offset] | 0x20) != 'e') {
            return EXPONENT_MAX + 1;
        }
        int index = offset + 1;
        boolean isNegative = false;
        if (index < end && (source[index] == '-' || source[index] == '+')) {
            isNegative = source[index] == '-';
            index++;
        }
        if (index == end) {
            return EXPONENT_MAX + 1;
        }
        long exponent = 0;
        for (; index < end; index++) {
            int digit = source[index] - '0';
            if (digit < 0 || digit > 9) {
                return EXPONENT_MAX + 1;
            }
            exponent = Math.min(exponent * 10 + digit, EXPONENT_MAX);
        }
        return isNegative ? -exponent : exponent;
    }

    /**
     * Adds up the digits. A digit of power 0 and above counts in the result, one of power -1 decides the rounding, later ones
     * only whether it is a tie.
     */
    private static long scale(byte[] source, int start, int end, long firstPower, boolean isNegative, Outcome outcome) {
        long power = firstPower;
        long value = 0;
        int roundingDigit = 0;
        boolean isSticky = false;
        for (int i = start; i < end; i++) {
            int digit = source[i] - '0';
            if (digit == '.' - '0') {
                continue;
            }
            if (power >= 0) {
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    return overflow(isNegative, outcome);
                }
                value = value * 10 + digit;
            } else if (power == -1) {
                roundingDigit = digit;
            } else {
                isSticky |= digit != 0;
            }
            power--;
        }
        for (; power >= 0 && value != 0; power--) {
            if (value > Long.MAX_VALUE / 10) {
                return overflow(isNegative, outcome);
            }
            value *= 10;
        }
        boolean isExact = roundingDigit == 0 && !isSticky;
        boolean isTie = roundingDigit == 5 && !isSticky;
        return rounded(value, isExact, isTie ? (value & 1) != 0 : roundingDigit >= 5, isNegative, outcome);
    }

    private static long rounded(long value, boolean isExact, boolean isUp, boolean isNegative, Outcome outcome) {
        if (isUp && value == Long.MAX_VALUE) {
            return overflow(isNegative, outcome);
        }
        long magnitude = isUp ? value + 1 : value;
        return outcome.is(isExact ? Outcome.EXACT : Outcome.ROUNDED, isNegative ? -magnitude : magnitude);
    }

    private static long overflow(boolean isNegative, Outcome outcome) {
        return outcome.is(Outcome.OVERFLOW, isNegative ? -Long.MAX_VALUE : Long.MAX_VALUE);
    }

    /**
     * Multiplies two numbers, such as price and size, with 128 bits in between.
     *
     * @param leftE8 above {@link Long#MIN_VALUE}.
     * @param rightE8 above {@link Long#MIN_VALUE}.
     * @param outcome exact, rounded half to even, or overflow.
     * @return the product × 10^8.
     */
    public static long multiply(long leftE8, long rightE8, Outcome outcome) {
        boolean isNegative = (leftE8 ^ rightE8) < 0;
        long left = Math.abs(leftE8);
        long right = Math.abs(rightE8);
        long high = Math.multiplyHigh(left, right);
        long low = left * right;
        if (high >= ONE) {
            return overflow(isNegative, outcome);
        }
        // Long division by 10^8 in digits of 32 bits; each remainder is below 2^27, so each dividend below 2^59.
        long middle = (high << Integer.SIZE) | (low >>> Integer.SIZE);
        long quotientHigh = middle / ONE;
        long last = ((middle % ONE) << Integer.SIZE) | (low & INT_MASK);
        long quotientLow = last / ONE;
        long remainder = last % ONE;
        if (quotientHigh > Integer.MAX_VALUE) {
            return overflow(isNegative, outcome);
        }
        long quotient = (quotientHigh << Integer.SIZE) + quotientLow;
        boolean isTie = remainder == ONE / 2;
        boolean isUp = isTie ? (quotient & 1) != 0 : remainder > ONE / 2;
        return rounded(quotient, remainder == 0, isUp, isNegative, outcome);
    }

    /**
     * Prints the shortest exact plain form: {@code 67123.45}, {@code 0.00000123}, {@code 0}; never an exponent, no trailing zeros.
     *
     * @param valueE8 any.
     * @param target with room for {@link #TEXT_LENGTH_MAX} bytes.
     * @param offset of the first byte.
     * @return number of bytes written.
     */
    public static int print(long valueE8, MutableDirectBuffer target, int offset) {
        int index = offset;
        if (valueE8 < 0) {
            target.putByte(index++, (byte) '-');
        }
        index += target.putNaturalLongAscii(index, Math.abs(valueE8 / ONE));
        int fraction = (int) Math.abs(valueE8 % ONE);
        if (fraction != 0) {
            int places = DECIMALS;
            while (fraction % 10 == 0) {
                fraction /= 10;
                places--;
            }
            target.putByte(index++, (byte) '.');
            target.putNaturalPaddedIntAscii(index, places, fraction);
            index += places;
        }
        return index - offset;
    }

    /** The form of {@link #print} as a new string. */
    public static String toString(long valueE8) {
        byte[] text = new byte[TEXT_LENGTH_MAX];
        int length = print(valueE8, new UnsafeBuffer(text), 0);
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
