package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * When one connection takes over from another.
 *
 * @param lifeMaxNs longest life of a connection.
 * @param lifeJitterNs most that is taken off at random, so that connections do not end together.
 * @param overlapMaxNs longest time that the old one is kept for a stream that the new one does not bring.
 * @param intervalMinNs between two of them that were made to repair something.
 */
public record RotationSettings(long lifeMaxNs, long lifeJitterNs, long overlapMaxNs, long intervalMinNs) {
    /** The usual numbers: an hour before the 24 that Binance allows. */
    public static RotationSettings defaults() {
        return new RotationSettings(
                TimeUnit.HOURS.toNanos(23),
                TimeUnit.HOURS.toNanos(1),
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(60));
    }
}
