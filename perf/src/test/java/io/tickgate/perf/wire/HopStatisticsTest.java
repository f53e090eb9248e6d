package io.tickgate.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.perf.wire.WireTimes.Point;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 1,000 trades a second, two of warm-up and four that count, with times set by hand. */
class HopStatisticsTest {
    private static final long START_NS = 5_000_000_000L;
    private static final Schedule SCHEDULE = new Schedule(START_NS, 1_000, 2, 6);

    @TempDir
    Path folder;

    private WireTimes times;

    @BeforeEach
    void map() {
        times = WireTimes.map(folder.resolve("times"), SCHEDULE.trades());
    }

    @AfterEach
    void unmap() {
        times.close();
    }

    @Test
    void shouldLeaveTheWarmUpOutWhenItWasSlow() {
        pass(0, 500_000, 900_000, 950_000, 990_000);
        pass(1, 500_000, 900_000, 950_000, 990_000);
        for (int trade = 2; trade < 6; trade++) {
            pass(trade, 10, 30, 60, 100);
        }

        HopStatistics hops = new HopStatistics(times, SCHEDULE, true);

        assertEquals(4, hops.intendedToArrived().getTotalCount());
        assertEquals(10, hops.intendedToSent().getMaxValue());
        assertEquals(20, hops.sentToReceived().getMaxValue());
        assertEquals(30, hops.receivedToPublished().getMaxValue());
        assertEquals(40, hops.publishedToArrived().getMaxValue());
        assertEquals(90, hops.sentToArrived().getMaxValue());
        assertEquals(100, hops.intendedToArrived().getMaxValue());
    }

    @Test
    void shouldTellConflatedFromLostWhenTradesDidNotArrive() {
        pass(2, 10, 30, 60, 0);
        pass(3, 10, 30, 60, 100);
        pass(4, 10, 0, 0, 0);
        pass(5, 10, 30, 60, 100);

        HopStatistics hops = new HopStatistics(times, SCHEDULE, true);

        assertEquals(1, hops.conflated());
        assertEquals(1, hops.lost());
        assertEquals(2, hops.sentToArrived().getTotalCount());
    }

    @Test
    void shouldCountTheNewestAsLostWhenItWasPublishedAndNothingArrivedAfterIt() {
        pass(2, 10, 30, 60, 100);
        pass(3, 10, 30, 60, 100);
        pass(4, 10, 30, 60, 100);
        pass(5, 10, 30, 60, 0);

        HopStatistics hops = new HopStatistics(times, SCHEDULE, true);

        assertEquals(0, hops.conflated());
        assertEquals(1, hops.lost());
    }

    @Test
    void shouldLetAConflatedTradeWaitForTheNextArrivalWhenJudgedByWhatIsKnown() {
        pass(2, 10, 30, 60, 100);
        pass(3, 10, 30, 60, 0);
        pass(4, 10, 30, 60, 100);
        pass(5, 10, 30, 60, 100);

        HopStatistics hops = new HopStatistics(times, SCHEDULE, true);

        assertEquals(4, hops.intendedToKnown().getTotalCount());
        assertNear(1_000_090, hops.sentToKnown(), 1_000);
        assertNear(1_000_100, hops.intendedToKnown(), 1_000);
    }

    @Test
    void shouldCountFromTheIntendedTimeWhenTheSenderWasHeldUp() {
        pass(2, 10, 30, 60, 100);
        pass(3, 3_000_000, 3_000_020, 3_000_050, 3_000_090);
        pass(4, 2_000_000, 2_000_020, 2_000_050, 2_000_090);
        pass(5, 10, 30, 60, 100);

        HopStatistics hops = new HopStatistics(times, SCHEDULE, true);

        assertEquals(2, hops.misses());
        assertEquals(90, hops.sentToArrived().getMaxValue());
        assertNear(3_000_090, hops.intendedToArrived(), 3_000);
    }

    @Test
    void shouldCallEverythingLostThatDidNotArriveWhenThereIsNoViewInside() {
        for (int trade = 2; trade < 6; trade++) {
            pass(trade, 10, 0, 0, trade == 3 ? 0 : 100);
        }

        HopStatistics hops = new HopStatistics(times, SCHEDULE, false);

        assertEquals(0, hops.conflated());
        assertEquals(1, hops.lost());
    }

    @Test
    void shouldKeepTheFirstTimeWhenAPointIsPassedTwice() {
        times.note(Point.ARRIVED, 3, 70);
        times.note(Point.ARRIVED, 3, 80);

        assertEquals(70, times.get(Point.ARRIVED, 3));
    }

    @Test
    void shouldIgnoreATradeWhenItIsNoneOfTheRun() {
        times.note(Point.ARRIVED, -1, 70);
        times.note(Point.ARRIVED, SCHEDULE.trades(), 70);

        for (int trade = 0; trade < SCHEDULE.trades(); trade++) {
            assertEquals(0, times.get(Point.ARRIVED, trade));
        }
    }

    @Test
    void shouldRefuseARunWhenItIsLongerThanTheFileMayBe() {
        Path file = folder.resolve("long");

        assertThrows(IllegalArgumentException.class, () -> WireTimes.map(file, WireTimes.TRADES_MAX + 1));
    }

    /** Times after the one at which the trade was due; 0 for a point that it never passed. */
    private void pass(int trade, long sent, long received, long published, long arrived) {
        note(Point.SENT, trade, sent);
        note(Point.RECEIVED, trade, received);
        note(Point.PUBLISHED, trade, published);
        note(Point.ARRIVED, trade, arrived);
    }

    private void note(Point point, int trade, long afterNs) {
        if (afterNs != 0) {
            times.note(point, trade, SCHEDULE.intendedNs(trade) + afterNs);
        }
    }

    /** A histogram keeps three digits. */
    private static void assertNear(long expected, Histogram histogram, long within) {
        long seen = histogram.getMaxValue();
        assertTrue(Math.abs(seen - expected) <= within, () -> seen + " instead of " + expected);
    }
}
