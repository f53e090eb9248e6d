package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.RuleChange;
import io.tickgate.engine.JournalReplay;
import io.tickgate.journal.JournalException;
import io.tickgate.market.MarketHarness;
import io.tickgate.replay.ReplayListener;
import io.tickgate.replay.WhatIf;
import io.tickgate.replay.WhatIfKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replays of a journal whose first files were deleted: from the oldest snapshot that still lies in it. */
@Timeout(120)
class PrunedReplayTest {
    private static final int KEPT = 5;

    @TempDir
    Path folder;

    private MarketHarness run = new MarketHarness();

    @BeforeEach
    void prune() {
        run = SnapshotRig.run(4 * 60);
        try (SnapshotRig rig = SnapshotRig.of(folder, run)) {
            SecondMarketAgent agent =
                    rig.agent(HistorySink.NONE, new Retention(3_600 * MarketHarness.S, Long.MAX_VALUE), List.of());
            rig.runToEnd(agent);
            agent.onClose();
        }
    }

    private WhatIf whatIf(String assignment) {
        return WhatIf.run(
                folder, RuleChange.read(List.of(assignment)), JournalReplay.TO_THE_END, KEPT, ReplayListener.NOBODY);
    }

    @Test
    void shouldReplayAndCompareWhatIsLeft() {
        JournalReplay replay = JournalReplay.run(folder, records -> {});
        JournalReplay compared = JournalReplay.compare(folder, JournalReplay.TO_THE_END, KEPT, ReplayListener.NOBODY);

        assertTrue(replay.firstSequence() > 1, "files were deleted");
        assertEquals(run.market().stateHash(), replay.stateHash());
        assertEquals(run.market().stateHash(), compared.stateHash());
        assertEquals(0, compared.differencesTotal(), compared.differences().toString());
        assertEquals(0, compared.unrecorded());
        assertEquals(replay.decisions(), compared.decisions());
    }

    @Test
    void shouldStopAtASequenceAndRefuseOneThatIsGone() {
        long first = JournalReplay.run(folder, records -> {}).firstSequence();

        JournalReplay part = JournalReplay.run(folder, first + 10, ReplayListener.NOBODY);

        assertEquals(first + 10, part.lastSequence());
        assertEquals(11, part.records());
        assertThrows(JournalException.class, () -> JournalReplay.run(folder, 5, ReplayListener.NOBODY));
    }

    @Test
    void shouldFindNothingWithTheSameRulesAndSomethingWithOthers() {
        WhatIf same = whatIf("health.critical=10s");
        WhatIf stricter = whatIf("health.critical=1s");

        assertEquals(0, same.total(), () -> same.sums().toString());
        assertTrue(
                stricter.totals().containsKey(WhatIfKind.GATE),
                () -> stricter.sums().toString());
    }
}
