package io.tickgate.pairs;

/**
 * What a request came to. Immutable.
 *
 * @param pair as it is, or was before it was removed.
 * @param isNew whether the request changed anything; false when the same pair was there.
 */
public record PairChange(PairView pair, boolean isNew) {}
