package io.tickgate.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class E8Test {
    private static final BigDecimal ONE = BigDecimal.valueOf(E8.ONE);

    private final E8.Outcome outcome = new E8.Outcome();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.0, 0",
        "000, 0",
        "1, 100000000",
        "+1, 100000000",
        "-1, -100000000",
        ".5, 50000000",
        "5., 500000000",
        "-.5, -50000000",
        "61837.63000000, 6183763000000",
        "61837.63, 6183763000000",
        "0.00000123, 123",
        "0.00000001, 1",
        "00000000000000000000000000000012.5, 1250000000",
        "12.500000000000000000000000000000, 1250000000",
        "1.2E-7, 12",
        "1.2e-7, 12",
        "1E8, 10000000000000000",
        "1E+2, 10000000000",
        "1.5e00000000000000000000000000001, 1500000000",
        "0e999999999999999999999, 0",
        "0e-999999999999999999999, 0",
        "92233720368.54775807, 9223372036854775807",
        "-92233720368.54775807, -9223372036854775807",
    })
    void shouldParseOddSpellings(String text, long expectedE8) {
        long valueE8 = E8.parse(text, outcome);

        assertEquals(expectedE8, valueE8);
        assertEquals(E8.Outcome.EXACT, outcome.code());
    }

    @ParameterizedTest
    @CsvSource({
        "0.000000005, 0",
        "0.000000015, 2",
        "0.000000025, 2",
        "-0.000000015, -2",
        "0.0000000150000000000000000000000001, 2",
        "0.0000000250000000000000000000000001, 3",
        "0.000000024999999999999999999999999, 2",
        "12.3456789012345678901, 1234567890",
        "0.00000000000000000001, 0",
        "1e-99999999999999999999, 0",
        "92233720368.547758074, 9223372036854775807",
        "92233720368.547758065, 9223372036854775806",
        "2.5e-8, 2",
        "123456789012e-12, 12345679",
        "3.5e-8, 4",
    })
    void shouldRoundHalfToEvenBeyondEightDecimals(String text, long expectedE8) {
        long valueE8 = E8.parse(text, outcome);

        assertEquals(expectedE8, valueE8);
        assertEquals(E8.Outcome.ROUNDED, outcome.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "92233720368.54775808",
                "92233720368.547758075",
                "99999999999",
                "1e11",
                "1e999999999999999999",
                "9999999999999999999999999999999999999999",
                "100000000000.00000000",
                "0.1e13",
            })
    void shouldSaturateWhatDoesNotFit(String text) {
        long positive = E8.parse(text, outcome);
        int positiveCode = outcome.code();
        long negative = E8.parse("-" + text, outcome);

        assertEquals(Long.MAX_VALUE, positive);
        assertEquals(E8.Outcome.OVERFLOW, positiveCode);
        assertEquals(-Long.MAX_VALUE, negative);
        assertEquals(E8.Outcome.OVERFLOW, outcome.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "+",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1e-",
                "1e5.0",
                "1.2.3",
                "1,5",
                " 1",
                "1 ",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "1_000",
                "--1",
                "+-1",
                "1e5e5",
                "null",
                "\"1\"",
                "１",
                "1\u0000",
                "1f",
                "1d",
                "/",
                ":",
                "1/",
                "1:",
                "1.-5",
                "...",
            })
    void shouldCallMalformedWhatIsNoNumber(String text) {
        long valueE8 = E8.parse(text, outcome);

        assertEquals(0, valueE8);
        assertEquals(E8.Outcome.MALFORMED, outcome.code());
    }

    @Test
    void shouldReadNothingOutsideItsRange() {
        byte[] source = "9912.5099".getBytes(StandardCharsets.US_ASCII);

        assertEquals(1_250_000_000L, E8.parse(source, 2, 4, outcome));
        assertEquals(E8.Outcome.EXACT, outcome.code());
    }

    @Property
    void shouldReadEightDigitsAtOnce(@ForAll @IntRange(max = 99_999_999) int number) {
        byte[] text = String.format(Locale.ROOT, "x%08dx", number).getBytes(StandardCharsets.US_ASCII);

        assertEquals(number, E8.eightDigits(text, 1));
        assertEquals(E8.NO_DIGITS, E8.eightDigits(text, 3));
    }

    @Test
    void shouldReadNoEightDigitsWhenAnyByteIsAnother() {
        for (int place = 0; place < 8; place++) {
            for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                byte[] text = "90909090".getBytes(StandardCharsets.US_ASCII);
                text[place] = (byte) b;
                boolean isDigit = b >= '0' && b <= '9';
                assertEquals(isDigit, E8.eightDigits(text, 0) != E8.NO_DIGITS, place + " " + b);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.00000001",
        "123, 0.00000123",
        "6712345000000, 67123.45",
        "100000000, 1",
        "-1, -0.00000001",
        "-150000000, -1.5",
        "10000000, 0.1",
        "9223372036854775807, 92233720368.54775807",
        "-9223372036854775808, -92233720368.54775808",
    })
    void shouldPrintTheShortestExactForm(long valueE8, String expected) {
        UnsafeBuffer target = new UnsafeBuffer(new byte[40]);
        target.setMemory(0, 40, (byte) '#');

        int length = E8.print(valueE8, target, 3);

        assertEquals(expected, target.getStringWithoutLengthAscii(3, length));
        assertEquals('#', target.getByte(2));
        assertEquals('#', target.getByte(3 + length));
        assertEquals(expected, E8.toString(valueE8));
        assertTrue(length <= E8.TEXT_LENGTH_MAX);
    }

    @Property
    void shouldParseWhatItPrints(@ForAll long valueE8) {
        String text = E8.toString(valueE8);

        assertEquals(0, new BigDecimal(text).compareTo(new BigDecimal(BigInteger.valueOf(valueE8), E8.DECIMALS)));
        if (valueE8 != Long.MIN_VALUE) {
            assertEquals(valueE8, E8.parse(text, outcome));
            assertEquals(E8.Outcome.EXACT, outcome.code());
        }
    }

    @Property(tries = 5_000)
    void shouldAgreeWithBigDecimal(@ForAll @From("decimals") String text) {
        assertAgrees(text);
    }

    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> digits = Arbitraries.strings().withCharRange('0', '9').ofMaxLength(24);
        Arbitrary<String> signs = Arbitraries.of("", "-", "+");
        Arbitrary<String> exponents = Arbitraries.integers()
                .between(-40, 40)
                .map(exponent -> (exponent & 1) == 0 ? "e" + exponent : "E" + (exponent > 0 ? "+" : "") + exponent);
        Arbitrary<String> tails = Arbitraries.oneOf(Arbitraries.just(""), exponents);
        return Combinators.combine(signs, digits, Arbitraries.of("", "."), digits, tails)
                .as((sign, integer, point, fraction, tail) -> sign + integer + point + fraction + tail);
    }

    @Property(tries = 2_000)
    void shouldMultiplyAsBigDecimalDoes(@ForAll long left, @ForAll long right) {
        assertMultiplies(left, right);
        assertMultiplies(left >> 32, right >> 30);
    }

    @ParameterizedTest
    @CsvSource({
        "6712345000000, 150000000, 10068517500000",
        "1, 50000000, 0",
        "3, 50000000, 2",
        "-3, 50000000, -2",
        "9223372036854775807, 100000000, 9223372036854775807",
        "9223372036854775807, 0, 0",
    })
    void shouldMultiplyAndRoundHalfToEven(long leftE8, long rightE8, long expectedE8) {
        assertEquals(expectedE8, E8.multiply(leftE8, rightE8, outcome));
        assertMultiplies(leftE8, rightE8);
    }

    @Test
    void shouldSaturateAProductThatDoesNotFit() {
        assertEquals(Long.MAX_VALUE, E8.multiply(Long.MAX_VALUE, 100_000_001L, outcome));
        assertEquals(E8.Outcome.OVERFLOW, outcome.code());
        assertEquals(-Long.MAX_VALUE, E8.multiply(Long.MAX_VALUE, -Long.MAX_VALUE, outcome));
        assertEquals(E8.Outcome.OVERFLOW, outcome.code());
    }

    @Test
    void shouldAgreeWithBigDecimalOnPublishedNumberTexts() throws IOException {
        Path folder = Path.of(System.getProperty("tickgate.shared"), "vectors", "parse-number-fxx");
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED: number texts, as " + folder + " is absent");
        }
        assumeTrue(Files.isDirectory(folder));
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
                Files.readAllLines(file).forEach(line -> texts.add(line.substring(line.lastIndexOf(' ') + 1)));
            }
        }

        texts.stream().filter(text -> text.matches("[-+0-9.eE]+")).forEach(this::assertAgrees);

        assertTrue(texts.size() > 21_000, "only " + texts.size());
    }

    private void assertAgrees(String text) {
        long valueE8 = E8.parse(text, outcome);

        if (text.matches(".*[eE][-+]?0*[1-9][0-9]{4,}")) { // more than BigDecimal can take, or expand in memory
            assertTrue(outcome.code() != E8.Outcome.MALFORMED, text);
            assertTrue(valueE8 == 0 || outcome.code() == E8.Outcome.OVERFLOW, text);
            return;
        }
        BigDecimal scaled = scaled(text);
        if (scaled == null) {
            assertEquals(E8.Outcome.MALFORMED, outcome.code(), text);
            return;
        }
        assertRounds(scaled, valueE8, text);
    }

    private static @Nullable BigDecimal scaled(String text) {
        try {
            return new BigDecimal(text).multiply(ONE);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void assertMultiplies(long leftE8, long rightE8) {
        if (leftE8 == Long.MIN_VALUE || rightE8 == Long.MIN_VALUE) {
            return;
        }
        long product = E8.multiply(leftE8, rightE8, outcome);

        BigDecimal exact =
                BigDecimal.valueOf(leftE8).multiply(BigDecimal.valueOf(rightE8)).divide(ONE);
        assertRounds(exact, product, leftE8 + " × " + rightE8);
    }

    private void assertRounds(BigDecimal exact, long actual, String text) {
        // Far below half a unit: rounding it at its own scale would need as many digits as the exponent says.
        BigDecimal rounded =
                exact.precision() - exact.scale() < -1 ? BigDecimal.ZERO : exact.setScale(0, RoundingMode.HALF_EVEN);
        boolean fits = rounded.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        if (fits) {
            assertEquals(rounded.longValueExact(), actual, text);
            boolean isExact = rounded.compareTo(exact) == 0;
            assertEquals(isExact ? E8.Outcome.EXACT : E8.Outcome.ROUNDED, outcome.code(), text);
        } else {
            assertEquals(E8.Outcome.OVERFLOW, outcome.code(), text);
            assertEquals(rounded.signum() * Long.MAX_VALUE, actual, text);
        }
    }
}
