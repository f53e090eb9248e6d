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
import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.SourceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StateHashedFlyweight;
import io.tickgate.record.StreamPriceChangedFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the market's output into one scratch buffer and hands it on, numbering the decisions of each input. */
final class DecisionWriter {
    private final MarketOutput output;
    private final UnsafeBuffer scratch =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
    private final HealthChangedFlyweight healthChanged = new HealthChangedFlyweight().wrap(scratch);
    private final GateChangedFlyweight gateChanged = new GateChangedFlyweight().wrap(scratch);
    private final GapConfirmedFlyweight gapConfirmed = new GapConfirmedFlyweight().wrap(scratch);
    private final GapFilledFlyweight gapFilled = new GapFilledFlyweight().wrap(scratch);
    private final BetAcceptedFlyweight betAccepted = new BetAcceptedFlyweight().wrap(scratch);
    private final BetRefusedFlyweight betRefused = new BetRefusedFlyweight().wrap(scratch);
    private final BetRepeatedFlyweight betRepeated = new BetRepeatedFlyweight().wrap(scratch);
    private final BetForgottenFlyweight betForgotten = new BetForgottenFlyweight().wrap(scratch);
    private final BetDecidedFlyweight betDecided = new BetDecidedFlyweight().wrap(scratch);
    private final BetContradictedFlyweight betContradicted = new BetContradictedFlyweight().wrap(scratch);
    private final BetPendingFlyweight betPending = new BetPendingFlyweight().wrap(scratch);
    private final CoverageChangedFlyweight coverageChanged = new CoverageChangedFlyweight().wrap(scratch);
    private final SourceChangedFlyweight sourceChanged = new SourceChangedFlyweight().wrap(scratch);
    private final StateHashedFlyweight stateHashed = new StateHashedFlyweight().wrap(scratch);
    private final StreamPriceChangedFlyweight streamPriceChanged = new StreamPriceChangedFlyweight().wrap(scratch);
    private final HoldingDecidedFlyweight holdingDecided = new HoldingDecidedFlyweight().wrap(scratch);
    private RecordFlyweight cause = new RecordFlyweight();
    private int ordinal;

    DecisionWriter(MarketOutput output) {
        this.output = output;
    }

    /** What follows is caused by this input record. */
    void begin(RecordFlyweight newCause) {
        cause = newCause;
        ordinal = 0;
    }

    void healthChanged(Stream stream, HealthState previous, long marketTimeEpochNs) {
        StreamHealth health = stream.health;
        healthChanged
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .streamId(stream.streamId)
                .instrumentId(stream.instrumentId)
                .stateCode(health.state().code())
                .previousStateCode(previous.code())
                .sinceEpochNs(health.sinceEpochNs())
                .refreshedEpochNs(health.refreshedEpochNs())
                .recoveryEndsEpochNs(health.recoveryEndsEpochNs());
        output.onOutput(scratch, HealthChangedFlyweight.LENGTH);
    }

    void gateChanged(Gate gate, long marketTimeEpochNs) {
        gateChanged
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .marketId(gate.marketId)
                .reasonCode(gate.reason().code())
                .sinceEpochNs(gate.sinceEpochNs())
                .opensEpochNs(gate.opensEpochNs());
        output.onOutput(scratch, GateChangedFlyweight.LENGTH);
    }

    void gapConfirmed(
            Stream stream,
            long firstTradeId,
            long lastTradeId,
            long timeBeforeEpochNs,
            long timeAfterEpochNs,
            long marketTimeEpochNs) {
        gapConfirmed
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .streamId(stream.streamId)
                .firstTradeId(firstTradeId)
                .lastTradeId(lastTradeId)
                .timeBeforeEpochNs(timeBeforeEpochNs)
                .timeAfterEpochNs(timeAfterEpochNs);
        output.onOutput(scratch, GapConfirmedFlyweight.LENGTH);
    }

    void gapFilled(Stream stream, long firstTradeId, long lastTradeId, long marketTimeEpochNs) {
        gapFilled
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .streamId(stream.streamId)
                .firstTradeId(firstTradeId)
                .lastTradeId(lastTradeId);
        output.onOutput(scratch, GapFilledFlyweight.LENGTH);
    }

    void betAccepted(BetFlyweight bet, Gate gate, long marketTimeEpochNs) {
        Stream stream = gate.stream;
        betAccepted
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .marketVersion(gate.rule.version())
                .instrumentId(gate.rule.instrumentId())
                .referenceSequence(stream.referenceSequence)
                .referenceTradeId(stream.referenceTradeId)
                .referencePriceE8(stream.referencePriceE8)
                .referenceTradeTimeEpochNs(stream.referenceTradeTimeEpochNs)
                .command(bet);
        output.onOutput(scratch, betAccepted.length());
    }

    void betRefused(BetFlyweight bet, BetRefusal refusal, long marketTimeEpochNs) {
        betRefused
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .refusalCode(refusal.code())
                .gateReasonCode(GateReason.OPEN.code())
                .betIdHigh(bet.betIdHigh())
                .betIdLow(bet.betIdLow())
                .gateSinceEpochNs(0)
                .gateOpensEpochNs(0);
        output.onOutput(scratch, BetRefusedFlyweight.LENGTH);
    }

