package io.tickgate.feed.decode;

import java.util.concurrent.TimeUnit;

/**
 * Reads times as Coinbase writes them, {@code 2022-10-19T23:28:22.061769Z}: ISO 8601 in UTC with 0 to 9 digits of a second's fraction,
 * exact to the ns. Anything else, and any date that is not in the calendar, is no time. Leap seconds are none either: no venue sends
 * them, and POSIX time has no place for them. Allocates nothing; any thread may call it.
 */
public final class IsoTime {
    /** Answer for a text that is no time, or one outside the years 1970 to 2261. */
    public static final long NONE = -1;

    /** {@code 2022-10-19T23:28:22Z}. */
    private static final int LENGTH_MIN = 20;

    private static final int FRACTION_OFFSET = LENGTH_MIN;
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int LENGTH_MAX = LENGTH_MIN + 1 + FRACTION_DIGITS_MAX;
    /** Length with six digits of a fraction, as Coinbase writes them most of the time. */
    static final int MICROSECOND_LENGTH = LENGTH_MIN + 1 + 6;

    /** A {@code long} of ns ends within 2262. */
    private static final int YEAR_MAX = 2261;

    private static final int YEAR_MIN = 1970;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    /** Days of the year before each month. */
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    /** Days from the year 1 on. */
    private static final long DAYS_BEFORE_1970 = 1_969 * 365L + 1_969 / 4 - 1_969 / 100 + 1_969 / 400;

    private static final long DAY_SECONDS = 86_400;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long[] FRACTION_UNIT_NS = {
        SECOND_NS, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };
    private static final int BAD = -1;

    private IsoTime() {}

    /**
     * Reads a text.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return ns since 1970, or {@link #NONE}.
     */
    public static long parse(byte[] source, int offset, int length) {
        if (length < LENGTH_MIN || length > LENGTH_MAX || !isShape(source, offset, length)) {
            return NONE;
        }
        int year = two(source, offset) * 100 + two(source, offset + 2);
        int month = two(source, offset + 5);
        int day = two(source, offset + 8);
        int hour = two(source, offset + 11);
        int minute = two(source, offset + 14);
        int second = two(source, offset + 17);
        long fractionNs = fraction(source, offset, length);
        // A digit that is none makes its pair negative; of the year's two, either.
        boolean isYear = year >= YEAR_MIN && year <= YEAR_MAX && two(source, offset + 2) >= 0;
        boolean isTime = (hour | minute | second) >= 0 && hour < 24 && minute < 60 && second < 60 && fractionNs >= 0;
        if (!isYear || !isTime || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return NONE;
        }
        long days = dayOfEpoch(year, month, day);
        return (days * DAY_SECONDS + hour * 3_600L + minute * 60L + second) * SECOND_NS + fractionNs;
    }

    private static boolean isShape(byte[] source, int offset, int length) {
        return source[offset + 4] == '-'
                && source[offset + 7] == '-'
                && source[offset + 10] == 'T'
                && source[offset + 13] == ':'
                && source[offset + 16] == ':'
                && source[offset + length - 1] == 'Z'
                && (length == LENGTH_MIN || (source[offset + 19] == '.' && length > LENGTH_MIN + 1));
    }

    /** Two digits as a number, {@link #BAD} when they are none. */
    private static int two(byte[] source, int offset) {
        int tens = source[offset] - '0';
        int ones = source[offset + 1] - '0';
        boolean isNumber = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return isNumber ? tens * 10 + ones : BAD;
    }

    private static long fraction(byte[] source, int offset, int length) {
        int digits = length == LENGTH_MIN ? 0 : length - LENGTH_MIN - 1;
        if (length == MICROSECOND_LENGTH) {
            // The common case.
            int first = two(source, offset + FRACTION_OFFSET);
            int second = two(source, offset + FRACTION_OFFSET + 2);
            int third = two(source, offset + FRACTION_OFFSET + 4);
            return (first | second | third) < 0 ? BAD : (first * 10_000L + second * 100L + third) * 1_000L;
        }
        long fraction = 0;
        for (int i = 0; i < digits; i++) {
            int digit = source[offset + FRACTION_OFFSET + i] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            fraction = fraction * 10 + digit;
        }
        return fraction * FRACTION_UNIT_NS[digits];
    }

    private static int daysOf(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : DAYS[month - 1];
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static long dayOfEpoch(int year, int month, int day) {
        int before = year - 1;
        long days = before * 365L + before / 4 - before / 100 + before / 400 - DAYS_BEFORE_1970;
        return days + DAYS_BEFORE[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
    }
}
