package io.tickgate.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Engine time from two clocks that are moved by hand. */
class EngineClockTest {
    private static final long S = 1_000_000_000L;

    private long wallEpochNs = 1_000 * S;
    private long monotonicNs = -5 * S;

    private EngineClock clock(long floorEpochNs) {
        return new EngineClock(() -> wallEpochNs, () -> monotonicNs, floorEpochNs);
    }

    private void pass(long ns) {
        wallEpochNs += ns;
        monotonicNs += ns;
    }

    @Test
    void shouldStartAtTheWallClockAndMoveWithTheMonotonicOne() {
        EngineClock clock = clock(0);

        long atStart = clock.nowEpochNs();
        pass(7);

        assertEquals(List.of(1_000 * S, 1_000 * S + 7), List.of(atStart, clock.nowEpochNs()));
        assertEquals(monotonicNs, clock.nowNs());
    }

    @Test
    void shouldNotMoveWhenTheWallClockJumps() {
        EngineClock clock = clock(0);

        wallEpochNs += 3_600 * S;
        long forward = clock.nowEpochNs();
        long offsetForward = clock.wallOffsetNs();
        wallEpochNs -= 7_200 * S;

        assertEquals(List.of(1_000 * S, 1_000 * S), List.of(forward, clock.nowEpochNs()));
        assertEquals(List.of(3_600 * S, -3_600 * S), List.of(offsetForward, clock.wallOffsetNs()));
    }

    @Test
    void shouldStandAtTheFloorUntilItIsReached() {
        EngineClock clock = clock(1_010 * S);
        StringBuilder seen = new StringBuilder();

        for (long step : new long[] {0, 10 * S - 1, 1, 1}) {
            pass(step);
            seen.append(clock.nowEpochNs() - 1_010 * S)
                    .append(clock.isHeldBack() ? " held " : " runs ")
                    .append(clock.heldBackNs())
                    .append(", ");
        }

        assertEquals("0 held 10000000000, 0 held 1, 0 runs 0, 1 runs 0, ", seen.toString());
    }

    @Test
    void shouldRunAtOnceWhenTheFloorLiesBehind() {
        EngineClock clock = clock(999 * S);

        assertEquals(List.of(1_000 * S, 0L), List.of(clock.nowEpochNs(), clock.heldBackNs()));
    }

    @Test
    void shouldBeCarriedOverTheEndOfTheMonotonicClock() {
        monotonicNs = Long.MAX_VALUE - 1;
        EngineClock clock = clock(0);

        monotonicNs += 5;

        assertEquals(1_000 * S + 5, clock.nowEpochNs());
    }
}
