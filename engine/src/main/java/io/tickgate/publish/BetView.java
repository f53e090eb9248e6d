package io.tickgate.publish;

import io.tickgate.record.IndeterminateReason;
import org.jspecify.annotations.Nullable;

/**
 * An accepted bet as clients may see it. Immutable; arrays are not copied and must not be written.
 *
 * @param idHigh high half of the 128-bit id.
 * @param idLow low half.
 * @param sequence of its command: the place in the record where it was taken.
 * @param acceptedEpochNs market time at that sequence.
 * @param marketId of its market.
 * @param marketVersion of the rule it was taken under.
 * @param instrumentId of its instrument.
 * @param minE8 lower bound of the band.
 * @param maxE8 upper bound.
 * @param fromEpochNs start of the window.
 * @param toEpochNs end of it.
 * @param stakeMinor stake in minor units.
 * @param quoteSequence of the price that the bettor named, 0 for none.
 * @param referenceSequence of the trade that it was judged against.
 * @param referenceTradeId the venue's id of that trade.
 * @param referencePriceE8 its price.
 * @param referenceTradeTimeEpochNs its trade time.
 * @param tenant that it belongs to.
 * @param user that it belongs to.
 * @param key idempotency key.
 * @param terms opaque, as given.
 * @param pendingReason why it is not decided though its window is over; null before the market has said so.
 * @param outcome how it ended, null while it is open.
 */
@SuppressWarnings("ArrayRecordComponent")
public record BetView(
        long idHigh,
        long idLow,
        long sequence,
        long acceptedEpochNs,
        int marketId,
        int marketVersion,
        int instrumentId,
        long minE8,
        long maxE8,
        long fromEpochNs,
        long toEpochNs,
        long stakeMinor,
        long quoteSequence,
        long referenceSequence,
        long referenceTradeId,
        long referencePriceE8,
        long referenceTradeTimeEpochNs,
        String tenant,
        String user,
        String key,
        byte[] terms,
        @Nullable IndeterminateReason pendingReason,
        @Nullable BetOutcomeView outcome) {

    /** Where it stands. */
    public BetState state() {
        return outcome == null ? BetState.ACCEPTED : BetState.of(outcome.result());
    }
}
