package io.tickgate.gateway.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order prices are served: live, polled, Redis, the last one here, none; and how fresh the latter are called. */
class PriceOriginTest {
    private static final long S = 1_000_000_000L;
    private static final long NOW = 1_800_000_000L * S;

    /** Ages in seconds, empty for none. */
    @ParameterizedTest
    @CsvSource({
        "true, false, 0, , LIVE",
        "true, false, 9, 1, LIVE",
        "true, true, 9, 1, LIVE",
        "true, false, , , NONE",
        "true, false, , 4, REDIS",
        "false, true, 0, 0, POLLED",
        "false, true, 60, 1, POLLED",
        "false, true, 61, 1, REDIS",
        "false, true, 61, 62, LAST",
        "false, true, 61, , LAST",
        "false, false, 20, 19, REDIS",
        "false, false, 20, 20, LAST",
        "false, false, 20, 21, LAST",
        "false, false, 20, , LAST",
        "false, false, , 500, REDIS",
        "false, false, , , NONE",
    })
    void shouldServeTheBestThereIs(boolean isLive, boolean isPolled, Long ownAge, Long redisAge, PriceOrigin expected) {
        PriceOrigin origin = PriceOrigin.of(isLive, isPolled, time(ownAge), time(redisAge), NOW);

        assertEquals(expected, origin);
    }

    private static long time(Long ageSeconds) {
        return ageSeconds == null ? PriceOrigin.NO_TIME : NOW - ageSeconds * S;
    }

    @ParameterizedTest
    @CsvSource({
        "-1, stale",
        "0, fresh",
        "4999999999, fresh",
        "5000000000, acceptable",
        "59999999999, acceptable",
        "60000000000, stale"
    })
    void shouldSayHowFreshAPriceIsThatIsNotLive(long ageNs, String expected) {
        String text = new String(PriceEncoder.freshness(ageNs), StandardCharsets.US_ASCII);

        assertEquals('"' + expected + '"', text);
    }

    @Test
    void shouldKeepTheLongestPriceWithinItsBound() {
        PublishedWriter writer = new PublishedWriter();
        String longest = "<".repeat(64);
        int id = writer.instrument(longest, List.of(), longest);
        writer.write(id, Long.MAX_VALUE, 1, Long.MAX_VALUE, HealthState.RECOVERING, Long.MAX_VALUE / 2, Long.MAX_VALUE);
        writer.source(id, PriceChangedFlyweight.POLLED, id, id, id);
        ShownPrice price = new ShownPrice();
        JsonBuffer json = new JsonBuffer(new ExpandableArrayBuffer()).reset(0);

        boolean isThere = price.read(writer.published(), id, false, Long.MAX_VALUE);
        PriceEncoder.members(
                json.openObject(),
                new InstrumentText(writer.published().directory().instruments().get(0)),
                price,
                Long.MAX_VALUE);
        int length = json.closeObject().position();

        assertTrue(isThere);
        assertTrue(length > 1_800 && length <= PriceEncoder.LENGTH_MAX, length + " bytes");
    }
}
