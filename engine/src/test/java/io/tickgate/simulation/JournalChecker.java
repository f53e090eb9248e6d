package io.tickgate.simulation;

import io.tickgate.record.RecordKind;
import io.tickgate.simulation.Evidence.Answer;
import io.tickgate.simulation.Evidence.End;
import io.tickgate.simulation.Evidence.Life;
import io.tickgate.simulation.Evidence.RingEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** J1 to J4: what was published against what is on the disk, and what each start found there. */
final class JournalChecker {
    private final Evidence evidence;
    private final Verdict verdict;

    JournalChecker(World world) {
        evidence = world.evidence;
        verdict = world.verdict;
    }

    void check() {
        checkOrder();
        checkAcknowledged();
        checkFailures();
        verdict.demand(!evidence.isFlipUnnoticed, Invariant.J4, "a start did not notice a flipped bit");
        String refused = evidence.startRefused;
        if (refused != null) {
            Invariant invariant = refused.startsWith("Replay differs") ? Invariant.R4 : Invariant.J2;
            verdict.violated(invariant, "a start was refused though nothing was damaged: %s", refused);
        }
    }

    private void checkOrder() {
        Map<Integer, List<RingEntry>> byLife = new HashMap<>();
        evidence.ring.forEach(entry ->
                byLife.computeIfAbsent(entry.life(), life -> new ArrayList<>()).add(entry));
        int at = 0;
        for (Life life : evidence.lives) {
            List<RingEntry> published = byLife.getOrDefault(life.number, List.of());
            int journalled = 0;
            while (journalled < published.size()
                    && at < evidence.journal.size()
                    && EngineLife.isSame(
                            evidence.journal.get(at), published.get(journalled).bytes())) {
                at++;
                journalled++;
            }
            boolean isWhole = life.end != End.RUNS || journalled == published.size();
            verdict.demand(isWhole, Invariant.J1, "life %d: %d of %d", life.number, journalled, published.size());
            boolean isBegun =
                    journalled == 0 || EngineLife.kindOf(published.get(0).bytes()) == RecordKind.ENGINE_STARTED;
            verdict.demand(isBegun, Invariant.J2, "life %d does not begin with ENGINE_STARTED", life.number);
        }
        verdict.demand(
                at == evidence.journal.size(),
                Invariant.J1,
                "record %d of %d in the journal is not what was published there",
                at,
                evidence.journal.size());
    }

    private void checkAcknowledged() {
        long acknowledged = 0;
        int next = 0;
        for (Life life : evidence.lives) {
            while (next < evidence.answers.size() && evidence.answers.get(next).life() < life.number) {
                Answer answer = evidence.answers.get(next++);
                acknowledged = Math.max(acknowledged, answer.sequence());
            }
            verdict.demand(
                    !life.isRecovered || life.lastSequenceFound >= acknowledged,
                    Invariant.J2,
                    "life %d found %d, but %d was acknowledged",
                    life.number,
                    life.lastSequenceFound,
                    acknowledged);
        }
    }

    private void checkFailures() {
        for (Life life : evidence.lives) {
            verdict.demand(
                    life.decisionsAfterFailure == 0,
                    Invariant.J3,
                    "life %d decided %d times after a failed append",
                    life.number,
                    life.decisionsAfterFailure);
        }
    }
}
