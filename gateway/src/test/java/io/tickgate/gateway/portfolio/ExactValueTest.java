package io.tickgate.gateway.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact values against big numbers, and the one rounding by a table. */
class ExactValueTest {
    private static BigInteger product(long left, long right) {
        return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
    }

    /** What the text must be, by other means. */
    private static String text(BigInteger valueE16) {
        BigDecimal rounded = new BigDecimal(valueE16, 16).setScale(8, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Of any length, so that short and long ones come as often. */
    private static long number(Random random) {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    @Test
    void shouldBeTheProductAndTheSumOfProductsWhateverTheNumbers() {
        Random random = new Random(42);
        for (int run = 0; run < 2_000; run++) {
            ExactValue sum = ExactValue.of(0, 0);
            BigInteger expected = BigInteger.ZERO;
            for (int i = 0; i < 50; i++) {
                long amountE8 = number(random);
                long priceE8 = number(random);
                ExactValue value = ExactValue.of(amountE8, priceE8);

                assertEquals(text(product(amountE8, priceE8)), value.toText());
                sum.add(value);
                expected = expected.add(product(amountE8, priceE8));
            }
            assertEquals(text(expected), sum.toText());
        }
    }

    @Test
    void shouldHoldMoreThan128BitsWhenManyOfTheLargestAreAdded() {
        ExactValue sum = ExactValue.of(0, 0);
        for (int i = 0; i < 100_000; i++) {
            sum.add(ExactValue.of(Long.MAX_VALUE, Long.MAX_VALUE));
        }

        BigInteger expected = product(Long.MAX_VALUE, Long.MAX_VALUE).multiply(BigInteger.valueOf(100_000));
        assertTrue(expected.bitLength() > 128);
        assertEquals(text(expected), sum.toText());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 0",
        "49999999, 1, 0",
        "50000000, 1, 0",
        "50000001, 1, 0.00000001",
        "150000000, 1, 0.00000002",
        "149999999, 1, 0.00000001",
        "150000001, 1, 0.00000002",
        "250000000, 1, 0.00000002",
        "250000001, 1, 0.00000003",
        "350000000, 1, 0.00000004",
        "50000000, 3, 0.00000002",
        "50000000, 5, 0.00000002",
        "50000000, 7, 0.00000004",
        "99999999, 100000000, 0.99999999",
        "100000000, 100000000, 1",
        "125000000, 6712345000000, 83904.3125",
        "100000000000000000, 100000000, 1000000000",
        "100000000000000001, 100000000, 1000000000.00000001",
        "9223372036854775807, 100000000, 92233720368.54775807",
        "9223372036854775807, 9223372036854775807, 8507059173023461584739.69077842",
        "999999995000000000, 100000000, 9999999950",
        "9999999999999999, 10000000050000000, 10000000049999999"
    })
    void shouldRoundHalfToEvenOnceAndPrintPlainly(long amountE8, long priceE8, String text) {
        String printed = ExactValue.of(amountE8, priceE8).toText();

        assertEquals(text(product(amountE8, priceE8)), text, "the table is wrong");
        assertEquals(text, printed);
    }

    @Test
    void shouldRoundTheSumAndNotItsParts() {
        ExactValue sum = ExactValue.of(40_000_000, 1);

        for (int i = 0; i < 2; i++) {
            sum.add(ExactValue.of(40_000_000, 1));
        }

        assertEquals("0", ExactValue.of(40_000_000, 1).toText());
        assertEquals("0.00000001", sum.toText());
    }

    @Test
    void shouldCompareAndSubtractAsNumbersDo() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            long[] factors = {number(random), number(random), number(random), number(random)};
            ExactValue left = ExactValue.of(factors[0], factors[1]);
            ExactValue right = ExactValue.of(factors[2], factors[3]);
            BigInteger expected = product(factors[0], factors[1]).subtract(product(factors[2], factors[3]));

            assertEquals(expected.signum(), Integer.signum(left.compareTo(right)));
            assertEquals(expected.signum() == 0, left.equals(right));
            if (expected.signum() >= 0) {
                left.subtract(right);
                assertEquals(text(expected), left.toText());
                assertEquals(expected.signum() == 0, left.isZero());
            }
        }
    }

    @Test
    void shouldThrowRatherThanWrap() {
        ExactValue nothing = ExactValue.of(0, 0);
        ExactValue large = ExactValue.of(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int i = 0; i < 66; i++) {
            large.add(large.copy());
        }

        assertFalse(large.isZero());
        assertThrows(ArithmeticException.class, () -> large.add(large.copy()));
        assertThrows(ArithmeticException.class, () -> nothing.subtract(ExactValue.of(1, 1)));
    }
}
