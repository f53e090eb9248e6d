package io.tickgate.snapshot;

/**
 * How much of journal and decisions is kept, where nobody needs more.
 *
 * @param ageMaxNs of market time.
 * @param bytesMax in all.
 */
public record Retention(long ageMaxNs, long bytesMax) {}
