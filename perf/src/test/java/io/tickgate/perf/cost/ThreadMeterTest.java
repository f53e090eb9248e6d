package io.tickgate.perf.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThreadMeterTest {
    private static final int LENGTH = 1 << 20;

    @Test
    void shouldSeeWhatTheThreadAllocatedWhenStopped() {
        ThreadMeter meter = ThreadMeter.ofCurrentThread();

        meter.start();
        byte[] bytes = new byte[LENGTH];
        Cost cost = meter.stop(2);

        assertEquals(LENGTH, bytes.length);
        assertTrue(cost.allocatedBytes() >= LENGTH, cost.toString());
        assertTrue(cost.bytesPerOperation() >= LENGTH / 2.0, cost.toString());
    }

    @Test
    void shouldNotSeeWhatAnotherThreadAllocatedWhenStopped() throws InterruptedException {
        ThreadMeter meter = ThreadMeter.ofCurrentThread();
        byte[][] kept = new byte[1][];
        Thread other = new Thread(() -> kept[0] = new byte[LENGTH]);

        meter.start();
        other.start();
        other.join();
        Cost cost = meter.stop(1);

        assertEquals(LENGTH, kept[0].length);
        assertTrue(cost.allocatedBytes() < LENGTH, cost.toString());
    }
}
