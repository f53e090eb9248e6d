package io.tickgate.publish;

import io.tickgate.record.HoldingResult;

/**
 * The answer to one holding command. Immutable.
 *
 * @param commandIdHigh high half of the id that the command carried.
 * @param commandIdLow low half of it.
 * @param sequence of the command: where it was decided.
 * @param decidedEpochNs market time at that sequence.
 * @param instrumentId that it was about.
 * @param result what became of it.
 * @param amountE8 what was asked for; held from then on if the result says so.
 * @param previousE8 what was held before, 0 for nothing.
 */
public record HoldingAnswer(
        long commandIdHigh,
        long commandIdLow,
        long sequence,
        long decidedEpochNs,
        int instrumentId,
        HoldingResult result,
        long amountE8,
        long previousE8) {
    /** Whether the holding is now as asked for. */
    public boolean isDone() {
        return result == HoldingResult.SET || result == HoldingResult.REMOVED;
    }
}
