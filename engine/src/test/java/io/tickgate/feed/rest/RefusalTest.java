package io.tickgate.feed.rest;

import static io.tickgate.feed.rest.RestRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.rest.PlayedVenue.Reply;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.Counter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a venue can say no, or say nothing that makes sense, and how long it is left in peace then. */
@Timeout(120)
class RefusalTest {
    private static final String GOOD =
            "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":100,\"l\":100,\"T\":1799999000040,\"m\":true}]";

    private final RestRig rig = new RestRig();
    private Backfiller backfiller = rig.backfiller(rig.binance());

    @BeforeEach
    void missOne() {
        rig.miss(7, 100, 100);
        rig.venue.always(uri -> Reply.ok(GOOD));
    }

    @AfterEach
    void close() {
        rig.close();
        assertEquals(List.of(), List.copyOf(rig.errors));
    }

    /** How long after its failure the venue was asked again, in ns. */
    private long waitedNs() {
        rig.run(backfiller, RestRig.STEP_NS);
        assertEquals(1, rig.venue.requests().size());
        long startNs = rig.nowNs.get();
        while (rig.venue.requests().size() < 2 && rig.nowNs.get() - startNs < 400_000 * SECOND_NS) {
            rig.run(backfiller, rig.nowNs.get() - startNs > 1_000 * SECOND_NS ? 40 * RestRig.STEP_NS : RestRig.STEP_NS);
        }
        return rig.nowNs.get() - startNs;
    }

