package io.tickgate.feed.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Reads times as Coinbase writes them, {@code 2022-10-19T23:28:22.061769Z}: ISO 8601 in UTC with 0 to 9 digits of a second's fraction,
 * exact to the ns. Anything else, and any date that is not in the calendar, is no time. Leap seconds are none either: no venue sends
 * them, and POSIX time has no place for them. From bytes it allocates nothing; any thread may call it.
 */
public final class IsoTime {
    /** Answer for a text that is no time, or one outside the years 1970 to 2261. */
    public static final long NONE = -1;

    /** {@code 2022-10-19T23:28:22Z}. */
    private static final int LENGTH_MIN = 20;

    private static final int POINT_OFFSET = LENGTH_MIN - 1;
    private static final int DAY_PART_OFFSET = 3;
    private static final int TIME_OFFSET = 11;
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
    private static final long MICROSECOND_NS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long BAD = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long UPPER_BITS = 0x8080_8080_8080_8080L;
    private static final long DATE = word("0000-00-");
    private static final long DATE_LIMITS = limits("0000-00-");
    private static final long DAY_PART = word("0-00-00T");
    private static final long DAY_PART_LIMITS = limits("0-00-00T");
    private static final long TIME = word("00:00:00");
    private static final long TIME_LIMITS = limits("00:00:00");
    private static final long MICROSECONDS = word(".000000Z");
    private static final long MICROSECONDS_LIMITS = limits(".000000Z");

    private IsoTime() {}

    private static long word(String text) {
        return (long) LONG.get(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** 0x76 for a digit, as 9 and it make 0x7F; 0x7F for what is given. */
    private static long limits(String text) {
        long limits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            limits |= (text.charAt(i) == '0' ? 0x76L : 0x7FL) << (Byte.SIZE * i);
        }
        return limits;
    }

    /** Ns since 1970 of a text, or {@link #NONE}. Allocates; for answers over REST and frames in an unusual form. */
    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /**
     * Reads a text.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return ns since 1970, or {@link #NONE}.
     */
    public static long parse(byte[] source, int offset, int length) {
        if (length < LENGTH_MIN || length > LENGTH_MAX || source[offset + length - 1] != 'Z') {
            return NONE;
        }
        long yearAndMonth = pairs(source, offset, DATE, DATE_LIMITS);
        long dayPart = pairs(source, offset + DAY_PART_OFFSET, DAY_PART, DAY_PART_LIMITS);
        long time = pairs(source, offset + TIME_OFFSET, TIME, TIME_LIMITS);
        long fractionNs = fraction(source, offset, length);
        if ((yearAndMonth | dayPart | time | fractionNs) < 0) {
            return NONE;
        }
        int year = pair(yearAndMonth, 0) * 100 + pair(yearAndMonth, 2);
        int month = pair(yearAndMonth, 5);
        int day = pair(dayPart, 5);
        int hour = pair(time, 0);
        int minute = pair(time, 3);
        int second = pair(time, 6);
        boolean isDate = year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12;
        boolean isTime = hour < 24 && minute < 60 && second < 60;
        if (!isDate || !isTime || day < 1 || day > daysOf(year, month)) {
            return NONE;
        }
        long days = dayOfEpoch(year, month, day);
        return (days * DAY_SECONDS + hour * 3_600L + minute * 60L + second) * SECOND_NS + fractionNs;
    }

    /**
     * Reads eight bytes of which some are digits and the others are given.
     *
     * @param template with {@code 0} for a digit.
     * @param limits that bring each byte's difference from the template to 0x7F at most when it is right.
     * @return in each byte the number of the two digits at its place and the next, or {@link #BAD}.
     */
    private static long pairs(byte[] source, int offset, long template, long limits) {
        long values = (long) LONG.get(source, offset) ^ template;
        // Without upper bits the sum cannot carry from one byte to the next.
        if ((values & UPPER_BITS) != 0 || ((values + limits) & UPPER_BITS) != 0) {
            return BAD;
        }
        return values * 10 + (values >>> Byte.SIZE);
    }

    private static int pair(long pairs, int index) {
        return (int) (pairs >>> (Byte.SIZE * index)) & 0xFF;
    }

    private static long fraction(byte[] source, int offset, int length) {
        if (length == LENGTH_MIN) {
            return 0;
        }
        if (length == MICROSECOND_LENGTH) {
            long pairs = pairs(source, offset + POINT_OFFSET, MICROSECONDS, MICROSECONDS_LIMITS);
            long micros = pair(pairs, 1) * 10_000L + pair(pairs, 3) * 100L + pair(pairs, 5);
            return pairs < 0 ? BAD : micros * MICROSECOND_NS;
        }
        int digits = length - LENGTH_MIN - 1;
        long fraction = source[offset + POINT_OFFSET] == '.' && digits > 0 ? 0 : BAD;
        for (int i = 1; i <= digits && fraction >= 0; i++) {
            int digit = source[offset + POINT_OFFSET + i] - '0';
            fraction = digit >= 0 && digit <= 9 ? fraction * 10 + digit : BAD;
        }
        return fraction < 0 ? BAD : fraction * FRACTION_UNIT_NS[digits];
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
