package io.tickgate.publish;

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
import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamPriceChangedFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the {@link Published} state from the market's output. Owned by the publish stage's thread (by the starting thread while the
 * journal is replayed).
 */
final class ReadModel {
    private final Published published;
    private final DirectoryBuilder directory = new DirectoryBuilder();
    private final PriceView row = new PriceView();
    private final GateView gateRow = new GateView();
    private final int[] healthOfInstrument;
    private final PriceChangedFlyweight price = new PriceChangedFlyweight();
    private final StreamView streamRow = new StreamView();
    private final StreamPriceChangedFlyweight streamPrice = new StreamPriceChangedFlyweight();
    private final GateChangedFlyweight gate = new GateChangedFlyweight();
    private final BetAcceptedFlyweight accepted = new BetAcceptedFlyweight();
    private final BetRefusedFlyweight refused = new BetRefusedFlyweight();
    private final BetRepeatedFlyweight repeated = new BetRepeatedFlyweight();
    private final BetForgottenFlyweight forgotten = new BetForgottenFlyweight();
    private final BetDecidedFlyweight decided = new BetDecidedFlyweight();
    private final BetPendingFlyweight pending = new BetPendingFlyweight();
    private final BetContradictedFlyweight contradicted = new BetContradictedFlyweight();
    private final BetFlyweight command = new BetFlyweight();
    private final GapConfirmedFlyweight gapConfirmed = new GapConfirmedFlyweight();
    private final GapFilledFlyweight gapFilled = new GapFilledFlyweight();
    private final CoverageChangedFlyweight coverageChanged = new CoverageChangedFlyweight();

    ReadModel(Published published, int instrumentIdMax) {
        this.published = published;
        healthOfInstrument = new int[instrumentIdMax + 1];
        Arrays.fill(healthOfInstrument, HealthState.CRITICAL.code());
    }

    /** Takes in a definition; {@link #publishDirectory} shows it. */
    void onDefinition(RecordKind kind, DirectBuffer record, int length) {
        directory.apply(kind, record, length);
    }

    void publishDirectory() {
        published.directory(directory.build());
        judgeWorstHealth();
    }

    /** A row for the board. Returns the instrument's id. */
    int onPrice(UnsafeBuffer record, int length) {
        price.wrap(record, 0, length);
        int instrumentId = price.instrumentId();
        long[] cells = row.cells;
        cells[0] = price.sequence();
        cells[1] = price.priceE8();
        cells[2] = price.sizeE8();
        cells[3] = price.tradeId();
        cells[4] = price.tradeSequence();
        cells[5] = price.tradeTimeEpochNs();
        cells[6] = price.receivedEpochNs();
        cells[7] = price.bidPriceE8();
        cells[8] = price.bidSizeE8();
        cells[9] = price.askPriceE8();
        cells[10] = price.askSizeE8();
        cells[11] = price.quoteReceivedEpochNs();
        cells[12] = price.streamId();
        cells[13] = price.healthCode();
        cells[14] = price.healthSinceEpochNs();
        cells[15] = price.recoveryEndsEpochNs();
        cells[16] = price.refreshedEpochNs();
        cells[17] = price.eventTimeEpochNs();
        cells[18] = price.marks();
        cells[19] = price.bidStreamId();
        cells[20] = price.askStreamId();
        published.prices().write(instrumentId, row);
        if (healthOfInstrument[instrumentId] != price.healthCode()) {
            healthOfInstrument[instrumentId] = price.healthCode();
            judgeWorstHealth();
        }
        return instrumentId;
    }

    /** What one of several streams says. */
    void onStreamPrice(UnsafeBuffer record, int length) {
        streamPrice.wrap(record, 0, length);
        streamRow.set(streamPrice);
        published.streams().write(streamPrice.streamId(), streamRow);
    }

    private void judgeWorstHealth() {
        HealthState worst = null;
        for (MarketView market : published.directory().markets()) {
            HealthState health = HealthState.of(healthOfInstrument[market.instrumentId()]);
            worst = worst == null || severity(health) > severity(worst) ? health : worst;
        }
        published.worstHealth(worst == null ? HealthState.CRITICAL : worst);
    }

    private static int severity(HealthState health) {
        return switch (health) {
            case HEALTHY -> 0;
            case DEGRADED -> 1;
            case RECOVERING -> 2;
            case CRITICAL -> 3;
        };
    }

    void onGate(UnsafeBuffer record, int length) {
        gate.wrap(record, 0, length);
        gateRow.cells[0] = gate.reasonCode();
        gateRow.cells[1] = gate.sinceEpochNs();
        gateRow.cells[2] = gate.opensEpochNs();
        gateRow.cells[3] = gate.sequence();
        published.gates().write(gate.marketId(), gateRow);
    }

    GapConfirmedFlyweight onGapConfirmed(UnsafeBuffer record, int length) {
        gapConfirmed.wrap(record, 0, length);
        published.gaps().onConfirmed(gapConfirmed);
        return gapConfirmed;
    }

