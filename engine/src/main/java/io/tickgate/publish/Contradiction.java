package io.tickgate.publish;

/**
 * A trade that came after a bet was decided as missed, and would have hit it. The outcome stands; people must look. Immutable.
 *
 * @param betIdHigh high half of the bet's id.
 * @param betIdLow low half.
 * @param marketId of the bet.
 * @param sequence of the record at which it was found.
 * @param foundEpochNs market time then.
 * @param trade the venue's trade.
 */
public record Contradiction(
        long betIdHigh, long betIdLow, int marketId, long sequence, long foundEpochNs, DecidingTrade trade) {}
