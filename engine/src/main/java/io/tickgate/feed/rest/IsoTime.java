package io.tickgate.feed.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times such as {@code 2014-11-07T08:19:27.028459Z}, with any number of fraction digits up to nine. Any thread may call. */
final class IsoTime {
    private IsoTime() {}

    /** Ns since 1970, or 0 when the text is no such time or does not fit. */
    static long epochNs(String text) {
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(
                    Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return 0; // The caller rejects the trade for it.
        }
    }
}
