package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Output from one thread to the next: whole records, in order, more of it than there is room. */
@Timeout(30)
class OutputRingTest {
    private final List<String> read = new ArrayList<>();
    private long sum;
    private long count;
    private final UnsafeBuffer output = new UnsafeBuffer(ByteBuffer.allocateDirect(1_472));

    private UnsafeBuffer output(long value) {
        output.putLong(0, value);
        return output;
    }

    @Test
    void shouldHandOverExactlyTheOutputOfTheRecord() {
        OutputRing ring = new OutputRing((record, length) -> read.add(record.getLong(0) + "/" + length));
        ring.onOutput(output(1), 8);
        ring.onOutput(output(2), 1_472);
        ring.onEndOfRecord(10);
        ring.onEndOfRecord(11);
        ring.onOutput(output(3), 9);
        ring.onEndOfRecord(12);

        boolean isWhole = ring.drainRecord(10);
        List<String> first = List.copyOf(read);
        ring.drainRecord(11);
        List<String> second = List.copyOf(read);
        ring.drainRecord(12);

        assertTrue(isWhole);
        assertEquals(List.of("1/8", "2/1472"), first);
        assertEquals(first, second);
        assertEquals(List.of("1/8", "2/1472", "3/9"), read);
    }

    @Test
    void shouldCarryMoreOutputOfOneRecordThanThereIsRoom() throws InterruptedException {
        OutputRing ring = new OutputRing((record, length) -> {
            sum += record.getLong(0);
            count++;
        });
        Thread market = new Thread(
                () -> {
                    for (int i = 0; i < 20_000; i++) {
                        ring.onOutput(output(i), 1_472);
                    }
                    ring.onEndOfRecord(1);
                },
                "test-market");

        market.start();
        boolean isWhole = ring.drainRecord(1);
        market.join();

        assertTrue(isWhole);
        assertEquals(20_000, count);
        assertEquals(20_000L * 19_999 / 2, sum);
    }

    @Test
    void shouldSayThatARecordIsNotWholeWhenTheMarketEndedWithinIt() {
        OutputRing ring = new OutputRing((record, length) -> read.add(record.getLong(0) + "/" + length));
        ring.onEndOfRecord(1);
        ring.onOutput(output(5), 8);
        ring.end();

        boolean isFirstWhole = ring.drainRecord(1);
        boolean isSecondWhole = ring.drainRecord(2);

        assertTrue(isFirstWhole);
        assertFalse(isSecondWhole);
        assertEquals(List.of("5/8"), read);
    }

    @Test
    void shouldNotWaitForAPublishStageThatHasEnded() {
        OutputRing ring = new OutputRing((record, length) -> {});
        ring.end();

        IllegalStateException stop = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < 20_000; i++) {
                ring.onOutput(output(i), 1_472);
            }
        });

        assertEquals("The publish stage has ended", stop.getMessage());
    }
}
