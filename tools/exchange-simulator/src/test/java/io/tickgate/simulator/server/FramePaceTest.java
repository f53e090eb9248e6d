package io.tickgate.simulator.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FramePaceTest {

    private static final long MS = 1_000_000;

    private final FramePace pace = new FramePace(5);

    @Test
    void shouldRejectTheSixthFrameWhenItComesWithinASecond() {
        for (int i = 0; i < 5; i++) {
            assertTrue(pace.admit(i));
        }

        assertFalse(pace.admit(999 * MS));
        assertTrue(pace.admit(1_000 * MS));
    }

    @Test
    void shouldCountInARollingWindowWhenABucketWouldHaveRefilled() {
        for (int i = 0; i < 5; i++) {
            assertTrue(pace.admit((900L + i) * MS));
        }

        // A bucket that refills five a second would have let this pass at 1.2 s.
        assertFalse(pace.admit(1_200 * MS));
    }

    @Test
    void shouldAdmitForEverWhenFramesKeepTheirDistance() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(pace.admit(i * 200L * MS), "frame " + i);
        }
        assertFalse(pace.admit((9_999L * 200 + 199) * MS));
    }

    @Test
    void shouldWorkWhenTheClockIsNegative() {
        for (int i = 0; i < 5; i++) {
            assertTrue(pace.admit(-3_000 * MS + i));
        }
        assertFalse(pace.admit(-2_001 * MS));
        assertTrue(pace.admit(-2_000 * MS));
    }
}
