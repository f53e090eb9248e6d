package io.tickgate.publish;

import io.tickgate.journal.RecordAppender;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceChangedFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The publish stage: each decision is recorded first, then readable, then told. Owned by one thread.
 */
public final class Publisher implements MarketOutput {
    private final Published published;
    private final ReadModel readModel;
    private final DecisionRecorder recorder;
    private final Counters counters;
    private final HealthLog healthLog;
    private final HealthChangedFlyweight healthChanged = new HealthChangedFlyweight();
    private final GapFilledFlyweight gapFilled = new GapFilledFlyweight();
    private final SourceChangedFlyweight sourceChanged = new SourceChangedFlyweight();
    private boolean isDirectoryStale;
    private boolean isAnyBetDecided;
    private long marketTimeEpochNs;

    Publisher(Published published, ReadModel readModel, RecordAppender decisions, Counters counters) {
        this.published = published;
        this.readModel = readModel;
        this.counters = counters;
        recorder = new DecisionRecorder(decisions, counters);
        healthLog = new HealthLog(published);
    }

    /**
     * An input record, before its output is handed over.
     *
     * @param record valid for the call.
     * @param length in bytes.
     */
    public void onInput(DirectBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (DirectoryBuilder.isOfInterest(kindCode)) {
            onDefinition(kindCode, record, length);
        }
        long engineTimeEpochNs = record.getLong(RecordFlyweight.ENGINE_TIME_OFFSET, RecordFlyweight.BYTE_ORDER);
        marketTimeEpochNs = Math.max(marketTimeEpochNs, engineTimeEpochNs);
    }

    private void onDefinition(int kindCode, DirectBuffer record, int length) {
        RecordKind kind = RecordKind.of(kindCode);
        if (kind != null) {
            readModel.onDefinition(kind, record, length);
            isDirectoryStale = true;
        }
    }

    /**
     * All output of the records up to a sequence is handled.
     *
     * @param sequence of the newest.
     */
    public void onEndOfBatch(long sequence) {
        boolean isDirectoryNew = isDirectoryStale;
        if (isDirectoryNew) {
            // Once a batch: a start defines thousands of things, and each directory lists them all.
            isDirectoryStale = false;
            readModel.publishDirectory();
        }
        published.gaps().publish();
        published.moved(sequence, marketTimeEpochNs, System.nanoTime());
        if (isDirectoryNew) {
            published.tellStatusChanged();
        }
        if (isAnyBetDecided) {
            // Once a batch: one trade may hit thousands.
            isAnyBetDecided = false;
            published.tellBetsDecided();
        }
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (kindCode == RecordKind.PRICE_CHANGED.code()) {
            published.tellPriceChanged(readModel.onPrice(record, length));
        } else if (kindCode == RecordKind.STREAM_PRICE_CHANGED.code()) {
            readModel.onStreamPrice(record, length);
        } else if (kindCode == RecordKind.BET_FORGOTTEN.code()) {
            readModel.onForgotten(record, length);
        } else if (kindCode == RecordKind.BET_PENDING.code()) {
            readModel.onPending(record, length);
        } else if (kindCode == RecordKind.COVERAGE_CHANGED.code()) {
            readModel.onCoverage(record, length);
            published.tellStatusChanged();
        } else {
            recorder.record(record, length);
            onDecision(kindCode, record, length);
        }
    }

    private void onDecision(int kindCode, UnsafeBuffer record, int length) {
        if (kindCode == RecordKind.BET_ACCEPTED.code()) {
            counters.increment(Counter.BETS_ACCEPTED);
            tell(readModel.onAccepted(record, length));
        } else if (kindCode == RecordKind.BET_REFUSED.code()) {
            counters.increment(Counter.BETS_REFUSED);
            tell(readModel.onRefused(record, length));
        } else if (kindCode == RecordKind.BET_REPEATED.code()) {
            tell(readModel.onRepeated(record, length));
        } else if (kindCode == RecordKind.BET_DECIDED.code()) {
            counters.increment(counter(readModel.onDecided(record, length)));
            isAnyBetDecided = true;
        } else if (kindCode == RecordKind.BET_CONTRADICTED.code()) {
            counters.increment(Counter.BETS_CONTRADICTED);
            healthLog.onContradicted(readModel.onContradicted(record, length));
        } else if (kindCode == RecordKind.GATE_CHANGED.code()) {
            readModel.onGate(record, length);
            published.tellStatusChanged();
        } else if (kindCode == RecordKind.STREAM_HEALTH_CHANGED.code()) {
            healthLog.onHealthChanged(healthChanged.wrap(record, 0, length));
            published.tellStatusChanged();
        } else if (kindCode == RecordKind.SOURCE_CHANGED.code()) {
            healthLog.onSourceChanged(sourceChanged.wrap(record, 0, length));
            published.tellStatusChanged();
        } else if (kindCode == RecordKind.GAP_CONFIRMED.code()) {
            onGapConfirmed(readModel.onGapConfirmed(record, length));
        } else if (kindCode == RecordKind.GAP_FILLED.code()) {
            onGapFilled(record, length);
        } else if (kindCode == RecordKind.HOLDING_DECIDED.code()) {
            published.holdings().onDecided(record, length);
        }
    }

    private static Counter counter(BetOutcome outcome) {
        return switch (outcome) {
            case HIT -> Counter.BETS_HIT;
            case MISS -> Counter.BETS_MISSED;
            case VOID -> Counter.BETS_VOID;
        };
    }

    private void onGapConfirmed(GapConfirmedFlyweight gap) {
        counters.increment(Counter.GAPS_CONFIRMED);
        if (gap.lastTradeId() != RecordFlyweight.ABSENT) {
            counters.add(Counter.TRADES_LOST, gap.lastTradeId() - gap.firstTradeId() + 1);
        }
        healthLog.onGapConfirmed(gap);
    }

    private void onGapFilled(UnsafeBuffer record, int length) {
        boolean isLast = readModel.onGapFilled(record, length);
        gapFilled.wrap(record, 0, length);
        counters.add(Counter.TRADES_FILLED, gapFilled.lastTradeId() - gapFilled.firstTradeId() + 1);
        healthLog.onGapFilled(gapFilled, isLast);
    }

    private void tell(BetAnswer answer) {
        BetListener listener = published.takeBetListener(answer.betIdLow());
        if (listener != null) {
            listener.onBetAnswer(answer);
        }
    }
}
