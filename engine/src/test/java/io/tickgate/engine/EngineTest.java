package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.JournalException;
import io.tickgate.market.MarketHarness;
import io.tickgate.publish.PriceView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a whole, without a venue: records in, published state out, the same again after a restart and in a replay. */
@Timeout(60)
class EngineTest {
    @TempDir
    Path folder;

    @Test
    void shouldContinueTheSequenceAndReplayToTheSameStateWhenStartedAgain() {
        Engine first = start("shared");
        EngineFixture.publishTrades(first, 1_000, 1);
        first.close();
        EngineSummary before = first.summary();

        Engine second = start("dedicated");
        EngineFixture.publishTrades(second, 1_000, 1_001);
        long sequenceAfterRestart = second.published().sequence();
        second.close();
        EngineSummary after = second.summary();
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        assertTrue(sequenceAfterRestart > before.lastSequence());
        assertEquals(2_000, after.totals().trades());
        assertEquals(0, after.totals().gaps());
        assertEquals(after.stateHash(), replay.stateHash());
        assertEquals(after.lastSequence(), replay.lastSequence());
        assertEquals(after.lastSequence(), replay.records());
        assertEquals(1, replay.firstSequence());
        assertEquals(0, replay.unrecorded());
    }

    @Test
    void shouldShowTheNewestTradeWhenPublished() {
        try (Engine engine = start("shared")) {
            EngineFixture.publishTrades(engine, 10, 1);
            PriceView view = new PriceView();

            boolean isThere = engine.published().prices().read(1, view);

            assertTrue(isThere);
            assertEquals(10, view.tradeId());
            assertEquals(MarketHarness.PRICE + 9, view.priceE8());
        }
    }

    @Test
    void shouldRefuseTheFolderWhenAnotherEngineHoldsIt() {
        try (Engine engine = start("shared")) {
            JournalException refusal = assertThrows(JournalException.class, () -> start("shared"));

            assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
            EngineFixture.publishTrades(engine, 1, 1);
        }
    }

    private Engine start(String threads) {
        return EngineFixture.start(folder, threads);
    }
}
