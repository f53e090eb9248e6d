package io.tickgate.feed.rest;

/**
 * How long and how often missing trades are asked for. Durations of engine time in ns.
 *
 * @param retryForNs from a gap's confirmation (or the process's start) until its filling is given up for the while.
 * @param retryRarelyNs between two attempts after that.
 * @param horizonNs from a gap's confirmation until it is not asked for any more.
 * @param newestAfterNs of open coverage, after which the newest trade id is asked for.
 * @param newestIntervalNs least time between two such questions for a stream.
 */
public record BackFillSettings(
        long retryForNs, long retryRarelyNs, long horizonNs, long newestAfterNs, long newestIntervalNs) {}
