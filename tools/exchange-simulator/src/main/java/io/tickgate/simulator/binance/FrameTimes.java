package io.tickgate.simulator.binance;

/**
 * Moves the event time {@code E} and the trade time {@code T} of a recorded payload, and changes nothing else in it. Only keys of the payload itself count, not those of objects
 * within it. A time of 16 digits is in microseconds, a shorter one in milliseconds. No state; any thread.
 */
public final class FrameTimes {

    private static final int MICROSECOND_DIGITS = 16;

    /** More digits are no time. */
    private static final int DIGITS_MAX = 18;

    private FrameTimes() {}

    /**
     * Copies a combined frame with its times moved.
     *
     * @param shiftUs added to each time; whole milliseconds of it, rounded down, to one in milliseconds
     * @param microseconds whether times in milliseconds become microseconds
     */
    public static void rewrite(CombinedFrame frame, long shiftUs, boolean microseconds, AsciiBuffer out) {
        byte[] bytes = frame.bytes();
        int end = frame.offset() + frame.length();
        int copied = frame.offset();
        int depth = 0;
        int at = frame.offset() + frame.prefixLength();
        while (at < end) {
            byte character = bytes[at];
            if (character == '"') {
                int close = endOfText(bytes, at + 1, end);
                int digits = depth == 1 && isTimeKey(bytes, at, close) ? digits(bytes, close + 2, end) : 0;
                if (digits > 0 && digits <= DIGITS_MAX) {
                    out.add(bytes, copied, close + 2 - copied);
                    addTime(number(bytes, close + 2, digits), digits, shiftUs, microseconds, out);
                    copied = close + 2 + digits;
                    at = copied;
                } else {
                    at = close + 1;
                }
                continue;
            }
            if (character == '{' || character == '[') {
                depth++;
            } else if (character == '}' || character == ']') {
                depth--;
            }
            at++;
        }
        out.add(bytes, copied, end - copied);
    }

    private static void addTime(long time, int digits, long shiftUs, boolean microseconds, AsciiBuffer out) {
        if (digits >= MICROSECOND_DIGITS) {
            out.add(time + shiftUs);
        } else {
            long shifted = time + Math.floorDiv(shiftUs, 1_000);
            out.add(microseconds ? shifted * 1_000 : shifted);
        }
    }

    private static int endOfText(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, end);
    }

    private static boolean isTimeKey(byte[] bytes, int open, int close) {
        return close == open + 2
                && (bytes[open + 1] == 'E' || bytes[open + 1] == 'T')
                && close + 1 < bytes.length
                && bytes[close + 1] == ':';
    }

    private static int digits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - from;
    }

    private static long number(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
