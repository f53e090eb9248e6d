package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.JournalException;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.FeedEventFlyweight;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stopped process leaves behind and the next one makes of it, in both topologies. */
@Timeout(60)
class RestartTest {
    @TempDir
    Path folder;

    @TempDir
    Path copied;

    /** A run with accepted bets, a gap, a lost connection. */
    private static MarketHarness run() {
        MarketHarness harness = MarketHarness.open().bet().bet("key-1", bet -> {});
        return harness.trade(60)
                .feedEvent(FeedEventFlyweight.LOST)
                .bet()
                .trade(61)
                .bet();
    }

    @ParameterizedTest
    @CsvSource({"0, shared", "3, shared", "1000, shared", "0, dedicated", "3, dedicated", "1000, dedicated"})
    void shouldCompleteTheDecisionsThatACrashHadKeptBack(int decisionsKept, String threads) {
        MarketHarness run = run();
        EngineFixture.write(folder, run, decisionsKept);

        Engine engine = EngineFixture.start(folder, threads);
        // It lies more than a day back, so its two bets are forgotten at the first clock event.
        EngineFixture.await(
                "the bets are forgotten", () -> engine.published().bets().count() == 0);
        engine.close();
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        assertEquals(0, replay.unrecorded());
        assertTrue(replay.decisions() >= EngineFixture.decisions(run).size());
        assertEquals(engine.summary().stateHash(), replay.stateHash());
    }

    @ParameterizedTest
    @CsvSource({"shared, dedicated", "dedicated, shared"})
    void shouldGiveTheSameStateFromTheFilesOfAProcessThatWasKilled(String first, String second) {
        Engine killed = EngineFixture.start(folder, first);
        long published = EngineFixture.publishTrades(killed, 2_000, 1);
        EngineFixture.copy(folder, copied);
        killed.close();
        JournalReplay before = JournalReplay.run(copied, count -> {});

        Engine engine = EngineFixture.start(copied, second);
        EngineFixture.publishTrades(engine, 500, 2_001);
        engine.close();
        JournalReplay after = JournalReplay.run(copied, count -> {});

        assertTrue(before.lastSequence() >= published);
        assertEquals(2_000, before.totals().trades());
        assertEquals(2_500, after.totals().trades());
        assertEquals(0, after.totals().gaps());
        assertEquals(0, after.unrecorded());
        assertEquals(engine.summary().stateHash(), after.stateHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldLeaveTheFolderFreeWhenTheStartFails(String threads) {
        MarketHarness run = run();
        byte[] decision = EngineFixture.decisions(run).get(2);
        decision[decision.length - 1] ^= 1;
        EngineFixture.write(folder, run, 1_000);

        JournalException first = assertThrows(JournalException.class, () -> EngineFixture.start(folder, threads));
        JournalException second = assertThrows(JournalException.class, () -> EngineFixture.start(folder, threads));

        assertTrue(first.getMessage().startsWith("Replay differs"), first.getMessage());
        assertEquals(first.getMessage(), second.getMessage());
    }

    @Test
    void shouldRefuseTheFolderWhenTheJournalLostItsEnd() {
        MarketHarness run = run();
        for (int i = 0; i < 3; i++) {
            run.records().remove(run.records().size() - 1);
        }
        EngineFixture.write(folder, run, 1_000);

        JournalException refusal = assertThrows(JournalException.class, () -> EngineFixture.start(folder, "shared"));

        assertTrue(refusal.getMessage().contains("the journal does not give"), refusal.getMessage());
    }
}
