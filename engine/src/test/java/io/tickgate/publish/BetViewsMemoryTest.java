package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.BetOutcome;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a held bet takes, measured on the heap. */
@Timeout(300)
@Tag("slow")
class BetViewsMemoryTest {
    private static final int BETS = 400_000;
    private static final int BYTES_MAX = 450;

    @Test
    void shouldHoldABetOfOrdinaryLengthInFourHundredAndFiftyBytes() {
        Random random = new Random(1);
        long[] ids = random.longs(BETS).toArray();
        long before = usedBytes();
        BetViews views = new BetViews(10);

        for (int i = 0; i < BETS; i++) {
            views.add(ordinary(i, ids[i]));
        }
        double openBytes = (double) (usedBytes() - before) / BETS;
        for (int i = 0; i < BETS; i++) {
            BetOutcome result = i % 4 == 0 ? BetOutcome.HIT : BetOutcome.MISS;
            views.decide(ids[i], ~ids[i], BetViewsTest.outcome(result, BETS + i / 10_000, i % 10_000));
        }
        double decidedBytes = (double) (usedBytes() - before) / BETS;

        System.out.printf(
                "MEASURED: %,d bets: %.0f B an open one, %.0f B a decided one%n", BETS, openBytes, decidedBytes);
        assertEquals(BETS, views.count());
        assertEquals(0, views.openCount());
        assertTrue(decidedBytes <= BYTES_MAX, decidedBytes + " B a bet");
    }

    private static String key(int i) {
        return String.format("6f1c2d34-0000-4abc-9def-%012x", i);
    }

    private static BetView ordinary(int i, long id) {
        BetView bet = BetViewsTest.bet(
                i + 1L, 1 + i % 9, "default", key(i), "{\"odds\":\"1.85\",\"grid\":\"5x8\",\"cell\":17}");
        return new BetView(
                id,
                ~id,
                bet.sequence(),
                bet.acceptedEpochNs(),
                bet.marketId(),
                bet.marketVersion(),
                bet.instrumentId(),
                bet.minE8(),
                bet.maxE8(),
                bet.fromEpochNs(),
                bet.toEpochNs(),
                bet.stakeMinor(),
                bet.quoteSequence(),
                bet.referenceSequence(),
                bet.referenceTradeId(),
                bet.referencePriceE8(),
                bet.referenceTradeTimeEpochNs(),
                "default",
                "default",
                bet.key(),
                bet.terms(),
                null,
                null);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
