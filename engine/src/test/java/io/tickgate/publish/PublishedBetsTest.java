package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetForgottenFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.BetPendingFlyweight;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The publish stage with the market's records of bets: recorded, then readable, then told. */
@Timeout(60)
class PublishedBetsTest {
    private static final byte[] NAME = "default".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final Counters counters = Counters.inMemory();
    private final AtomicInteger told = new AtomicInteger();
    private final UnsafeBuffer scratch =
            new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX));
    private final RecordFlyweight cause = new RecordFlyweight().wrap(new UnsafeBuffer(new byte[64]));
    private RecordLog log;
    private RecordAppender appender;
    private Publisher publisher;
    private Published published;

    @BeforeEach
    void open() {
        log = RecordLog.openForWriting(folder, false);
        appender = log.newAppender();
        PublishedState state = new PublishedState(10, 10, 10, appender, counters);
        published = state.published();
        published.addOutcomeListener(told::incrementAndGet);
        publisher = state.newPublisher();
    }

    @AfterEach
    void close() {
        appender.close();
        log.close();
    }

    private void accept(long id) {
        BetFlyweight bet = new BetFlyweight().wrap(new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]));
        bet.begin(1, NAME, NAME, ("key-" + id).getBytes(StandardCharsets.US_ASCII), new byte[0]);
        bet.betId(id, ~id).marketId(1).band(100, 200).window(5_000, 6_000).stakeMinor(7);
        cause.sequence(id);
        BetAcceptedFlyweight accepted = new BetAcceptedFlyweight().wrap(scratch);
        accepted.begin(cause, 1_000, 2, 0)
                .marketVersion(1)
                .instrumentId(1)
                .referenceSequence(1)
                .referenceTradeId(2)
                .referencePriceE8(3)
                .referenceTradeTimeEpochNs(4)
                .command(bet);
        publisher.onOutput(scratch, accepted.length());
    }

    private BetDecidedFlyweight decided(long id, BetOutcome outcome, long sequence, int ordinal) {
        cause.sequence(sequence);
        return new BetDecidedFlyweight()
                .wrap(scratch)
                .begin(cause, 9_000, 2, ordinal)
                .betIdHigh(id)
                .betIdLow(~id)
                .acceptedSequence(id)
                .marketId(1)
                .outcome(outcome.code())
                .tradeId(RecordFlyweight.ABSENT)
                .otherTradeId(RecordFlyweight.ABSENT)
                .watermarkTradeId(RecordFlyweight.ABSENT);
    }

    private void put(int length) {
        publisher.onOutput(scratch, length);
    }

    private BetView view(long id) {
        return Objects.requireNonNull(published.bets().byId(id, ~id));
    }

    @Test
    void shouldShowEachOutcomeWithAllThatItsDecisionSaysAndCountThem() {
        for (long id = 1; id <= 4; id++) {
            accept(id);
        }
        decided(1, BetOutcome.HIT, 10, 3)
                .touch(MarketFlyweight.TOUCH_CROSSED)
                .tradeId(42)
                .tradeSequence(10)
                .tradePriceE8(199)
                .tradeTimeEpochNs(5_500)
                .otherTradeId(41)
                .otherTradeSequence(9)
                .otherPriceE8(99)
                .otherTimeEpochNs(5_400);
        put(BetDecidedFlyweight.LENGTH);
        decided(2, BetOutcome.MISS, 11, 0)
                .watermarkSource(WatermarkFlyweight.REST)
                .watermarkTradeId(77)
                .watermarkTimeEpochNs(6_100)
                .watermarkSequence(11);
        put(BetDecidedFlyweight.LENGTH);
        decided(3, BetOutcome.VOID, 12, 0).cause(IndeterminateReason.VENUE_RESET.code());
        put(BetDecidedFlyweight.LENGTH);
        publisher.onEndOfBatch(12);

        assertEquals(
                new BetOutcomeView(
                        BetOutcome.HIT,
                        new OutcomePosition(10, 3),
                        9_000,
                        2,
                        null,
                        MarketFlyweight.TOUCH_CROSSED,
                        new DecidingTrade(42, 10, 199, 5_500),
                        new DecidingTrade(41, 9, 99, 5_400),
                        null),
                view(1).outcome());
        assertEquals(
                new BetOutcomeView(
                        BetOutcome.MISS,
                        new OutcomePosition(11, 0),
                        9_000,
                        2,
                        null,
                        0,
                        null,
                        null,
                        new BetWatermark(WatermarkFlyweight.REST, 77, 6_100, 11)),
                view(2).outcome());
        assertEquals(
                new BetOutcomeView(
                        BetOutcome.VOID,
                        new OutcomePosition(12, 0),
                        9_000,
                        2,
                        IndeterminateReason.VENUE_RESET,
                        0,
                        null,
                        null,
                        null),
                view(3).outcome());
        assertEquals(BetState.ACCEPTED, view(4).state());
        assertEquals(1, told.get());
        assertEquals(1, counters.get(Counter.BETS_HIT));
        assertEquals(1, counters.get(Counter.BETS_MISSED));
        assertEquals(1, counters.get(Counter.BETS_VOID));
        assertEquals(7, counters.get(Counter.DECISIONS_RECORDED));
    }

    @Test
    void shouldShowWhyABetIsPendingWithoutRecordingIt() {
        accept(1);
        BetPendingFlyweight pending = new BetPendingFlyweight().wrap(scratch).begin(9_000);
        pending.betIdHigh(1).betIdLow(~1L).reason(IndeterminateReason.SUSPECTED_GAP.code());
        put(BetPendingFlyweight.LENGTH);
        publisher.onEndOfBatch(2);

        assertEquals(IndeterminateReason.SUSPECTED_GAP, view(1).pendingReason());
        assertEquals(1, counters.get(Counter.DECISIONS_RECORDED));
        assertEquals(0, told.get());
    }

    @Test
    void shouldKeepTheNewestContradictionsAndLeaveTheOutcomeAsItIs() {
        accept(1);
        decided(1, BetOutcome.MISS, 10, 0);
        put(BetDecidedFlyweight.LENGTH);
        for (int i = 0; i < ContradictionBoard.KEPT_MAX + 3; i++) {
            cause.sequence(20 + i);
            new BetContradictedFlyweight()
                    .wrap(scratch)
                    .begin(cause, 9_500, 2, 0)
                    .betIdHigh(1)
                    .betIdLow(~1L)
                    .marketId(1)
                    .tradeId(i)
                    .tradeSequence(20 + i)
                    .tradePriceE8(150)
                    .tradeTimeEpochNs(5_500);
            put(BetContradictedFlyweight.LENGTH);
        }

        assertEquals(BetState.MISS, view(1).state());
        assertEquals(ContradictionBoard.KEPT_MAX + 3, published.contradictions().count());
        assertEquals(
                ContradictionBoard.KEPT_MAX, published.contradictions().newest().size());
        assertEquals(
                new Contradiction(1, ~1L, 1, 23, 9_500, new DecidingTrade(3, 23, 150, 5_500)),
                published.contradictions().newest().get(0));
        assertEquals(ContradictionBoard.KEPT_MAX + 3, counters.get(Counter.BETS_CONTRADICTED));
    }

    @Test
    void shouldForgetADecidedBet() {
        accept(1);
        decided(1, BetOutcome.VOID, 10, 0);
        put(BetDecidedFlyweight.LENGTH);
        BetForgottenFlyweight forgotten =
                new BetForgottenFlyweight().wrap(scratch).begin(9_999);
        forgotten.betIdHigh(1).betIdLow(~1L);
        put(BetForgottenFlyweight.LENGTH);

        assertEquals(0, published.bets().count());
        assertEquals(0, published.bets().openCount());
    }

    /** Prints what one trade costs the publish stage that hits ten thousand bets, with their recording; elapsed time proves nothing here. */
    @Test
    @Tag("slow")
    void shouldShowTenThousandBetsThatOneTradeHitsInOrder() {
        int count = 10_000;
        int rounds = 10;
        for (long id = 1; id <= (long) count * rounds; id++) {
            accept(id);
        }
        for (int round = 0; round < rounds; round++) {
            long usedNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                decided(1 + (long) round * count + i, BetOutcome.HIT, 1_000_000 + round, i)
                        .touch(MarketFlyweight.TOUCH_INSIDE)
                        .tradeId(42)
                        .tradeSequence(1_000_000 + round)
                        .tradePriceE8(150)
                        .tradeTimeEpochNs(5_500);
                put(BetDecidedFlyweight.LENGTH);
            }
            publisher.onEndOfBatch(1_000_000 + round);
            usedNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - usedNs;
            System.out.printf("MEASURED: a trade that hits %,d bets: %.1f ms CPU%n", count, usedNs / 1e6);
        }

        assertEquals(rounds, told.get());
        OutcomePosition position = OutcomePosition.START;
        for (int i = 0; i < count * rounds; i++) {
            BetView next = published
                    .bets()
                    .outcomesAfter("default", "default", position, 1)
                    .get(0);
            assertEquals(1 + i, next.sequence());
            position = Objects.requireNonNull(next.outcome()).position();
        }
        assertTrue(published
                .bets()
                .outcomesAfter("default", "default", position, 1)
                .isEmpty());
    }
}
