package io.tickgate.config;

/**
 * Section {@code backfill}: trades that were missed are fetched over REST, and prices while no socket delivers.
 *
 * @param isEnabled whether anything is fetched.
 * @param retryForNs after a gap was confirmed, for which fetching is tried again; each market's deadline is at least that.
 * @param horizonNs age beyond which a gap is not fetched any more.
 * @param pollAfterNs without a tick of an instrument after which its price is polled.
 * @param pollIntervalNs between two polls.
 * @param weightPerMinute of Binance's request weights that may be used.
 * @param coinbaseRequestsPerSecond most requests to Coinbase.
 */
public record BackfillConfig(
        boolean isEnabled,
        long retryForNs,
        long horizonNs,
        long pollAfterNs,
        long pollIntervalNs,
        int weightPerMinute,
        int coinbaseRequestsPerSecond) {}