    void betRefusedByGate(BetFlyweight bet, Gate gate, long marketTimeEpochNs) {
        betRefused
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .refusalCode(BetRefusal.GATE_CLOSED.code())
                .gateReasonCode(gate.reason().code())
                .betIdHigh(bet.betIdHigh())
                .betIdLow(bet.betIdLow())
                .gateSinceEpochNs(gate.sinceEpochNs())
                .gateOpensEpochNs(gate.opensEpochNs());
        output.onOutput(scratch, BetRefusedFlyweight.LENGTH);
    }

    void betRepeated(BetFlyweight bet, long firstIdHigh, long firstIdLow, long marketTimeEpochNs) {
        betRepeated
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .betIdHigh(bet.betIdHigh())
                .betIdLow(bet.betIdLow())
                .firstBetIdHigh(firstIdHigh)
                .firstBetIdLow(firstIdLow);
        output.onOutput(scratch, BetRepeatedFlyweight.LENGTH);
    }

    void betForgotten(BetTable bets, int place, long marketTimeEpochNs) {
        betForgotten.begin(marketTimeEpochNs).betIdHigh(bets.idHigh(place)).betIdLow(bets.idLow(place));
        betForgotten.epoch(cause.epoch()).sequence(cause.sequence());
        output.onOutput(scratch, BetForgottenFlyweight.LENGTH);
    }

    void betHit(
            BetTable bets,
            int place,
            RuleBets rule,
            CoveredTrade trade,
            TradeNeighbours neighbours,
            int neighbour,
            long marketTimeEpochNs) {
        beginDecided(bets, place, rule, BetOutcome.HIT, marketTimeEpochNs)
                .touch(neighbour < 0 ? MarketFlyweight.TOUCH_INSIDE : MarketFlyweight.TOUCH_CROSSED)
                .tradeId(trade.firstId)
                .tradeSequence(trade.sequence)
                .tradePriceE8(trade.priceE8)
                .tradeTimeEpochNs(trade.timeEpochNs);
        if (neighbour >= 0) {
            TradeEdges others = neighbours.trades();
            betDecided
                    .otherTradeId(neighbours.id(neighbour))
                    .otherTradeSequence(others.sequence(neighbour))
                    .otherPriceE8(others.priceE8(neighbour))
                    .otherTimeEpochNs(others.timeEpochNs(neighbour));
        }
        output.onOutput(scratch, BetDecidedFlyweight.LENGTH);
    }

    /** With what proves that its window was over: a trade beyond it, or else a statement of the venue's. */
    void betMissed(BetTable bets, int place, RuleBets rule, long marketTimeEpochNs) {
        Completeness known = rule.stream.completeness;
        boolean isTraded = known.tradedEpochNs() > bets.lastEpochNs(place);
        beginDecided(bets, place, rule, BetOutcome.MISS, marketTimeEpochNs)
                .watermarkSource(isTraded ? WatermarkFlyweight.TRADE : known.silentSource())
                .watermarkTradeId(isTraded ? known.tradedId() : known.silentId())
                .watermarkTimeEpochNs(isTraded ? known.tradedEpochNs() : known.silentEpochNs())
                .watermarkSequence(isTraded ? known.tradedSequence() : known.silentSequence());
        output.onOutput(scratch, BetDecidedFlyweight.LENGTH);
    }

    void betVoid(BetTable bets, int place, RuleBets rule, IndeterminateReason reason, long marketTimeEpochNs) {
        beginDecided(bets, place, rule, BetOutcome.VOID, marketTimeEpochNs).cause(reason.code());
        output.onOutput(scratch, BetDecidedFlyweight.LENGTH);
    }

    /** Neither trade nor neighbour nor watermark, until they are set. */
    private BetDecidedFlyweight beginDecided(
            BetTable bets, int place, RuleBets rule, BetOutcome outcome, long marketTimeEpochNs) {
        return betDecided
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .betIdHigh(bets.idHigh(place))
                .betIdLow(bets.idLow(place))
                .acceptedSequence(bets.sequence(place))
                .marketId(rule.rule.marketId())
                .outcome(outcome.code())
                .tradeId(RecordFlyweight.ABSENT)
                .tradeSequence(RecordFlyweight.ABSENT)
                .tradePriceE8(RecordFlyweight.ABSENT)
                .tradeTimeEpochNs(RecordFlyweight.ABSENT)
                .otherTradeId(RecordFlyweight.ABSENT)
                .otherTradeSequence(RecordFlyweight.ABSENT)
                .otherPriceE8(RecordFlyweight.ABSENT)
                .otherTimeEpochNs(RecordFlyweight.ABSENT)
                .watermarkTradeId(RecordFlyweight.ABSENT)
                .watermarkTimeEpochNs(RecordFlyweight.ABSENT)
                .watermarkSequence(RecordFlyweight.ABSENT);
    }

