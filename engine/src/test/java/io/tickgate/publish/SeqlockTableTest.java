package io.tickgate.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows under a writer that never stops: whole ones only, never older than one seen before. */
@Timeout(30)
class SeqlockTableTest {
    private static final int COLUMNS = 18;
    private static final long WRITES = 300_000;

    @Test
    void shouldSayThatNothingWasWrittenAndLeaveTheRowAlone() {
        SeqlockTable table = new SeqlockTable(3, 2);
        table.write(1, new long[] {5, 6});
        long[] into = {7, 8};

        boolean isThere = table.read(0, into) || table.read(2, into);

        assertFalse(isThere);
        assertArrayEquals(new long[] {7, 8}, into);
    }

    @Test
    void shouldKeepRowsApart() {
        SeqlockTable table = new SeqlockTable(40, 15);
        for (int row = 0; row < 40; row++) {
            long[] values = new long[15];
            Arrays.fill(values, row);
            table.write(row, values);
        }

        for (int row = 0; row < 40; row++) {
            long[] expected = new long[15];
            Arrays.fill(expected, row);
            long[] into = new long[15];
            assertTrue(table.read(row, into));
            assertArrayEquals(expected, into);
        }
    }

    @Test
    void shouldReadWholeRowsThatNeverGoBackWhileAnotherThreadWrites() throws InterruptedException {
        SeqlockTable table = new SeqlockTable(2, COLUMNS);
        AtomicBoolean isDone = new AtomicBoolean();
        Thread writer = new Thread(
                () -> {
                    long[] values = new long[COLUMNS];
                    for (long i = 1; i <= WRITES; i++) {
                        Arrays.fill(values, i);
                        table.write(1, values);
                    }
                    isDone.set(true);
                },
                "test-writer");
        long newest = 0;
        long torn = 0;
        long backwards = 0;
        long[] into = new long[COLUMNS];

        writer.start();
        while (!isDone.get()) {
            if (table.read(1, into)) {
                for (int i = 1; i < COLUMNS; i++) {
                    torn += into[i] == into[0] ? 0 : 1;
                }
                backwards += into[0] < newest ? 1 : 0;
                newest = into[0];
            }
        }
        writer.join();
        table.read(1, into);

        assertEquals(0, torn);
        assertEquals(0, backwards);
        assertEquals(WRITES, into[0]);
    }
}
