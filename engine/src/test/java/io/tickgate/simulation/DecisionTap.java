package io.tickgate.simulation;

import io.tickgate.journal.JournalException;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Stands between market and publish stage: keeps the decisions of the simulated disk, and is where a process dies between two of them. */
final class DecisionTap implements MarketOutput {
    private final World world;
    private final Evidence.Life life;
    private final Encoder encoder = new Encoder();
    private final boolean isRecording;
    private List<byte[]> recorded = List.of();
    private int compared;
    private boolean isLive;
    private boolean isTelling;
    private @Nullable MarketOutput target;

    DecisionTap(World world, Evidence.Life life) {
        this.world = world;
        this.life = life;
        isRecording = !world.disk.sink.isReal();
    }

    void beginReplay(List<byte[]> decisions) {
        recorded = decisions;
    }

    void replayTo(MarketOutput comparison) {
        target = comparison;
        isTelling = false;
    }

    /** What a restored market tells is neither compared nor recorded. */
    void tellTo(MarketOutput restored) {
        target = restored;
        isTelling = true;
    }

    void endReplay() {
        if (compared < recorded.size()) {
            throw new JournalException("A decision is recorded that the journal does not give");
        }
        recorded = List.of();
    }

    void goLive(MarketOutput publisher) {
        target = publisher;
        isLive = true;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
        if (isTelling || kindCode >= RecordKind.PRICE_CHANGED.code()) {
            pass(record, length);
        } else if (isLive) {
            decide(record, length);
        } else {
            derive(record, length);
        }
    }

    private void derive(UnsafeBuffer record, int length) {
        byte[] decision = encoder.sealed(record, length);
        if (compared < recorded.size()) {
            byte[] first = recorded.get(compared++);
            if (!EngineLife.isSame(first, decision)) {
                throw new JournalException(
                        "Replay differs at " + Words.of(decision) + ", recorded is " + Words.of(first));
            }
        } else {
            world.doom.step(RarePath.KILLED_WHILE_RECOVERING);
            world.paths.reached(RarePath.DECISIONS_COMPLETED);
            append(decision);
            compared++;
            recorded = List.of();
            compared = 0;
        }
        pass(record, length);
    }

    private void decide(UnsafeBuffer record, int length) {
        world.doom.step(RarePath.KILLED_BEFORE_DECISION);
        byte[] decision = encoder.sealed(record, length);
        world.trace.say(() -> "  decision " + Words.of(decision));
        if (EngineLife.kindOf(decision) == RecordKind.STATE_HASHED) {
            world.host.onStateHashed();
        }
        boolean isFirst = true;
        for (byte[] each : world.plant.decided(decision, encoder)) {
            append(each);
            world.doom.step(RarePath.KILLED_BEFORE_READ_MODEL);
            if (isFirst) {
                pass(new UnsafeBuffer(each), each.length);
            }
            isFirst = false; // What a fault adds is recorded only: the read model would refuse it.
        }
    }

    private void append(byte[] decision) {
        life.decisionsAfterFailure += life.isAppendFailed ? 1 : 0;
        if (isRecording) {
            world.disk.decisions.append(decision);
        }
    }

    private void pass(UnsafeBuffer record, int length) {
        if (target != null) {
            target.onOutput(record, length);
        }
    }
}
