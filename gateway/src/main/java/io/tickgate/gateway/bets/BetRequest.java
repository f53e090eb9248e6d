package io.tickgate.gateway.bets;

import io.tickgate.publish.BetView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bet as a client asked for it, well-formed but not yet judged. Immutable; the array is not copied and must not be written.
 *
 * @param symbol as the client wrote it.
 * @param market name, or null when the instrument has only one.
 * @param minE8 lower bound of the band, above 0.
 * @param maxE8 upper bound, at least the lower one.
 * @param fromEpochNs start of the window, a whole ms.
 * @param toEpochNs end of it, a whole ms, after the start.
 * @param stakeMinor in minor units, above 0.
 * @param idempotencyKey 1 to 64 printable ASCII characters.
 * @param terms opaque, up to 1 KiB of UTF-8.
 * @param quoteSequence of the price that the bettor saw, 0 for none.
 */
@SuppressWarnings("ArrayRecordComponent")
public record BetRequest(
        String symbol,
        @Nullable String market,
        long minE8,
        long maxE8,
        long fromEpochNs,
        long toEpochNs,
        long stakeMinor,
        String idempotencyKey,
        byte[] terms,
        long quoteSequence) {

    /** Whether an accepted bet is this one: same content after parsing, so that another spelling is no other bet. */
    boolean isSameAs(BetView bet, int marketId) {
        return bet.marketId() == marketId
                && bet.minE8() == minE8
                && bet.maxE8() == maxE8
                && bet.fromEpochNs() == fromEpochNs
                && bet.toEpochNs() == toEpochNs
                && bet.stakeMinor() == stakeMinor
                && bet.quoteSequence() == quoteSequence
                && Arrays.equals(bet.terms(), terms);
    }
}
