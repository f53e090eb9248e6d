package io.tickgate.gateway.bets;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.publish.BetAnswer;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of its bet. Immutable: either a bet, or an error code with what is to blame.
 *
 * @param bet that was taken, now or earlier; null when refused.
 * @param isRepetition whether it was taken earlier under the same key.
 * @param code why it was not taken, null when it was.
 * @param field to blame, null for none.
 * @param gate when a closed gate is the reason, otherwise null.
 * @param nearest known names that resemble an unknown one.
 * @param priceE8 of the settling venue, for {@link ErrorCode#BAND_CONTAINS_PRICE}; otherwise, or when it is not known, 0.
 */
public record BetReply(
        @Nullable BetView bet,
        boolean isRepetition,
        @Nullable ErrorCode code,
        @Nullable String field,
        @Nullable GateJudgement gate,
        List<String> nearest,
        long priceE8) {

    static BetReply taken(BetView bet, boolean isRepetition) {
        return new BetReply(bet, isRepetition, null, null, null, List.of(), 0);
    }

    static BetReply refused(ErrorCode code, @Nullable String field) {
        return new BetReply(null, false, code, field, null, List.of(), 0);
    }

    static BetReply unknown(ErrorCode code, String field, List<String> nearest) {
        return new BetReply(null, false, code, field, null, nearest, 0);
    }

    static BetReply closed(GateJudgement gate) {
        return new BetReply(null, false, ErrorCode.of(gate.reason()), null, gate, List.of(), 0);
    }

    /** The same, with the price that lies in the band. */
    BetReply withPriceE8(long price) {
        return new BetReply(bet, isRepetition, code, field, gate, nearest, price);
    }

    /** The engine has not answered in time. */
    public static BetReply undecided() {
        return refused(ErrorCode.BET_UNDECIDED, null);
    }

    /** Reply to what the engine decided. */
    static BetReply of(BetAnswer answer, long recoveryNs) {
        BetView bet = answer.bet();
        BetRefusal refusal = answer.refusal();
        if (refusal == null && bet != null) {
            return taken(bet, answer.isRepetition());
        }
        if (refusal == null) {
            throw new IllegalStateException("an answer without a bet must name its refusal");
        }
        if (refusal == BetRefusal.GATE_CLOSED) {
            GateReason reason =
                    answer.gateReason() == GateReason.OPEN ? GateReason.PRICE_FEED_STALE : answer.gateReason();
            return closed(GateJudgement.of(
                    reason,
                    answer.gateSinceEpochNs(),
                    answer.gateOpensEpochNs(),
                    answer.engineTimeEpochNs(),
                    recoveryNs));
        }
        return refused(ErrorCode.of(refusal), field(refusal));
    }

    private static @Nullable String field(BetRefusal refusal) {
        return switch (refusal) {
            case IDEMPOTENCY_KEY_REUSED -> "idempotencyKey";
            case UNKNOWN_MARKET, OPEN_BETS_LIMIT -> "market";
            case WINDOW_TOO_SOON -> "from";
            case WINDOW_TOO_SHORT, WINDOW_TOO_LONG, WINDOW_TOO_FAR -> "to";
            case BAND_CONTAINS_PRICE -> "min";
            case BAND_TOO_NARROW, BAND_TOO_WIDE -> "max";
            case STAKE_TOO_SMALL, STAKE_TOO_LARGE, EXPOSURE_LIMIT -> "stake";
            case QUOTE_MOVED -> "quoteSeq";
            case GATE_CLOSED, COMMAND_EXPIRED, NO_REFERENCE -> null;
        };
    }
}
