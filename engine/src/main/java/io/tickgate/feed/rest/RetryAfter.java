package io.tickgate.feed.rest;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** The header {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). Any thread may call. */
final class RetryAfter {
    private static final int DIGITS_MAX = 9;

    private RetryAfter() {}

    /**
     * How long the venue asks to wait.
     *
     * @param text of the header.
     * @param nowEpochNs engine time, against which a date is held.
     * @param maxNs longest wait that is believed.
     * @return in ns, 0 when the header is empty, in the past or not understood.
     */
    static long waitNs(String text, long nowEpochNs, long maxNs) {
        String trimmed = text.strip();
        long seconds;
        if (trimmed.matches("[0-9]{1," + DIGITS_MAX + "}")) {
            seconds = Long.parseLong(trimmed);
        } else if (trimmed.matches("[0-9]+")) {
            return maxNs;
        } else {
            seconds = secondsUntil(trimmed, TimeUnit.NANOSECONDS.toSeconds(nowEpochNs));
        }
        // A sum in seconds cannot overflow where one in ns could.
        return seconds >= TimeUnit.NANOSECONDS.toSeconds(maxNs)
                ? maxNs
                : TimeUnit.SECONDS.toNanos(Math.max(0, seconds));
    }

    private static long secondsUntil(String date, long nowEpochSeconds) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond()
                    - nowEpochSeconds;
        } catch (DateTimeException e) {
            return 0; // Not understood: the caller's own delay holds.
        }
    }
}
