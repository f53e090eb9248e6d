package io.tickgate.simulator;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Faults at random. Immutable; the ranges are checked when it is made.
 *
 * @param seed same seed, same faults
 * @param interval mean distance of two faults, from 100 ms to an hour
 * @param lasting after this all faults are ended and no more come; zero for no end
 * @param report takes a line for the beginning, for each fault and for the end; called on the simulator's threads and must not block
 */
public record ChaosOptions(long seed, Duration interval, Duration lasting, Consumer<String> report) {

    private static final Duration INTERVAL_MIN = Duration.ofMillis(100);
    private static final Duration INTERVAL_MAX = Duration.ofHours(1);
    private static final Duration LASTING_MAX = Duration.ofDays(365);

    /** Checks the ranges; the exception names the option and what is allowed. */
    public ChaosOptions {
        check(
                interval.compareTo(INTERVAL_MIN) >= 0 && interval.compareTo(INTERVAL_MAX) <= 0,
                "chaos interval must be from 0.1 to 3600 seconds: " + interval);
        check(
                !lasting.isNegative() && lasting.compareTo(LASTING_MAX) <= 0,
                "chaos must last from 0 seconds (no end) to 365 days: " + lasting);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A fault every ten seconds or so, without an end, told to nobody. */
    public static ChaosOptions of(long seed) {
        return new ChaosOptions(seed, Duration.ofSeconds(10), Duration.ZERO, line -> {});
    }

    /** The same with another mean distance of two faults. */
    public ChaosOptions withInterval(Duration value) {
        return new ChaosOptions(seed, value, lasting, report);
    }

    /** The same with another end; zero for none. */
    public ChaosOptions withLasting(Duration value) {
        return new ChaosOptions(seed, interval, value, report);
    }

    /** The same with another reader of the report. */
    public ChaosOptions withReport(Consumer<String> value) {
        return new ChaosOptions(seed, interval, lasting, value);
    }
}
