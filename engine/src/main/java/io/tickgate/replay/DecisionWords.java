package io.tickgate.replay;

import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.BetRepeatedFlyweight;
import io.tickgate.record.DecisionFlyweight;
import io.tickgate.record.E8;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StateHashedFlyweight;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Puts decisions into words, field by field. A code that this build does not know is shown as its number: the record may be damaged. */
final class DecisionWords {
    private static final long NS_PER_S = 1_000_000_000L;

    private final DefinedNames names;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String subject = "";

    DecisionWords(DefinedNames names) {
        this.names = names;
    }

    /**
     * Reads a decision.
     *
     * @param kind of it.
     * @param record from byte 0 on; valid for the call.
     * @return it in words.
     */
    DecisionText of(RecordKind kind, DirectBuffer record) {
        fields.clear();
        subject = "";
        int length = record.capacity();
        switch (kind) {
            case STREAM_HEALTH_CHANGED -> read(new HealthChangedFlyweight().wrap(record, 0, length));
            case GATE_CHANGED -> read(new GateChangedFlyweight().wrap(record, 0, length));
            case GAP_CONFIRMED -> read(new GapConfirmedFlyweight().wrap(record, 0, length));
            case GAP_FILLED -> read(new GapFilledFlyweight().wrap(record, 0, length));
            case BET_ACCEPTED -> read(new BetAcceptedFlyweight().wrap(record, 0, length));
            case BET_REFUSED -> read(new BetRefusedFlyweight().wrap(record, 0, length));
            case BET_REPEATED -> read(new BetRepeatedFlyweight().wrap(record, 0, length));
            case BET_DECIDED -> read(new BetDecidedFlyweight().wrap(record, 0, length));
            case BET_CONTRADICTED -> read(new BetContradictedFlyweight().wrap(record, 0, length));
            case SOURCE_CHANGED -> read(new SourceChangedFlyweight().wrap(record, 0, length));
            case STATE_HASHED ->
                put(
                        "hash",
                        HexFormat.of()
                                .formatHex(new StateHashedFlyweight()
                                        .wrap(record, 0, length)
                                        .hash()));
            case HOLDING_DECIDED -> read(new HoldingDecidedFlyweight().wrap(record, 0, length));
            default -> put("length", length);
        }
        header(new PlainDecision().wrap(record, 0, length));
        return new DecisionText(kind.name(), subject, new LinkedHashMap<>(fields));
    }

    private void header(DecisionFlyweight decision) {
        time("marketTime", decision.engineTimeEpochNs());
        put("rulesVersion", decision.rulesVersion());
        put("epoch", decision.epoch());
    }

    private void read(HealthChangedFlyweight changed) {
        subject = names.stream(changed.streamId());
        put("state", name(HealthState.values(), changed.stateCode()));
        put("previous", name(HealthState.values(), changed.previousStateCode()));
        time("since", changed.sinceEpochNs());
        time("refreshed", changed.refreshedEpochNs());
        time("recoveryEnds", changed.recoveryEndsEpochNs());
    }

    private void read(GateChangedFlyweight changed) {
        subject = names.market(changed.marketId());
        put("reason", name(GateReason.values(), changed.reasonCode()));
        time("since", changed.sinceEpochNs());
        time("opens", changed.opensEpochNs());
    }

    private void read(GapConfirmedFlyweight gap) {
        subject = names.stream(gap.streamId());
        put("first", gap.firstTradeId());
        put("last", gap.lastTradeId());
        time("before", gap.timeBeforeEpochNs());
        time("after", gap.timeAfterEpochNs());
    }

    private void read(GapFilledFlyweight filled) {
        subject = names.stream(filled.streamId());
        put("first", filled.firstTradeId());
        put("last", filled.lastTradeId());
    }

    private void read(BetAcceptedFlyweight accepted) {
        BetFlyweight bet = accepted.wrapCommand(new BetFlyweight());
        subject = DefinedNames.bet(bet.betIdHigh(), bet.betIdLow());
        put("market", names.market(bet.marketId()));
        put("marketVersion", accepted.marketVersion());
        put("referenceTradeId", accepted.referenceTradeId());
        price("referencePrice", accepted.referencePriceE8());
        put("referenceSequence", accepted.referenceSequence());
        time("referenceTime", accepted.referenceTradeTimeEpochNs());
        price("min", bet.minE8());
        price("max", bet.maxE8());
        time("from", bet.fromEpochNs());
        time("to", bet.toEpochNs());
        put("stakeMinor", bet.stakeMinor());
        put("key", new String(bet.key(), StandardCharsets.US_ASCII));
    }

