package io.tickgate.perf.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void shouldGiveTheMiddleBestAndWorstRoundWhenAskedForCpu() {
        Series series = series("one", 500, 100, 900);

        assertEquals(5, series.medianCpuNs());
        assertEquals(1, series.bestCpuNs());
        assertEquals(9, series.worstCpuNs());
    }

    @Test
    void shouldGiveTheMeanOfTheMiddleTwoWhenTheNumberOfRoundsIsEven() {
        assertEquals(2.5, Series.median(new double[] {4, 1, 3, 2}));
    }

    @Test
    void shouldCompareWithinRoundsWhenAWholeRoundWasSlow() {
        Series one = series("one", 200, 2_000, 200);
        Series other = series("other", 100, 1_000, 100);

        double ratio = one.ratioTo(other);

        assertEquals(2, ratio);
    }

    @Test
    void shouldTakeTheMiddleRatioWhenRoundsDisagree() {
        Series one = series("one", 100, 100, 100);
        Series other = series("other", 50, 100, 400);

        double ratio = one.ratioTo(other);

        assertEquals(1, ratio);
    }

    @Test
    void shouldRefuseToCompareWhenSeriesAreOfDifferentRuns() {
        Series one = series("one", 100, 100);
        Series other = series("other", 100);

        assertThrows(IllegalArgumentException.class, () -> one.ratioTo(other));
    }

    @Test
    void shouldRefuseASeriesWhenItHasNoRound() {
        assertThrows(IllegalArgumentException.class, () -> new Series("none", List.of()));
    }

    private static Series series(String name, long... cpuNs) {
        return new Series(
                name,
                LongStream.of(cpuNs).mapToObj(ns -> new Cost(100, ns, 0, ns)).toList());
    }
}
