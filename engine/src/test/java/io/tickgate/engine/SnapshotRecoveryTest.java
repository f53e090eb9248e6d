package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.MarketHarness;
import io.tickgate.publish.BetView;
import io.tickgate.publish.CoverageView;
import io.tickgate.publish.GateView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.PublishedState;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.snapshot.HistorySink;
import io.tickgate.snapshot.Retention;
import io.tickgate.snapshot.SecondMarketAgent;
import io.tickgate.snapshot.SnapshotFile;
import io.tickgate.snapshot.SnapshotFolder;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start from a snapshot shows is what a start from the first record shows. */
@Timeout(60)
class SnapshotRecoveryTest {
    private static final long S = MarketHarness.S;

    private static final long TOUCHING_E8 = MarketHarness.PRICE + 15_000_000_000L;

    @TempDir
    Path folder;

    private final MarketHarness run = run();

    /** The state that a start makes, and how. */
    private record Started(Recovery recovery, PublishedState state) {}

    /**
     * Bets that are hit, missed and open, a miss that is contradicted, a gap, a lost connection, a rule that changes under open bets, and
     * after the last snapshot more of it.
     */
    private static MarketHarness run() {
        MarketHarness run = MarketHarness.open();
        long id = 42;
        for (int second = 41; second < 400; second++) {
            boolean isTouching = second % 50 == 49;
            run.at(second * S).trade(id++, trade -> trade.priceE8(isTouching ? TOUCHING_E8 : MarketHarness.PRICE));
            if (second % 10 == 1) {
                run.bet();
            }
            if (second == 80 || second == 390) {
                long missedEpochNs = run.now() - 15 * S;
                run.trade(id++, trade -> trade.priceE8(TOUCHING_E8).tradeTimeEpochNs(missedEpochNs));
            }
            if (second == 325) {
                run.bet(bet -> bet.band(MarketHarness.PRICE + 30_000_000_000L, MarketHarness.PRICE + 40_000_000_000L)
                        .window(run.now() + 2 * S, run.now() + 600 * S));
            }
            if (second == 335) {
                run.defineMarket(MarketHarness.MARKET, rule -> rule.version(2).deadlineNs(900 * S));
            }
            if (second == 130) {
                id += 4;
            }
            if (second == 170) {
                run.feedEvent(FeedEventFlyweight.LOST);
            }
            if (second % 20 == 0) {
                run.clock();
            }
        }
        return run;
    }

    @BeforeEach
    void writeFolder() {
        EngineFixture.write(folder, run, Integer.MAX_VALUE);
    }

    private static Started start(Path of) {
        try (RecordLog journal = RecordLog.openForWriting(of.resolve("journal"), true);
                RecordLog decisions = RecordLog.openForWriting(of.resolve("decisions"), false);
                RecordAppender appender = decisions.newAppender()) {
            PublishedState state = new PublishedState(100, 100, 100, appender, Counters.inMemory());
            Recovery recovery = Recovery.run(
                    journal, decisions, new SnapshotFolder(of), new OutputSwitch((record, length) -> {}), state);
            return new Started(recovery, state);
        }
    }

    /** Runs the second market over the folder, up to a sequence, with the bets that the given state shows. */
    private static void writeSnapshots(Path of, PublishedState shown) {
        try (RecordLog journal = RecordLog.openForWriting(of.resolve("journal"), true);
                RecordLog decisions = RecordLog.openForWriting(of.resolve("decisions"), false)) {
            long[] nowNs = {0};
            SecondMarketAgent agent = new SecondMarketAgent(
                    new SecondMarketAgent.Parts(
                            journal,
                            decisions,
                            shown.published(),
                            new SnapshotFolder(of),
                            Counters.inMemory(),
                            error -> {
                                throw new AssertionError(error);
                            },
                            () -> {},
                            () -> nowNs[0]),
                    Recovery.content(shown),
                    HistorySink.NONE,
                    new Retention(Long.MAX_VALUE / 4, Long.MAX_VALUE),
                    List.of());
            while (agent.doWork() > 0) {
                nowNs[0] += 60 * S;
            }
            agent.onClose();
        }
    }

    @Test
    void shouldShowTheSameAsAfterAReplayOfTheWholeJournal() {
        Started whole = start(folder);
        writeSnapshots(folder, whole.state());

        Started quick = start(folder);

        assertEquals(0, whole.recovery().snapshotSequence());
        assertTrue(quick.recovery().snapshotSequence() > 0);
        assertTrue(quick.recovery().compared() < whole.recovery().compared());
        assertEquals(
                whole.recovery().market().stateHash(), quick.recovery().market().stateHash());
        assertEquals(run.market().stateHash(), quick.recovery().market().stateHash());
        assertSameShown(whole.state(), quick.state());
        assertSameBets(whole.state(), quick.state());
    }

