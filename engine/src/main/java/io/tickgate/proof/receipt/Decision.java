package io.tickgate.proof.receipt;

import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetWatermark;
import io.tickgate.publish.DecidingTrade;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * How a bet ended, as its decision says. Immutable.
 *
 * @param outcome hit, miss or void.
 * @param sequence of the input record at which it was decided.
 * @param decidedEpochNs market time then.
 * @param rulesVersion of the rules that decided.
 * @param cause why it is void, otherwise null.
 * @param touch how it was hit, of {@link io.tickgate.record.MarketFlyweight}, otherwise 0.
 * @param trade that hit, otherwise null.
 * @param other the trade on the other side, when the band was crossed, otherwise null.
 * @param watermark that proved a miss, otherwise null.
 */
public record Decision(
        BetOutcome outcome,
        long sequence,
        long decidedEpochNs,
        int rulesVersion,
        @Nullable IndeterminateReason cause,
        int touch,
        @Nullable Trade trade,
        @Nullable Trade other,
        @Nullable Watermark watermark) {
    /**
     * A deciding trade.
     *
     * @param tradeId of an aggregate the first.
     * @param sequence of its record.
     * @param priceE8 price.
     * @param timeEpochNs trade time.
     */
    public record Trade(long tradeId, long sequence, long priceE8, long timeEpochNs) {}

    /**
     * The proof that a window was over.
     *
     * @param source of {@link io.tickgate.record.WatermarkFlyweight}.
     * @param tradeId newest that it names.
     * @param timeEpochNs until when it speaks.
     * @param sequence of its record.
     */
    public record Watermark(int source, long tradeId, long timeEpochNs, long sequence) {}

    /** Reads a recorded decision. */
    public static Decision of(BetDecidedFlyweight decided) {
        return new Decision(
                BetOutcome.of(decided.outcome()),
                decided.sequence(),
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
                decided.watermarkSource() == 0
                        ? null
                        : new Watermark(
                                decided.watermarkSource(),
                                decided.watermarkTradeId(),
                                decided.watermarkTimeEpochNs(),
                                decided.watermarkSequence()));
    }

    /** As the read model shows it. */
    public static Decision of(BetOutcomeView outcome) {
        BetWatermark proof = outcome.watermark();
        return new Decision(
                outcome.result(),
                outcome.position().sequence(),
                outcome.decidedEpochNs(),
                outcome.rulesVersion(),
                outcome.cause(),
                outcome.touch(),
                trade(outcome.trade()),
                trade(outcome.otherTrade()),
                proof == null
                        ? null
                        : new Watermark(proof.source(), proof.tradeId(), proof.timeEpochNs(), proof.sequence()));
    }

    private static @Nullable Trade trade(@Nullable DecidingTrade trade) {
        return trade == null
                ? null
                : new Trade(trade.tradeId(), trade.sequence(), trade.priceE8(), trade.tradeTimeEpochNs());
    }

    private static @Nullable Trade trade(long tradeId, long sequence, long priceE8, long timeEpochNs) {
        return tradeId == RecordFlyweight.ABSENT ? null : new Trade(tradeId, sequence, priceE8, timeEpochNs);
    }
}
