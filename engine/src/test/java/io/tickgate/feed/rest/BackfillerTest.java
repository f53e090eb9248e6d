package io.tickgate.feed.rest;

import static io.tickgate.feed.rest.RestRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.rest.PlayedVenue.Reply;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.Counter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BackfillerTest {

    private final RestRig rig = new RestRig();

    @AfterEach
    void close() {
        rig.close();
        assertEquals(List.of(), List.copyOf(rig.errors));
    }

    private static String aggregate(long id, long first, long last, String price) {
        return "{\"a\":" + id + ",\"p\":\"" + price + "\",\"q\":\"2.5\",\"f\":" + first + ",\"l\":" + last + ",\"T\":"
                + RestRig.timeMs(first) + ",\"m\":true,\"M\":true}";
    }

    private static Reply aggregates(String... rows) {
        return Reply.ok("[" + String.join(",", rows) + "]");
    }

    private static String coinbase(long id, String price, String side) {
        return "{\"trade_id\":" + id + ",\"side\":\"" + side + "\",\"size\":\"0.5\",\"price\":\"" + price
                + "\",\"time\":\"2027-01-15T07:43:20.123456Z\"}";
    }

    private Backfiller coinbase() {
        rig.streams.wanted = List.of(new RestStream(7, "BTC-USD", true));
        return rig.backfiller(rig.host(RestRig.settings("coinbase", rig.venue, 5, SECOND_NS)));
    }

    @Test
    void shouldFillAGapWithTheAggregatesThatReachIntoItAndNoOther() {
        rig.miss(7, 100, 104);
        rig.venue.then(aggregates(
                aggregate(10, 90, 98, "1"),
                aggregate(11, 99, 101, "67000.10"),
                aggregate(12, 102, 102, "67000.2"),
                aggregate(13, 103, 110, "67000.30"),
                aggregate(14, 111, 112, "5")));

        rig.run(rig.backfiller(rig.binance()), SECOND_NS);

        assertEquals(
                List.of(
                        "TRADE 7 99..101 at 67000.1 side 2 flags " + 0,
                        "TRADE 7 102..102 at 67000.2 side 2 flags " + 0,
                        "TRADE 7 103..110 at 67000.3 side 2 flags " + 0),
                rig.records());
        assertEquals(
                List.of("/api/v3/aggTrades?symbol=BTCUSDT&startTime=" + (RestRig.timeMs(99) - 1) + "&endTime="
                        + (RestRig.timeMs(105) + 1) + "&limit=1000"),
                rig.venue.requests());
        assertEquals(3, rig.counters.get(Counter.TRADES_BACK_FILLED));
    }

    @Test
    void shouldGoOnByAggregateIdUntilTheLastMissingTradeWhenAPageEndsBefore() {
        rig.miss(7, 100, 104);
        rig.venue.then(
                aggregates(aggregate(10, 90, 101, "1")),
                aggregates(aggregate(11, 102, 103, "2")),
                aggregates(aggregate(12, 104, 104, "3")));

        rig.run(rig.backfiller(rig.binance()), SECOND_NS);

        assertEquals(Set.of(), rig.missing(7));
        assertTrue(rig.venue.requests().get(1).contains("fromId=11"));
        assertTrue(rig.venue.requests().get(2).contains("fromId=12"));
        assertEquals(3, rig.venue.requests().size());
    }

    @Test
    void shouldLookBackByAggregateIdWhenTheTimeBeforeTheGapWasTooLate() {
        rig.miss(7, 100, 104);
        rig.venue.then(
                aggregates(aggregate(500, 103, 120, "3")),
                aggregates(aggregate(400, 95, 100, "1"), aggregate(401, 101, 102, "2"), aggregate(402, 103, 120, "3")));

        rig.run(rig.backfiller(rig.binance()), SECOND_NS);

        assertTrue(rig.venue.requests().get(1).contains("fromId=400"));
        assertEquals(Set.of(), rig.missing(7));
        assertEquals(3, rig.records().size());
    }

    @Test
    void shouldNotLoopWhenTheVenueAnswersAroundAnIdThatItDoesNotHave() {
        rig.miss(7, 100, 102);
        rig.venue.always(uri -> aggregates(aggregate(10, 99, 100, "1"), aggregate(11, 102, 102, "2")));
        Backfiller backfiller = rig.backfiller(rig.binance());

        rig.run(backfiller, 4 * SECOND_NS);

        assertEquals(Set.of(101L), rig.missing(7));
        assertEquals(1, rig.venue.requests().size());

        rig.run(backfiller, 476 * SECOND_NS);
        int whileYoung = rig.venue.requests().size();
        rig.run(backfiller, 3_500 * SECOND_NS);

        assertTrue(whileYoung < 25, whileYoung + " requests");
        assertTrue(rig.venue.requests().size() - whileYoung <= 2, "only rarely afterwards");
        assertEquals(2, rig.records().size());
        assertEquals(
                List.of(new GivenUpGap("BTCUSDT", 101, 101, "the venue does not have these trades")),
                backfiller.givenUp());
        assertEquals(1, backfiller.statuses().get(0).givenUpGaps());
        assertEquals(1, rig.counters.get(Counter.GAPS_GIVEN_UP));
    }

    @Test
    void shouldStopAtTheHorizon() {
        rig.miss(7, 100, 100);
        rig.venue.always(uri -> aggregates(aggregate(10, 99, 99, "1"), aggregate(11, 101, 102, "2")));
        Backfiller backfiller = rig.backfiller(rig.binance());
        rig.run(backfiller, SECOND_NS);
        int before = rig.venue.requests().size();

        rig.nowNs.addAndGet(86_401 * SECOND_NS);
        rig.run(backfiller, 10 * SECOND_NS);

        assertEquals(before, rig.venue.requests().size());
        assertEquals("older than the horizon", backfiller.givenUp().get(0).reason());
    }

    @Test
    void shouldLeaveIdsMissingWhosePriceCannotBe() {
        rig.miss(7, 100, 105);
        rig.venue.always(uri -> aggregates(
                aggregate(10, 100, 100, "0"),
                aggregate(11, 101, 101, "-5"),
                aggregate(12, 102, 102, "999999999999999"),
                aggregate(13, 103, 103, "abc"),
                aggregate(14, 104, 104, "1.2e-7"),
                aggregate(15, 105, 105, "0.123456785")));

        rig.run(rig.backfiller(rig.binance()), 2 * SECOND_NS);

        assertEquals(Set.of(100L, 101L, 102L, 103L), rig.missing(7));
        assertEquals(
                List.of(
                        "TRADE 7 104..104 at 0.00000012 side 2 flags " + 0,
                        "TRADE 7 105..105 at 0.12345678 side 2 flags " + RecordFlags.ROUNDED),
                rig.records());
        assertEquals(4, rig.counters.get(Counter.BACK_FILL_REJECTED));
    }

    @Test
    void shouldSaturateASizeThatDoesNotFit() {
        rig.miss(7, 100, 100);
        rig.venue.then(
                Reply.ok(
                        "[{\"a\":10,\"p\":\"1\",\"q\":\"99999999999999999999\",\"f\":100,\"l\":100,\"T\":1799999000040,\"m\":false}]"));

        rig.run(rig.backfiller(rig.binance()), SECOND_NS);

        assertEquals(List.of("TRADE 7 100..100 at 1 side 1 flags " + RecordFlags.SIZE_SATURATED), rig.records());
    }

    @Test
    void shouldSearchBackFromTheNewestTradesWhenNoTradeBelowTheGapIsKnown() {
        rig.tradeTimes = id -> RecordFlyweight.ABSENT;
        rig.miss(7, 100, 101);
        rig.venue.then(
                aggregates(aggregate(50, 150, 150, "3")),
                aggregates(aggregate(40, 99, 99, "1"), aggregate(41, 100, 100, "2"), aggregate(42, 101, 101, "5")));

        rig.run(rig.backfiller(rig.binance()), 2 * SECOND_NS);

        assertEquals(Set.of(), rig.missing(7));
        assertTrue(rig.venue.requests().get(0).endsWith("/api/v3/aggTrades?symbol=BTCUSDT&limit=1000"));
        assertTrue(rig.venue.requests().get(1).contains("fromId=0"), rig.venue.requests()::toString);
    }

    private static String micros(String aggregate) {
        return aggregate.replaceAll("\"T\":([0-9]+)", "\"T\":$1" + "000");
    }

    @Test
    void shouldLeaveTheGapOpenWhenTheVenueAnswersInAnotherUnitOfTime() {
        rig.miss(7, 100, 101);
        rig.venue.then(aggregates(aggregate(10, 99, 99, "1"), aggregate(11, 100, 102, "2")));
        VenueRestSettings settings = new VenueRestSettings(
                "binance", rig.venue.url(), 10 * SECOND_NS, 100, 60 * SECOND_NS, 0, true, false, "");

        rig.run(rig.backfiller(rig.host(settings)), SECOND_NS);

        assertEquals(Set.of(100L, 101L), rig.missing(7));
        assertEquals(List.of(), rig.records());
    }

    @Test
    void shouldAskForSingleTradesWhenAggregatesLeaveOneOutAndTheHostOffersThem() {
        rig.miss(7, 100, 101);
        rig.venue.then(
                Reply.ok("[" + micros(aggregate(10, 99, 99, "1")) + "," + micros(aggregate(11, 101, 102, "2")) + "]"),
                Reply.ok("[{\"id\":100,\"price\":\"3\",\"qty\":\"1\",\"time\":1799999000040000,"
                        + "\"isBuyerMaker\":false}]"));
        VenueRestSettings settings = new VenueRestSettings(
                "binance", rig.venue.url(), 10 * SECOND_NS, 100, 60 * SECOND_NS, 0, true, true, "");

        rig.run(rig.backfiller(rig.host(settings)), SECOND_NS);

        assertEquals(Set.of(), rig.missing(7));
        assertEquals(
                "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=100&limit=1",
                rig.venue.requests().get(1));
        assertEquals(List.of("MICROSECOND"), rig.venue.headersSeen().get("X-mbx-time-unit"));
    }

    @Test
    void shouldPageDownwardsAtCoinbaseAndTurnTheMakersSide() {
        rig.miss(7, 20, 23);
        rig.venue.then(
                Reply.ok("[" + coinbase(23, "4", "sell") + "," + coinbase(22, "3", "buy") + "]"),
                Reply.ok("[" + coinbase(20, "1", "sell") + "," + coinbase(19, "9", "sell") + "]"));

        rig.run(coinbase(), SECOND_NS);

        assertEquals(
                List.of(
                        "TRADE 7 22..22 at 3 side 2 flags " + 0,
                        "TRADE 7 23..23 at 4 side 1 flags " + 0,
                        "TRADE 7 20..20 at 1 side 1 flags " + 0),
                rig.records());
        assertEquals(
                List.of("/products/BTC-USD/trades?after=24&limit=4", "/products/BTC-USD/trades?after=22&limit=2"),
                rig.venue.requests());
        assertEquals(Set.of(21L), rig.missing(7));
    }

    @Test
    void shouldNotAskAgainForWhatIsInTheRingAlready() {
        rig.isApplying = false;
        rig.miss(7, 100, 100);
        rig.venue.always(uri -> aggregates(aggregate(10, 100, 100, "1")));
        Backfiller backfiller = rig.backfiller(rig.binance());

        rig.run(backfiller, 29 * SECOND_NS);

        assertEquals(1, rig.records().size());
        assertEquals(1, rig.venue.requests().size());

        rig.run(backfiller, 5 * SECOND_NS);

        assertEquals(2, rig.records().size(), "the market did not take it: once more");
    }

    @Test
    void shouldTakeTurnsOverStreams() {
        rig.streams.wanted = List.of(new RestStream(7, "BTCUSDT", true), new RestStream(8, "ETHUSDT", true));
        rig.miss(7, 100, 109).miss(8, 100, 100);
        rig.venue.always(uri -> {
            String from = PlayedVenue.parameters(uri).get("fromId");
            long first = from == null ? 100 : Long.parseLong(from);
            return aggregates(aggregate(first, first, first, "1"));
        });

        rig.run(rig.backfiller(rig.binance()), 2 * SECOND_NS);

        long eth = rig.venue.requests().stream()
                .limit(2)
                .filter(each -> each.contains("ETHUSDT"))
                .count();
        assertEquals(1, eth, "one of the first two requests");
        assertEquals(Set.of(), rig.missing(7));
        assertEquals(Set.of(), rig.missing(8));
    }

    @Test
    void shouldWaitWithoutDisplacingTicksWhenLessThanAQuarterOfTheRingIsFree() {
        try (RestRig small = new RestRig(16)) {
            small.miss(7, 100, 130);
            StringBuilder rows = new StringBuilder();
            for (long id = 100; id <= 130; id++) {
                rows.append(id == 100 ? "" : ",").append(aggregate(id, id, id, "1"));
            }
            small.venue.then(Reply.ok("[" + rows + "]"));
            Backfiller backfiller = small.backfiller(small.binance());
            small.holdRing();

            RestRig.awaitReal(() -> backfiller.doWork() == 0 && small.ring.depth() >= 12);
            for (int i = 0; i < 100; i++) {
                backfiller.doWork();
            }
            long depth = small.ring.depth();
            small.releaseRing();
            small.run(backfiller, SECOND_NS);

            assertTrue(depth <= 13, "a quarter stays free: " + depth);
            assertEquals(Set.of(), small.missing(7));
            assertEquals(31, small.records().size());
            assertEquals(1, small.venue.requests().size());
        }
    }

    @Test
    void shouldAskForTheNewestIdWhileCoverageIsOpen() {
        rig.streams.wanted = List.of(new RestStream(7, "BTCUSDT", true), new RestStream(8, "ETHUSDT", false));
        rig.streams.openSince.put(7, RestRig.START_EPOCH_NS);
        rig.streams.openSince.put(8, RestRig.START_EPOCH_NS);
        rig.venue.always(uri -> aggregates(aggregate(10, 99, 205, "1")));
        Backfiller backfiller = rig.backfiller(rig.binance());

        rig.run(backfiller, 2 * SECOND_NS);
        List<String> early = rig.venue.requests();
        rig.run(backfiller, 20 * SECOND_NS);

        assertEquals(List.of(), early);
        assertEquals(
                "/api/v3/aggTrades?symbol=BTCUSDT&limit=1", rig.venue.requests().get(0));
        assertEquals(List.of("NEWEST 7 205 source 4", "NEWEST 7 205 source 4"), rig.records());
    }

    @Test
    void shouldAskForTheNewestIdAtOnceWhenAJumpIsInQuarantine() {
        rig.streams.quarantined.add(7);
        rig.venue.always(uri -> Reply.ok("[" + coinbase(20, "1", "sell") + "]"));

        rig.run(coinbase(), SECOND_NS);

        assertEquals(List.of("NEWEST 7 20 source 4"), rig.records());
        assertEquals(List.of("/products/BTC-USD/trades?limit=1"), rig.venue.requests());
    }

    @Test
    void shouldTryAnUnknownSymbolAgainOnlyAfterAWhile() {
        rig.miss(7, 100, 100);
        rig.venue.always(uri -> Reply.of(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
        Backfiller backfiller = rig.backfiller(rig.binance());

        rig.run(backfiller, 4 * SECOND_NS);

        assertEquals(1, rig.venue.requests().size());
        assertTrue(backfiller.statuses().get(0).lastError().contains("Invalid symbol."));
        assertEquals(0, backfiller.statuses().get(0).pausedUntilEpochNs());
    }

    @Test
    void shouldAskNothingForStreamsOfOtherVenues() {
        rig.miss(99, 1, 5);

        rig.run(rig.backfiller(rig.binance()), SECOND_NS);

        assertEquals(List.of(), rig.venue.requests());
        assertFalse(rig.missing(99).isEmpty());
    }
}
