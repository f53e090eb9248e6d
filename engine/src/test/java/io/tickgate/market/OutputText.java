package io.tickgate.market;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetForgottenFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.BetPendingFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.BetRepeatedFlyweight;
import io.tickgate.record.CoverageChangedFlyweight;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StreamPriceChangedFlyweight;
import io.tickgate.record.StreamStanding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.DirectBuffer;

/** One line for each output record of a market, so that a test compares a list of texts once. Times count from the harness's start. */
final class OutputText {
    private OutputText() {}

    static String of(DirectBuffer record, int length) {
        RecordKind kind =
                RecordKind.of(new RecordFlyweight().wrap(record, 0, length).kindCode());
        return switch (kind) {
            case STREAM_HEALTH_CHANGED -> health(new HealthChangedFlyweight().wrap(record, 0, length));
            case GATE_CHANGED -> gate(new GateChangedFlyweight().wrap(record, 0, length));
            case GAP_CONFIRMED -> gap(new GapConfirmedFlyweight().wrap(record, 0, length));
            case GAP_FILLED -> {
                GapFilledFlyweight filled = new GapFilledFlyweight().wrap(record, 0, length);
                yield "filled s" + filled.streamId() + " " + filled.firstTradeId() + ".." + filled.lastTradeId();
            }
            case COVERAGE_CHANGED -> {
                CoverageChangedFlyweight changed = new CoverageChangedFlyweight().wrap(record, 0, length);
                yield "coverage s" + changed.streamId() + (changed.isContinuous() ? " continuous" : " open") + " head "
                        + changed.headTradeId() + " missing " + changed.missingTrades();
            }
            case BET_ACCEPTED -> accepted(new BetAcceptedFlyweight().wrap(record, 0, length));
            case BET_REFUSED -> refused(new BetRefusedFlyweight().wrap(record, 0, length));
            case BET_REPEATED -> {
                BetRepeatedFlyweight repeated = new BetRepeatedFlyweight().wrap(record, 0, length);
                yield "repeated b" + repeated.betIdLow() + " of b" + repeated.firstBetIdLow();
            }
            case BET_FORGOTTEN ->
                "forgotten b"
                        + new BetForgottenFlyweight().wrap(record, 0, length).betIdLow();
            case BET_DECIDED -> decided(new BetDecidedFlyweight().wrap(record, 0, length));
            case BET_CONTRADICTED -> {
                BetContradictedFlyweight contradicted = new BetContradictedFlyweight().wrap(record, 0, length);
                yield "contradicted b" + contradicted.betIdLow() + touch(contradicted.touch()) + " t"
                        + contradicted.tradeId();
            }
            case BET_PENDING -> {
                BetPendingFlyweight pending = new BetPendingFlyweight().wrap(record, 0, length);
                yield "pending b" + pending.betIdLow() + " " + IndeterminateReason.of(pending.reason());
            }
            case HOLDING_DECIDED -> holding(new HoldingDecidedFlyweight().wrap(record, 0, length));
            case PRICE_CHANGED -> price(new PriceChangedFlyweight().wrap(record, 0, length));
            case SOURCE_CHANGED -> source(new SourceChangedFlyweight().wrap(record, 0, length));
            case STREAM_PRICE_CHANGED -> stream(new StreamPriceChangedFlyweight().wrap(record, 0, length));
            default -> throw new AssertionError("A market puts out no " + kind);
        };
    }

    private static String health(HealthChangedFlyweight changed) {
        String text = "health s" + changed.streamId() + " " + HealthState.of(changed.previousStateCode()) + "->"
                + HealthState.of(changed.stateCode()) + " since " + time(changed.sinceEpochNs());
        return changed.recoveryEndsEpochNs() == 0 ? text : text + " until " + time(changed.recoveryEndsEpochNs());
    }