    private static void assertSameShown(PublishedState one, PublishedState other) {
        PriceView price = new PriceView();
        PriceView otherPrice = new PriceView();
        assertTrue(one.published().prices().read(1, price));
        assertTrue(other.published().prices().read(1, otherPrice));
        assertEquals(price.priceE8(), otherPrice.priceE8());
        assertEquals(price.sequence(), otherPrice.sequence());
        assertEquals(price.tradeId(), otherPrice.tradeId());
        GateView gate = new GateView();
        GateView otherGate = new GateView();
        assertTrue(one.published().gates().read(1, gate));
        assertTrue(other.published().gates().read(1, otherGate));
        assertEquals(gate.reason(), otherGate.reason());
        assertEquals(gate.sinceEpochNs(), otherGate.sinceEpochNs());
        assertEquals(one.published().gaps().open(), other.published().gaps().open());
        assertTrue(!one.published().gaps().open().isEmpty(), "a run without a gap would prove nothing");
        // The head is the one when it was told last: of a restored market the newer one.
        CoverageView coverage = one.published().coverage().all().get(0);
        CoverageView otherCoverage = other.published().coverage().all().get(0);
        assertEquals(coverage.isContinuous(), otherCoverage.isContinuous());
        assertEquals(coverage.missingTrades(), otherCoverage.missingTrades());
        assertEquals(coverage.changedEpochNs(), otherCoverage.changedEpochNs());
        assertEquals(one.published().sequence(), other.published().sequence());
        assertEquals(one.published().marketTimeEpochNs(), other.published().marketTimeEpochNs());
        assertEquals(
                one.published().directory().markets(),
                other.published().directory().markets());
        assertEquals(one.published().worstHealth(), other.published().worstHealth());
        assertEquals(
                one.published().contradictions().newest(),
                other.published().contradictions().newest());
        assertEquals(
                one.published().contradictions().count(),
                other.published().contradictions().count());
    }

    private void assertSameBets(PublishedState one, PublishedState other) {
        assertTrue(one.published().bets().count() > 20);
        assertEquals(one.published().bets().count(), other.published().bets().count());
        assertEquals(
                one.published().bets().openCount(), other.published().bets().openCount());
        int decided = 0;
        int openByOldRule = 0;
        for (long idLow = 1; idLow < run.nextBetId(); idLow++) {
            BetView bet = one.published().bets().byId(7, idLow);
            BetView restored = other.published().bets().byId(7, idLow);
            assertEquals(bet == null, restored == null);
            if (bet != null && restored != null) {
                assertEquals(bet.state(), restored.state(), "bet " + idLow);
                assertEquals(bet.outcome(), restored.outcome());
                assertEquals(bet.key(), restored.key());
                assertArrayEquals(bet.terms(), restored.terms());
                assertNotNull(other.published().bets().byKey(bet.tenant(), bet.user(), bet.key()));
                decided += bet.outcome() == null ? 0 : 1;
                if (bet.outcome() == null) {
                    assertEquals(ruleOf(bet, one), ruleOf(restored, other), "bet " + idLow);
                    openByOldRule += bet.marketVersion() == 1 ? 1 : 0;
                }
            }
        }
        assertTrue(decided > 5, "a run in which nothing is decided would prove nothing: " + decided);
        assertTrue(openByOldRule > 0, "open bets of a rule that holds no more");
    }

    private static MarketView ruleOf(BetView bet, PublishedState state) {
        MarketView rule = state.published().directory().market(bet.marketId(), bet.marketVersion());
        return Objects.requireNonNull(rule, () -> "version " + bet.marketVersion());
    }

    @Test
    void shouldStartFromEachSnapshotThatIsWrittenFarBehindWhatIsPublished() throws IOException {
        Path late = folder.resolve("late");
        // What is decided after the last snapshot before the jump, and is forgotten when the jump is over.
        MarketHarness twoDays = run().at(2 * 86_400 * S).trade(1_000).clock();
        EngineFixture.write(late, twoDays, Integer.MAX_VALUE);
        Started whole = start(late);
        assertEquals(0, whole.state().published().bets().openCount());

        writeSnapshots(late, whole.state());

        SnapshotFolder snapshots = new SnapshotFolder(late);
        assertTrue(snapshots.newestFirst().size() > 0);
        for (SnapshotFile each : snapshots.newestFirst()) {
            Started quick = start(late);
            assertEquals(each.header().sequence(), quick.recovery().snapshotSequence());
            assertEquals(twoDays.market().stateHash(), quick.recovery().market().stateHash());
            Files.delete(each.path());
        }
    }

    @Test
    void shouldStartAnEngineFromASnapshotOfItsOwn() {
        Started whole = start(folder);
        writeSnapshots(folder, whole.state());

        Engine engine = EngineFixture.start(folder, "shared");
        EngineFixture.publishTrades(engine, 100, 10_000);
        long newest = awaitSnapshot(engine);
        engine.close();
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        assertTrue(newest > 0);
        assertEquals(engine.summary().stateHash(), replay.stateHash());
        assertEquals(0, replay.unrecorded());
    }

    /** The second market begins on its own thread, some time after the start. */
    private static long awaitSnapshot(Engine engine) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (engine.snapshots().snapshotSequence() == 0 && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return engine.snapshots().snapshotSequence();
    }
}
