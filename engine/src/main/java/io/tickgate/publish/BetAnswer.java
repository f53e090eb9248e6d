package io.tickgate.publish;

import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one bet command. Immutable.
 *
 * @param betIdHigh high half of the id that the command carried.
 * @param betIdLow low half of it.
 * @param sequence of the command: where it was decided.
 * @param engineTimeEpochNs market time at that sequence.
 * @param bet the accepted bet (for a repetition the first one), null when refused.
 * @param isRepetition whether the bet was taken earlier under the same key and content.
 * @param refusal why it was not taken, null when accepted.
 * @param gateReason why the gate was closed, for {@link BetRefusal#GATE_CLOSED}, otherwise {@link GateReason#OPEN}.
 * @param gateSinceEpochNs since when, otherwise 0.
 * @param gateOpensEpochNs when it can open at the earliest, 0 when not known.
 */
public record BetAnswer(
        long betIdHigh,
        long betIdLow,
        long sequence,
        long engineTimeEpochNs,
        @Nullable BetView bet,
        boolean isRepetition,
        @Nullable BetRefusal refusal,
        GateReason gateReason,
        long gateSinceEpochNs,
        long gateOpensEpochNs) {}