    private static String gate(GateChangedFlyweight changed) {
        String text = "gate m" + changed.marketId() + " " + GateReason.of(changed.reasonCode()) + " since "
                + time(changed.sinceEpochNs());
        return changed.opensEpochNs() == 0 ? text : text + " opens " + time(changed.opensEpochNs());
    }

    private static String gap(GapConfirmedFlyweight gap) {
        String last = gap.lastTradeId() == RecordFlyweight.ABSENT ? "?" : Long.toString(gap.lastTradeId());
        return "gap s" + gap.streamId() + " " + gap.firstTradeId() + ".." + last
                + bound(" after ", gap.timeBeforeEpochNs()) + bound(" before ", gap.timeAfterEpochNs());
    }

    private static String bound(String word, long epochNs) {
        return epochNs == RecordFlyweight.ABSENT ? "" : word + time(epochNs);
    }

    private static String accepted(BetAcceptedFlyweight accepted) {
        BetFlyweight command = accepted.wrapCommand(new BetFlyweight());
        return "accepted b" + command.betIdLow() + " v" + accepted.marketVersion() + " ref t"
                + accepted.referenceTradeId();
    }

    private static String refused(BetRefusedFlyweight refused) {
        String text = "refused b" + refused.betIdLow() + " " + BetRefusal.of(refused.refusalCode());
        return refused.refusalCode() == BetRefusal.GATE_CLOSED.code()
                ? text + " " + GateReason.of(refused.gateReasonCode()) + " since " + time(refused.gateSinceEpochNs())
                : text;
    }

    private static String decided(BetDecidedFlyweight decided) {
        String bet = BetOutcome.of(decided.outcome()).name().toLowerCase(Locale.ROOT) + " b" + decided.betIdLow();
        return switch (BetOutcome.of(decided.outcome())) {
            case HIT ->
                bet + touch(decided.touch()) + " t" + decided.tradeId()
                        + (decided.otherTradeId() == RecordFlyweight.ABSENT ? "" : " with t" + decided.otherTradeId());
            case MISS ->
                bet + " by " + decided.watermarkSource() + " t" + decided.watermarkTradeId() + " at "
                        + time(decided.watermarkTimeEpochNs());
            case VOID ->
                bet + " " + IndeterminateReason.of(decided.cause()) + " at " + time(decided.engineTimeEpochNs());
        };
    }

    private static String touch(int kind) {
        return kind == MarketFlyweight.TOUCH_INSIDE ? " inside" : " crossed";
    }

    private static String source(SourceChangedFlyweight changed) {
        return "source i" + changed.instrumentId() + " s" + changed.fromStreamId() + "->s" + changed.toStreamId() + " "
                + SourceReason.of(changed.reasonCode()) + " at " + time(changed.engineTimeEpochNs());
    }

    private static String stream(StreamPriceChangedFlyweight row) {
        return "stream s" + row.streamId() + " " + row.priceE8() + " " + HealthState.of(row.healthCode()) + " "
                + StreamStanding.of(row.standingCode()) + " weight " + row.weight();
    }

    private static String holding(HoldingDecidedFlyweight decided) {
        return "holding h" + decided.commandIdLow() + " "
                + new String(decided.user(), StandardCharsets.ISO_8859_1) + " i" + decided.instrumentId() + " "
                + decided.previousE8() + "->" + decided.amountE8() + " " + HoldingResult.of(decided.result());
    }

    private static String price(PriceChangedFlyweight price) {
        return "price i" + price.instrumentId() + " t" + price.tradeId() + " " + price.priceE8() + " bid "
                + price.bidPriceE8() + " " + HealthState.of(price.healthCode());
    }

    /** {@code 12s} or {@code 3s+1}: whole seconds and ns since the harness's start. */
    static String time(long epochNs) {
        long sinceNs = epochNs - MarketHarness.T0;
        long restNs = Math.floorMod(sinceNs, MarketHarness.S);
        String seconds = Math.floorDiv(sinceNs, MarketHarness.S) + "s";
        return restNs == 0 ? seconds : seconds + "+" + restNs;
    }
}
