package io.tickgate.history;

/**
 * Sums over the known trades of a window.
 *
 * @param trades how many, an aggregate counted once.
 * @param minPriceE8 least price, {@code ABSENT} without a trade.
 * @param maxPriceE8 greatest price, {@code ABSENT} without a trade.
 * @param backFilled how many of them were fetched.
 * @param rounded how many are not exact.
 * @param sizesUnknown how many may reach a least notional that they do not seem to reach: aggregates, and sizes beyond what fits.
 */
public record WindowCounts(
        long trades, long minPriceE8, long maxPriceE8, long backFilled, long rounded, long sizesUnknown) {}
