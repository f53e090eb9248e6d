package io.tickgate.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {
    private static final long MIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_NS = TimeUnit.SECONDS.toNanos(60);

    /** Always the largest number allowed, so that the limit shows. */
    private static final RandomGenerator LARGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void shouldDoubleTheLimitUpToTheGreatest() {
        ReconnectDelay delay = new ReconnectDelay(MIN_NS, MAX_NS, LARGEST);

        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seconds.add(TimeUnit.NANOSECONDS.toSeconds(delay.afterFailureNs()));
        }

        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), seconds);
    }

    @Test
    void shouldStartAgainAfterStableDataOnly() {
        ReconnectDelay delay = new ReconnectDelay(MIN_NS, MAX_NS, LARGEST);
        delay.afterFailureNs();
        delay.afterFailureNs();

        delay.onStable();

        assertEquals(MIN_NS, delay.afterFailureNs());
    }

    @Test
    void shouldSpreadTheWaitsOverTheWholeRange() {
        ReconnectDelay delay = new ReconnectDelay(MIN_NS, MIN_NS, new Random(42));

        int low = 0;
        int tries = 1_000;
        for (int i = 0; i < tries; i++) {
            long delayNs = delay.afterFailureNs();
            assertTrue(delayNs >= 0 && delayNs <= MIN_NS);
            low += delayNs < MIN_NS / 2 ? 1 : 0;
        }

        assertTrue(low > tries * 4 / 10 && low < tries * 6 / 10, "in the lower half: " + low);
    }
}
