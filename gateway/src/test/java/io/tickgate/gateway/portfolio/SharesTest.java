package io.tickgate.gateway.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shares sum to 100 % exactly, and each is within one hundredth of what it exactly is. */
class SharesTest {
    private static final BigInteger PARTS = BigInteger.valueOf(ExactValue.PARTS);

    private static int[] shares(long[]... factors) {
        List<ExactValue> values = new ArrayList<>();
        ExactValue total = ExactValue.of(0, 0);
        for (long[] each : factors) {
            ExactValue value = ExactValue.of(each[0], each[1]);
            values.add(value);
            total.add(value);
        }
        return Shares.of(values, total);
    }

    private static int[] shares(long... values) {
        return shares(
                Arrays.stream(values).mapToObj(value -> new long[] {value, 1}).toArray(long[][]::new));
    }

    @Test
    void shouldSumTo100PercentWithEachWithinOneHundredthOfExact() {
        Random random = new Random(2026);
        for (int run = 0; run < 5_000; run++) {
            long[][] factors = new long[1 + random.nextInt(run % 100 == 0 ? 1_000 : 12)][];
            BigInteger total = BigInteger.ZERO;
            for (int i = 0; i < factors.length; i++) {
                factors[i] = new long[] {
                    1 + (random.nextLong() >>> (2 + random.nextInt(61))),
                    1 + (random.nextLong() >>> (2 + random.nextInt(61)))
                };
                total = total.add(product(factors[i]));
            }

            int[] shares = shares(factors);

            assertEquals(ExactValue.PARTS, Arrays.stream(shares).sum(), "run " + run);
            for (int i = 0; i < shares.length; i++) {
                // |share - value × PARTS ÷ total| < 1, multiplied out.
                BigInteger off = BigInteger.valueOf(shares[i])
                        .multiply(total)
                        .subtract(product(factors[i]).multiply(PARTS));
                assertTrue(off.abs().compareTo(total) < 0, "run " + run + ", value " + i);
            }
            assertNobodyWithMoreGetsLess(factors, shares);
        }
    }

    private static void assertNobodyWithMoreGetsLess(long[][] factors, int[] shares) {
        for (int i = 1; i < shares.length; i++) {
            int order = product(factors[i]).compareTo(product(factors[i - 1]));
            assertTrue(order <= 0 || shares[i] >= shares[i - 1]);
            assertTrue(order >= 0 || shares[i] <= shares[i - 1]);
        }
    }

    private static BigInteger product(long[] factors) {
        return BigInteger.valueOf(factors[0]).multiply(BigInteger.valueOf(factors[1]));
    }

    @Test
    void shouldGiveWhatIsLeftToTheLargestRemaindersAndOfEqualsToTheFirst() {
        assertArrayEquals(new int[] {}, shares(new long[0]));
        assertArrayEquals(new int[] {10_000}, shares(7));
        assertArrayEquals(new int[] {3_334, 3_333, 3_333}, shares(1, 1, 1));
        assertArrayEquals(new int[] {1_667, 1_667, 1_667, 1_667, 1_666, 1_666}, shares(1, 1, 1, 1, 1, 1));
        assertArrayEquals(new int[] {6_667, 3_333}, shares(2, 1));
        assertArrayEquals(new int[] {3_333, 6_667}, shares(1, 2));
        assertArrayEquals(new int[] {0, 10_000}, shares(1, Long.MAX_VALUE));
        assertArrayEquals(new int[] {1, 9_999}, shares(1, 9_999));
        assertArrayEquals(new int[] {5_000, 5_000}, shares(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void shouldStillSumTo100PercentWhenThereAreMoreHoldingsThanHundredths() {
        long[] values = new long[30_000];
        Arrays.fill(values, 3);

        int[] shares = shares(values);

        assertEquals(ExactValue.PARTS, Arrays.stream(shares).sum());
        assertEquals(1, shares[9_999]);
        assertEquals(0, shares[10_000]);
    }
}
