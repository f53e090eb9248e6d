package io.tickgate.publish;

import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * How a bet ended, as its decision says. Immutable.
 *
 * @param result hit, miss or void.
 * @param position in the order of outcomes: sequence and ordinal of the decision.
 * @param decidedEpochNs market time at which it was decided.
 * @param rulesVersion of the rules that decided.
 * @param cause why it is void, otherwise null.
 * @param touch {@link io.tickgate.record.MarketFlyweight#TOUCH_INSIDE} or {@link io.tickgate.record.MarketFlyweight#TOUCH_CROSSED} of
 *     a hit, otherwise 0.
 * @param trade that hit, otherwise null.
 * @param otherTrade the one on the other side of a band that was crossed, otherwise null.
 * @param watermark that proved a miss, otherwise null.
 */
public record BetOutcomeView(
        BetOutcome result,
        OutcomePosition position,
        long decidedEpochNs,
        int rulesVersion,
        @Nullable IndeterminateReason cause,
        int touch,
        @Nullable DecidingTrade trade,
        @Nullable DecidingTrade otherTrade,
        @Nullable BetWatermark watermark) {

    /** Reads a decision. */
    public static BetOutcomeView of(BetDecidedFlyweight decided) {
        return new BetOutcomeView(
                BetOutcome.of(decided.outcome()),
                new OutcomePosition(decided.sequence(), decided.ordinal()),
                decided.engineTimeEpochNs(),
                decided.rulesVersion(),
                decided.cause() == 0 ? null : IndeterminateReason.of(decided.cause()),
                decided.touch(),
                trade(decided.tradeId(), decided.tradeSequence(), decided.tradePriceE8(), decided.tradeTimeEpochNs()),
                trade(
                        decided.otherTradeId(),
                        decided.otherTradeSequence(),
                        decided.otherPriceE8(),
                        decided.otherTimeEpochNs()),
                watermark(decided));
    }

    private static @Nullable DecidingTrade trade(long tradeId, long sequence, long priceE8, long tradeTimeEpochNs) {
        return tradeId == RecordFlyweight.ABSENT
                ? null
                : new DecidingTrade(tradeId, sequence, priceE8, tradeTimeEpochNs);
    }

    private static @Nullable BetWatermark watermark(BetDecidedFlyweight decided) {
        return decided.watermarkSource() == 0
                ? null
                : new BetWatermark(
                        decided.watermarkSource(),
                        decided.watermarkTradeId(),
                        decided.watermarkTimeEpochNs(),
                        decided.watermarkSequence());
    }

    /**
     * Whether it was the venue that gave no proof; otherwise this system missed or lost what it needed. Of a gap nobody can tell whose
     * fault it was: the venue has the trades, so it is ours not to have got them.
     *
     * @return true for the venue; false for ours, and for bets that are not void.
     */
    public boolean isVenueResponsible() {
        return cause == IndeterminateReason.NO_WATERMARK
                || cause == IndeterminateReason.DOUBTFUL_TRADE
                || cause == IndeterminateReason.VENUE_RESET;
    }
}
