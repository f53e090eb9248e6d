package io.tickgate.simulation;

import io.tickgate.market.Market;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** R4, first half: the journal, taken through another market, gives every decision again, byte for byte. */
final class ReplayChecker {
    private final Evidence evidence;
    private final Verdict verdict;
    private final Encoder encoder = new Encoder();
    private int compared;
    private boolean isDifferent;

    ReplayChecker(World world) {
        evidence = world.evidence;
        verdict = world.verdict;
    }

    void check() {
        List<byte[]> recorded = evidence.decisions;
        Market market = new Market((record, length) -> compare(recorded, record, length));
        try {
            for (byte[] record : evidence.journal) {
                market.onRecord(new UnsafeBuffer(record), record.length);
            }
        } catch (IllegalStateException e) {
            verdict.violated(Invariant.R4, "the journal cannot be replayed: %s", e.getMessage());
            isDifferent = true;
        }
        verdict.demand(
                isDifferent || compared == recorded.size(),
                Invariant.R4,
                "%d decisions are recorded, the journal gives %d",
                recorded.size(),
                compared);
    }

    private void compare(List<byte[]> recorded, UnsafeBuffer record, int length) {
        byte[] decision = encoder.sealed(record, length);
        if (isDifferent || EngineLife.kindOf(decision).code() >= io.tickgate.record.RecordKind.PRICE_CHANGED.code()) {
            return;
        }
        boolean isSame = compared < recorded.size() && EngineLife.isSame(recorded.get(compared), decision);
        isDifferent = !isSame;
        verdict.demand(
                isSame,
                Invariant.R4,
                "the journal gives %s, recorded is %s",
                Words.of(decision),
                compared < recorded.size() ? Words.of(recorded.get(compared)) : "nothing");
        compared++;
    }
}
