package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private static final long NEWEST_SECOND = 9_214_646_399L;

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000000001Z, 1",
        "2014-11-07T08:19:27.028459Z, 1415348367028459000",
        "2019-08-14T20:42:27.265Z, 1565815347265000000",
        "2026-08-09T21:05:38.50436Z, 1786309538504360000",
        "2026-08-09T21:05:48.229198328Z, 1786309548229198328",
        "2000-02-29T23:59:59.9Z, 951868799900000000",
        "2100-02-28T00:00:00Z, 4107456000000000000",
        "2100-03-01T00:00:00Z, 4107542400000000000",
        "2261-12-31T23:59:59.999999999Z, 9214646399999999999",
    })
    void shouldReadTimesToTheNanosecond(String text, long expectedNs) {
        assertEquals(expectedNs, parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2022-10-19",
                "2022-10-19T23:28:22",
                "2022-10-19T23:28:22.1",
                "2022-10-19T23:28:22.Z",
                "2022-10-19T23:28:22.1234567890Z",
                "2022-10-19T23:28:22.12345xZ",
                "2022-10-19T23:28:22.12x45Z",
                "2022-10-19T23:28:22,5Z",
                "2022-10-19 23:28:22Z",
                "2022-10-19t23:28:22Z",
                "2022-10-19T23:28:22z",
                "2022-10-19T23:28:22+00:00",
                "2022-10-19T23:28:22ZZ",
                "2022-10-19T23:28Z",
                "2022-10-19T23:28:2Z",
                "2022-13-01T00:00:00Z",
                "2022-00-01T00:00:00Z",
                "2022-01-00T00:00:00Z",
                "2022-01-32T00:00:00Z",
                "2022-04-31T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z",
                "2022-01-01T24:00:00Z",
                "2022-01-01T00:60:00Z",
                "2022-01-01T00:00:60Z",
                "1969-12-31T23:59:59Z",
                "2262-01-01T00:00:00Z",
                "9999-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "20x2-01-01T00:00:00Z",
                "x022-01-01T00:00:00Z",
                "2022-1x-01T00:00:00Z",
                "2022-01--1T00:00:00Z",
                "2022-01-01T0x:00:00Z",
                "2022-01-01T00:x0:00Z",
                "2022-01-01T00:00:-1Z",
                "2022/01/01T00:00:00Z",
                "+022-01-01T00:00:00Z",
                "２022-01-01T00:00:00Z",
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertEquals(IsoTime.NONE, parse(text));
    }

    @Property
    void shouldReadWhatTheCalendarWrites(
            @ForAll @LongRange(min = 0, max = NEWEST_SECOND) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);

        assertEquals(second * 1_000_000_000L + nano, parse(instant.toString()), instant.toString());
    }

    @Property
    void shouldReadAnyNumberOfDigits(
            @ForAll @LongRange(min = 0, max = NEWEST_SECOND) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = 1, max = 9) int digits) {
        String whole = Instant.ofEpochSecond(second)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", "");
        String fraction = String.format(java.util.Locale.ROOT, "%09d", nano).substring(0, digits);
        long fractionNs = Long.parseLong(fraction + "0".repeat(9 - digits));

        assertEquals(second * 1_000_000_000L + fractionNs, parse(whole + "." + fraction + "Z"));
    }

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[bytes.length + 2];
        Arrays.fill(padded, (byte) '9');
        System.arraycopy(bytes, 0, padded, 1, bytes.length);
        return IsoTime.parse(padded, 1, bytes.length);
    }
}
