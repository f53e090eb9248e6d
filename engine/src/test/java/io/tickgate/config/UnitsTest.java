package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "5ns, 5",
        "7us, 7000",
        "250ms, 250000000",
        "1.5s, 1500000000",
        "2 m, 120000000000",
        "1h, 3600000000000",
        "7d, 604800000000000",
        "0.000000001s, 1",
    })
    void shouldReadDurationsWithAUnit(String text, long expectedNs) {
        assertEquals(expectedNs, Units.durationNs(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1s", "s", "1 second", "1e3s", "0.1ns", "200000d", "1.s", "٣s", "1S"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertNull(Units.durationNs(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "16384, 16384", "16k, 16384", "1M, 1048576", "2 g, 2147483648"})
    void shouldReadSizes(String text, long expectedBytes) {
        assertEquals(expectedBytes, Units.sizeBytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5k", "1kb", "k", "99999999999999999g"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertNull(Units.sizeBytes(text));
    }
}