    /** Returns whether the stream has no gap left. */
    boolean onGapFilled(UnsafeBuffer record, int length) {
        return published.gaps().onFilled(gapFilled.wrap(record, 0, length));
    }

    void onCoverage(UnsafeBuffer record, int length) {
        published.coverage().onChanged(coverageChanged.wrap(record, 0, length));
    }

    BetAnswer onAccepted(UnsafeBuffer record, int length) {
        accepted.wrap(record, 0, length);
        accepted.wrapCommand(command);
        BetView bet = new BetView(
                command.betIdHigh(),
                command.betIdLow(),
                accepted.sequence(),
                accepted.engineTimeEpochNs(),
                command.marketId(),
                accepted.marketVersion(),
                accepted.instrumentId(),
                command.minE8(),
                command.maxE8(),
                command.fromEpochNs(),
                command.toEpochNs(),
                command.stakeMinor(),
                command.quoteSequence(),
                accepted.referenceSequence(),
                accepted.referenceTradeId(),
                accepted.referencePriceE8(),
                accepted.referenceTradeTimeEpochNs(),
                new String(command.tenant(), StandardCharsets.UTF_8),
                new String(command.user(), StandardCharsets.UTF_8),
                new String(command.key(), StandardCharsets.US_ASCII),
                command.terms(),
                null,
                null);
        published.bets().add(bet);
        return new BetAnswer(
                bet.idHigh(),
                bet.idLow(),
                accepted.sequence(),
                accepted.engineTimeEpochNs(),
                bet,
                false,
                null,
                GateReason.OPEN,
                0,
                0);
    }

    BetAnswer onRefused(UnsafeBuffer record, int length) {
        refused.wrap(record, 0, length);
        return new BetAnswer(
                refused.betIdHigh(),
                refused.betIdLow(),
                refused.sequence(),
                refused.engineTimeEpochNs(),
                null,
                false,
                BetRefusal.of(refused.refusalCode()),
                GateReason.of(refused.gateReasonCode()),
                refused.gateSinceEpochNs(),
                refused.gateOpensEpochNs());
    }

    BetAnswer onRepeated(UnsafeBuffer record, int length) {
        repeated.wrap(record, 0, length);
        BetView first = published.bets().byId(repeated.firstBetIdHigh(), repeated.firstBetIdLow());
        if (first == null) {
            throw new IllegalStateException("Bet repeated at sequence " + repeated.sequence() + " is not held");
        }
        return new BetAnswer(
                repeated.betIdHigh(),
                repeated.betIdLow(),
                repeated.sequence(),
                repeated.engineTimeEpochNs(),
                first,
                true,
                null,
                GateReason.OPEN,
                0,
                0);
    }

    void onForgotten(UnsafeBuffer record, int length) {
        forgotten.wrap(record, 0, length);
        published.bets().remove(forgotten.betIdHigh(), forgotten.betIdLow());
    }

    /** Shows how a bet ended. */
    BetOutcome onDecided(UnsafeBuffer record, int length) {
        BetOutcomeView outcome = BetOutcomeView.of(decided.wrap(record, 0, length));
        published.bets().decide(decided.betIdHigh(), decided.betIdLow(), outcome);
        return outcome.result();
    }

    void onPending(UnsafeBuffer record, int length) {
        pending.wrap(record, 0, length);
        published.bets().pending(pending.betIdHigh(), pending.betIdLow(), pending.reason());
    }

    BetContradictedFlyweight onContradicted(UnsafeBuffer record, int length) {
        contradicted.wrap(record, 0, length);
        published.contradictions().add(contradicted);
        return contradicted;
    }

    /** Applies output of a replay: like live output, but nobody is told. */
    void applyReplayed(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode == RecordKind.PRICE_CHANGED.code()) {
            onPrice(record, length);
        } else if (kindCode == RecordKind.STREAM_PRICE_CHANGED.code()) {
            onStreamPrice(record, length);
        } else if (kindCode == RecordKind.GATE_CHANGED.code()) {
            onGate(record, length);
        } else if (kindCode == RecordKind.BET_ACCEPTED.code()) {
            onAccepted(record, length);
        } else if (kindCode == RecordKind.BET_DECIDED.code()) {
            onDecided(record, length);
        } else if (kindCode == RecordKind.BET_PENDING.code()) {
            onPending(record, length);
        } else if (kindCode == RecordKind.BET_CONTRADICTED.code()) {
            onContradicted(record, length);
        } else if (kindCode == RecordKind.BET_FORGOTTEN.code()) {
            onForgotten(record, length);
        } else if (kindCode == RecordKind.GAP_CONFIRMED.code()) {
            onGapConfirmed(record, length);
        } else if (kindCode == RecordKind.GAP_FILLED.code()) {
            onGapFilled(record, length);
        } else if (kindCode == RecordKind.COVERAGE_CHANGED.code()) {
            onCoverage(record, length);
        } else if (kindCode == RecordKind.HOLDING_DECIDED.code()) {
            published.holdings().onDecided(record, length);
        }
    }
}