    void betContradicted(
            BetTable bets, int place, RuleBets rule, CoveredTrade trade, int neighbour, long marketTimeEpochNs) {
        betContradicted
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .betIdHigh(bets.idHigh(place))
                .betIdLow(bets.idLow(place))
                .marketId(rule.rule.marketId())
                .touch(neighbour < 0 ? MarketFlyweight.TOUCH_INSIDE : MarketFlyweight.TOUCH_CROSSED)
                .tradeId(trade.firstId)
                .tradeSequence(trade.sequence)
                .tradePriceE8(trade.priceE8)
                .tradeTimeEpochNs(trade.timeEpochNs);
        output.onOutput(scratch, BetContradictedFlyweight.LENGTH);
    }

    void betPending(BetTable bets, int place, IndeterminateReason reason, long marketTimeEpochNs) {
        betPending
                .begin(marketTimeEpochNs)
                .betIdHigh(bets.idHigh(place))
                .betIdLow(bets.idLow(place))
                .reason(reason.code());
        betPending.epoch(cause.epoch()).sequence(cause.sequence());
        output.onOutput(scratch, BetPendingFlyweight.LENGTH);
    }

    void holdingDecided(HoldingFlyweight command, HoldingResult result, long previousE8, long marketTimeEpochNs) {
        holdingDecided
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++, command.tenant(), command.user())
                .commandIdHigh(command.commandIdHigh())
                .commandIdLow(command.commandIdLow())
                .instrumentId(command.instrumentId())
                .result(result.code())
                .amountE8(command.amountE8())
                .previousE8(previousE8);
        output.onOutput(scratch, holdingDecided.length());
    }

    /** A holding as it stands; no command asked for it. */
    void holdingHeld(byte[] tenant, byte[] user, int instrumentId, long amountE8, long marketTimeEpochNs) {
        holdingDecided
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++, tenant, user)
                .instrumentId(instrumentId)
                .result(HoldingResult.SET.code())
                .amountE8(amountE8)
                .previousE8(amountE8);
        output.onOutput(scratch, holdingDecided.length());
    }

    void coverageChanged(Stream stream, long marketTimeEpochNs) {
        coverageChanged
                .begin(marketTimeEpochNs)
                .streamId(stream.streamId)
                .continuous(!stream.coverage.isOpen())
                .headTradeId(stream.coverage.head())
                .missingTrades(stream.tradesMissing());
        coverageChanged.epoch(cause.epoch()).sequence(cause.sequence());
        output.onOutput(scratch, CoverageChangedFlyweight.LENGTH);
    }

    void sourceChanged(
            int instrumentId, int mode, int fromStreamId, int toStreamId, SourceReason reason, long marketTimeEpochNs) {
        sourceChanged
                .begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++)
                .instrumentId(instrumentId)
                .mode(mode)
                .fromStreamId(fromStreamId)
                .toStreamId(toStreamId)
                .reasonCode(reason.code());
        output.onOutput(scratch, SourceChangedFlyweight.LENGTH);
    }

    /** Hands out what one of several streams says, and whether what is shown is made from it. */
    void streamPriceChanged(Stream stream, long marketTimeEpochNs) {
        StreamPrice price = stream.price;
        PriceChangedFlyweight said = price.row;
        streamPriceChanged
                .begin(stream.streamId, stream.instrumentId)
                .healthCode(said.healthCode())
                .standingCode(price.standing.code())
                .weight(price.weight)
                .priceE8(said.priceE8())
                .receivedEpochNs(said.receivedEpochNs())
                .bidPriceE8(said.bidPriceE8())
                .bidSizeE8(said.bidSizeE8())
                .askPriceE8(said.askPriceE8())
                .askSizeE8(said.askSizeE8())
                .quoteReceivedEpochNs(said.quoteReceivedEpochNs())
                .refreshedEpochNs(said.refreshedEpochNs())
                .recoveryEndsEpochNs(said.recoveryEndsEpochNs())
                .polledPriceE8(price.polledPriceE8)
                .polledReceivedEpochNs(price.polledReceivedEpochNs)
                .crossedQuotes(price.crossedQuotes);
        streamPriceChanged
                .engineTimeEpochNs(marketTimeEpochNs)
                .epoch(cause.epoch())
                .sequence(cause.sequence());
        output.onOutput(scratch, StreamPriceChangedFlyweight.LENGTH);
    }

    /** Hands out the row of an instrument as it stands. */
    void priceChanged(PriceChangedFlyweight row, UnsafeBuffer rowBuffer, long marketTimeEpochNs) {
        row.engineTimeEpochNs(marketTimeEpochNs).epoch(cause.epoch()).sequence(cause.sequence());
        output.onOutput(rowBuffer, PriceChangedFlyweight.LENGTH);
    }

    /** Hands out again what was handed out before, as it is. */
    void again(UnsafeBuffer record, int length) {
        output.onOutput(record, length);
    }

    /** The state hash after the input and all of its other decisions. */
    void stateHashed(byte[] hash, long marketTimeEpochNs) {
        stateHashed.begin(cause, marketTimeEpochNs, BetRules.VERSION, ordinal++).hash(hash);
        output.onOutput(scratch, StateHashedFlyweight.LENGTH);
    }
}