    private BackFillStatus status() {
        rig.run(backfiller, 2 * SECOND_NS);
        return backfiller.statuses().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        // status, Retry-After, least and most seconds until the next request (half on top at random, at most 30 s)
        "429, 7, 7, 11",
        "429, '', 1, 2",
        "429, soon, 1, 2",
        "429, 999999999999, 3600, 3631",
        "429, -5, 1, 2",
        "418, 5, 120, 151",
        "418, 300, 300, 331",
        "403, '', 600, 631",
        "451, '', 600, 631",
        "401, '', 600, 631",
        "500, '', 1, 2",
        "503, 20, 20, 31",
        "502, '', 1, 2",
        "204, '', 1, 2",
        "302, '', 1, 2",
    })
    void shouldLeaveTheVenueInPeaceAsLongAsItsAnswerSays(int code, String retryAfter, long leastS, long mostS) {
        Reply refusal = Reply.of(code, "");
        rig.venue.then(retryAfter.isEmpty() ? refusal : refusal.with("Retry-After", retryAfter));

        double waitedS = waitedNs() / (double) SECOND_NS;

        assertTrue(waitedS >= leastS - 0.2 && waitedS <= mostS + 0.2, "waited " + waitedS + " s");
        rig.run(backfiller, SECOND_NS);
        assertEquals(Set.of(), rig.missing(7));
    }

    @Test
    void shouldUnderstandADateAfterWhichToComeAgain() {
        Instant until = Instant.ofEpochSecond(0, RestRig.START_EPOCH_NS).plusSeconds(40);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
        rig.venue.then(Reply.of(429, "").with("Retry-After", date));

        long waitedNs = waitedNs();

        assertTrue(waitedNs >= 39 * SECOND_NS && waitedNs <= 62 * SECOND_NS, "waited " + waitedNs);
    }

    @Test
    void shouldWaitTwiceAsLongWithEachFailureUpToAMinuteAndAHalf() {
        rig.venue.always(uri -> Reply.of(500, "broken"));

        rig.run(backfiller, 400 * SECOND_NS);

        // 1, 2, 4, 8, 16, 32, 60, 60, … s, each with up to half on top.
        int requests = rig.venue.requests().size();
        assertTrue(requests >= 9 && requests <= 13, requests + " requests");
        assertTrue(status().lastError().startsWith("500 broken"));
    }

    @Test
    void shouldNotFollowARedirectToAnotherHost() {
        try (PlayedVenue other = new PlayedVenue()) {
            rig.venue.then(Reply.of(301, "").with("Location", other.url().toString() + "/"));

            rig.run(backfiller, RestRig.STEP_NS);

            assertEquals(List.of(), other.requests());
            assertEquals(1, rig.counters.get(Counter.REST_FAILURES));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[{\"a\":1,",
                "nonsense",
                "[]]",
                "7",
                "null",
                "[7]",
                "[[]]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":100,\"l\":100,\"T\":1799999000040,\"m\":true,\"p\":\"6\"}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"l\":100,\"T\":1799999000040,\"m\":true}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":\"x\",\"l\":100,\"T\":1799999000040,\"m\":true}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":-100,\"l\":100,\"T\":1799999000040,\"m\":true}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":101,\"l\":100,\"T\":1799999000040,\"m\":true}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":1e2,\"l\":100,\"T\":1799999000040,\"m\":true}]",
                "[{\"a\":2,\"p\":\"5\",\"q\":\"1\",\"f\":99,\"l\":99,\"T\":1799999000040},{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":100,\"l\":100,\"T\":1799999000040}]",
                "[{\"a\":1,\"p\":\"5\",\"q\":\"1\",\"f\":99,\"l\":100,\"T\":1799999000040},{\"a\":2,\"p\":\"5\",\"q\":\"1\",\"f\":100,\"l\":100,\"T\":1799999000040}]",
                "[{\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}]",
            })
    void shouldCountAnAnswerWithoutSenseAsAFailureOfTheVenue(String body) {
        rig.venue.then(Reply.ok(body));

        rig.run(backfiller, RestRig.STEP_NS);

        assertEquals(List.of(), rig.records());
        assertEquals(1, rig.counters.get(Counter.REST_FAILURES));
        assertEquals("", status().lastError(), "asked again, and answered well");
        assertEquals(Set.of(), rig.missing(7));
    }

    @Test
    void shouldReadOddFormsOfTheSameTrade() {
        rig.venue.then(Reply.ok(
                " \n[ {\"new\":{\"a\":[1,{}]},\"m\":true,\"M\":null,\"T\":\"1799999000040\",\"l\":\"100\",\"f\":\"100\",\"q\":1,"
                        + "\"p\":5.00,\"a\":\"1\"} ]\r\n"));

        rig.run(backfiller, SECOND_NS);

        assertEquals(List.of("TRADE 7 100..100 at 5 side 2 flags 0"), rig.records());
    }

    @Test
    void shouldRefuseMoreRowsThanWereAskedFor() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i <= 1_000; i++) {
            rows.append(i == 0 ? "[" : ",")
                    .append(String.format(
                            "{\"a\":%d,\"p\":\"5\",\"q\":\"1\",\"f\":%d,\"l\":%d,\"T\":1799999000040}", i, i, i));
        }
        rig.venue.then(Reply.ok(rows + "]"));

        rig.run(backfiller, RestRig.STEP_NS);

        assertEquals(List.of(), rig.records());
        assertEquals(1, rig.counters.get(Counter.REST_FAILURES));
    }

    @Test
    void shouldEndAnAnswerThatIsTooLong() {
        rig.venue.then(Reply.ok("[" + " ".repeat(RestClient.BODY_MAX_BYTES) + "]"));

        rig.run(backfiller, RestRig.STEP_NS);

        assertEquals(1, rig.counters.get(Counter.REST_FAILURES));
        assertEquals(List.of(), rig.records());
    }

    @Test
    void shouldEndAnAnswerThatDripsWhenItsTimeIsOver() {
        rig.venue.then(Reply.ok("[{\"a\":1,").dripping());
        backfiller.doWork();
        RestRig.awaitReal(() -> rig.venue.requests().size() == 1);
        assertFalse(backfiller.isIdle());

        rig.nowNs.addAndGet(9 * SECOND_NS);
        backfiller.doWork();
        boolean isAwaited = !backfiller.isIdle();
        rig.nowNs.addAndGet(SECOND_NS);
        backfiller.doWork();

        assertTrue(isAwaited, "until the deadline");
        assertTrue(backfiller.isIdle(), "given up at the deadline");
        rig.run(backfiller, 3 * SECOND_NS);
        assertEquals(Set.of(), rig.missing(7));
    }

    @Test
    void shouldSayThatTheVenueDidNotAnswerWhenItIsGivenUp() {
        rig.venue.always(uri -> Reply.of(500, ""));

        rig.run(backfiller, 600 * SECOND_NS);

        assertEquals(1, backfiller.givenUp().size());
        int requests = rig.venue.requests().size();
        rig.run(backfiller, 3_000 * SECOND_NS);
        assertTrue(rig.venue.requests().size() - requests <= 2, "once an hour");
        rig.venue.always(uri -> Reply.ok(GOOD));
        rig.run(backfiller, 3_600 * SECOND_NS);
        assertEquals(Set.of(), rig.missing(7));
    }

    @Test
    void shouldGoSlowerWhenTheVenueSaysThatTheAddressIsNearItsLimit() {
        rig.miss(7, 101, 300);
        rig.venue.always(uri -> {
            String from = PlayedVenue.parameters(uri).get("fromId");
            long id = from == null ? 100 : Long.parseLong(from);
            return Reply.ok("[{\"a\":" + id + ",\"p\":\"5\",\"q\":\"1\",\"f\":" + id + ",\"l\":" + id
                            + ",\"T\":1799999000040}]")
                    .with("X-MBX-USED-WEIGHT-1M", "5000");
        });

        rig.run(backfiller, 20 * SECOND_NS);

        assertEquals(10, rig.venue.requests().size(), "one each 2 s");
    }

    @Test
    void shouldStopForAMinuteWhenTheAddressHasAllButReachedItsLimit() {
        rig.miss(7, 101, 102);
        rig.venue.always(uri -> Reply.ok(GOOD).with("X-MBX-USED-WEIGHT-1M", "5900"));

        rig.run(backfiller, 59 * SECOND_NS);

        assertEquals(1, rig.venue.requests().size());
    }

    @Test
    void shouldSendTheKeyInAHeaderAndNameItNowhere() {
        rig.venue.always(uri -> Reply.of(403, "no"));
        rig.streams.wanted = List.of(new RestStream(7, "bitcoin", false));
        rig.streams.silentSinceEpochNs = RestRig.START_EPOCH_NS - TimeUnit.MINUTES.toNanos(1);
        VenueRestSettings settings = RestRig.settings("coincap", rig.venue, 5, SECOND_NS);
        Poller poller = rig.poller(rig.host(settings));

        rig.run(poller, SECOND_NS);

        assertEquals(List.of("Bearer secret-key"), rig.venue.headersSeen().get("Authorization"));
        assertEquals(1, rig.venue.requests().size());
        assertFalse((rig.venue.requests() + settings.toString()).contains("secret"));
    }
}