    private void read(BetRefusedFlyweight refused) {
        subject = DefinedNames.bet(refused.betIdHigh(), refused.betIdLow());
        put("refusal", name(BetRefusal.values(), refused.refusalCode() - 1));
        put("gate", name(GateReason.values(), refused.gateReasonCode()));
        time("gateSince", refused.gateSinceEpochNs());
        time("gateOpens", refused.gateOpensEpochNs());
    }

    private void read(BetRepeatedFlyweight repeated) {
        subject = DefinedNames.bet(repeated.betIdHigh(), repeated.betIdLow());
        put("first", DefinedNames.bet(repeated.firstBetIdHigh(), repeated.firstBetIdLow()));
    }

    private void read(BetDecidedFlyweight decided) {
        subject = DefinedNames.bet(decided.betIdHigh(), decided.betIdLow());
        put("outcome", name(BetOutcome.values(), decided.outcome() - 1));
        put("market", names.market(decided.marketId()));
        put("cause", decided.cause() == 0 ? "none" : name(IndeterminateReason.values(), decided.cause() - 1));
        put("touch", decided.touch());
        put("acceptedSequence", decided.acceptedSequence());
        trade("trade", decided.tradeId(), decided.tradeSequence(), decided.tradePriceE8(), decided.tradeTimeEpochNs());
        trade(
                "other",
                decided.otherTradeId(),
                decided.otherTradeSequence(),
                decided.otherPriceE8(),
                decided.otherTimeEpochNs());
        put("watermark", decided.watermarkSource());
        put("watermarkTradeId", decided.watermarkTradeId());
        time("watermarkTime", decided.watermarkTimeEpochNs());
        put("watermarkSequence", decided.watermarkSequence());
    }

    private void read(BetContradictedFlyweight contradicted) {
        subject = DefinedNames.bet(contradicted.betIdHigh(), contradicted.betIdLow());
        put("market", names.market(contradicted.marketId()));
        put("touch", contradicted.touch());
        trade(
                "trade",
                contradicted.tradeId(),
                contradicted.tradeSequence(),
                contradicted.tradePriceE8(),
                contradicted.tradeTimeEpochNs());
    }

    private void read(SourceChangedFlyweight changed) {
        subject = names.instrument(changed.instrumentId());
        put("mode", changed.mode());
        put("from", names.stream(changed.fromStreamId()));
        put("to", names.stream(changed.toStreamId()));
        put("reason", name(SourceReason.values(), changed.reasonCode()));
    }

    private void read(HoldingDecidedFlyweight decided) {
        subject = names.instrument(decided.instrumentId()) + " of "
                + DefinedNames.bet(decided.commandIdHigh(), decided.commandIdLow());
        put("result", name(HoldingResult.values(), decided.result() - 1));
        price("amount", decided.amountE8());
        price("previous", decided.previousE8());
    }

    private void trade(String what, long id, long sequence, long priceE8, long timeEpochNs) {
        put(what + "Id", id);
        put(what + "Sequence", sequence);
        price(what + "Price", priceE8);
        time(what + "Time", timeEpochNs);
    }

    private void put(String name, String value) {
        fields.put(name, value);
    }

    private void put(String name, long value) {
        fields.put(name, value == RecordFlyweight.ABSENT ? "none" : Long.toString(value));
    }

    private void price(String name, long valueE8) {
        fields.put(name, valueE8 == RecordFlyweight.ABSENT ? "none" : E8.toString(valueE8));
    }

    private void time(String name, long epochNs) {
        fields.put(name, epochNs == 0 || epochNs == RecordFlyweight.ABSENT ? "none" : time(epochNs));
    }

    /** ISO 8601, to the nanosecond where there is one. */
    static String time(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, NS_PER_S), Math.floorMod(epochNs, NS_PER_S))
                .toString();
    }

    private static String name(Enum<?>[] values, int index) {
        return index >= 0 && index < values.length ? values[index].name() : "code " + index;
    }

    /** What all decisions have. */
    private static final class PlainDecision extends DecisionFlyweight {}
}
