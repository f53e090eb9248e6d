package io.tickgate.status;

/**
 * How the filling of gaps over REST goes at one venue. Immutable.
 *
 * @param venue name in the configuration.
 * @param openGaps gaps that are still to be filled.
 * @param missingIds trade ids that they hold.
 * @param givenUpGaps gaps of those that could not be filled and are tried only rarely.
 * @param requests sent since the start.
 * @param pausedUntilEpochNs engine time until which the venue asked for peace; 0 when it did not.
 * @param lastError of the newest failed request, empty when the newest one succeeded.
 */
public record BackFillStatus(
        String venue,
        long openGaps,
        long missingIds,
        long givenUpGaps,
        long requests,
        long pausedUntilEpochNs,
        String lastError) {}
