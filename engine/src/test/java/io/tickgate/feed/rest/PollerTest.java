package io.tickgate.feed.rest;

import static io.tickgate.feed.rest.RestRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.rest.PlayedVenue.Reply;
import io.tickgate.status.Counter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PollerTest {
    private final RestRig rig = new RestRig();

    @AfterEach
    void close() {
        rig.close();
        assertEquals(List.of(), List.copyOf(rig.errors));
    }

    private static Reply binance(URI uri) {
        return Reply.ok(
                uri.getPath().endsWith("bookTicker")
                        ? "[{\"symbol\":\"BTCUSDT\",\"bidPrice\":\"9.9\",\"bidQty\":\"1\",\"askPrice\":\"10.1\",\"askQty\":\"2\"},"
                                + "{\"symbol\":\"ETHUSDT\",\"bidPrice\":\"0.0\",\"askPrice\":\"\"}]"
                        : "[{\"symbol\":\"ETHUSDT\",\"price\":\"3.5\"},{\"symbol\":\"BTCUSDT\",\"price\":\"10\"},"
                                + "{\"symbol\":\"XRPUSDT\",\"price\":\"1\"},{\"symbol\":\"ADAUSDT\",\"price\":\"0\"}]");
    }

    private void silence() {
        rig.streams.silentSinceEpochNs = rig.clock.nowEpochNs();
    }

    @Test
    void shouldPollWhenTheWebSocketHasBeenSilentForLongEnough() {
        rig.streams.wanted = List.of(
                new RestStream(7, "BTCUSDT", true),
                new RestStream(8, "ETHUSDT", false),
                new RestStream(9, "ADAUSDT", false));
        rig.venue.always(PollerTest::binance);
        Poller poller = rig.poller(rig.binance());
        silence();

        rig.run(poller, 10 * SECOND_NS);
        List<String> early = rig.venue.requests();
        rig.run(poller, 4 * SECOND_NS);

        assertEquals(List.of(), early);
        assertEquals(
                List.of("PRICE 8 3.5 bid 0 ask 0 flags 16", "PRICE 7 10 bid 9.9 ask 10.1 flags 16"), rig.records());
        String names = "?symbols=%5B%22ADAUSDT%22%2C%22BTCUSDT%22%2C%22ETHUSDT%22%5D";
        assertEquals(
                List.of("/api/v3/ticker/bookTicker" + names, "/api/v3/ticker/price" + names), rig.venue.requests());
        assertEquals(List.of("binance"), poller.pollingVenues());
    }

    @Test
    void shouldPollEachFiveSecondsAndStopWhenTheWebSocketIsHeardForAWhile() {
        rig.venue.always(PollerTest::binance);
        Poller poller = rig.poller(rig.binance());
        silence();
        rig.run(poller, 31 * SECOND_NS);
        long polled = rig.counters.get(Counter.PRICES_POLLED);

        rig.streams.silentSinceEpochNs = VenueOutage.NOT;
        rig.run(poller, 3 * SECOND_NS);
        List<String> afterThree = poller.pollingVenues();
        silence();
        rig.run(poller, SECOND_NS);
        rig.streams.silentSinceEpochNs = VenueOutage.NOT;
        rig.run(poller, 4 * SECOND_NS);
        List<String> flapped = poller.pollingVenues();
        rig.run(poller, 2 * SECOND_NS);

        assertEquals(5, polled, "at 10, 15, 20, 25 and 30 s");
        assertEquals(List.of("binance"), afterThree);
        assertEquals(List.of("binance"), flapped, "one that flaps is polled on");
        assertEquals(List.of(), poller.pollingVenues());
        int requests = rig.venue.requests().size();
        rig.run(poller, 20 * SECOND_NS);
        assertEquals(requests, rig.venue.requests().size());
    }

    @Test
    void shouldAskForAllSymbolsWhenThereAreMoreThanAHundredOrOneIsUnknown() {
        List<RestStream> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(new RestStream(100 + i, "S" + i, false));
        }
        BinancePriceRound round = new BinancePriceRound(many);
        BinancePriceRound spoilt = new BinancePriceRound(many.subList(0, 2));
        RestRequest first = round.next();
        RestRequest byName = spoilt.next();

        spoilt.onRefused();

        assertEquals(new RestRequest("/api/v3/ticker/bookTicker", 4), first);
        assertEquals(new RestRequest("/api/v3/ticker/bookTicker?symbols=%5B%22S0%22%2C%22S1%22%5D", 4), byName);
        assertEquals(new RestRequest("/api/v3/ticker/bookTicker", 4), spoilt.next());
        spoilt.onRefused();
        assertEquals(null, spoilt.next());
    }

    @Test
    void shouldPollCoinbaseProductByProductWithinItsBudgetAndPassOverAnUnknownOne() {
        List<RestStream> streams = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            streams.add(new RestStream(100 + i, "P" + i + "-USD", false));
        }
        rig.streams.wanted = streams;
        rig.venue.always(uri -> uri.getPath().contains("/P3-")
                ? Reply.of(404, "{\"message\":\"NotFound\"}")
                : Reply.ok("{\"trade_id\":5,\"price\":\"1.5\",\"size\":\"1\",\"bid\":\"1.4\",\"ask\":\"1.6\","
                        + "\"time\":\"2027-01-15T07:43:20.1Z\"}"));
        Poller poller = rig.poller(rig.host(RestRig.settings("coinbase", rig.venue, 5, SECOND_NS)));
        rig.streams.silentSinceEpochNs = rig.clock.nowEpochNs() - 11 * SECOND_NS;

        rig.run(poller, SECOND_NS - RestRig.STEP_NS);
        int inASecond = rig.venue.requests().size();
        rig.run(poller, 3 * SECOND_NS);

        assertEquals(5, inASecond);
        assertEquals(12, rig.venue.requests().size());
        assertEquals(11, rig.records().size());
        assertEquals("PRICE 100 1.5 bid 1.4 ask 1.6 flags 16", rig.records().get(0));
    }

    @Test
    void shouldPollCoinCapBySlug() {
        rig.streams.wanted = List.of(new RestStream(7, "bitcoin", false), new RestStream(8, "binance-coin", false));
        rig.venue.always(uri -> Reply.ok("{\"data\":[{\"id\":\"binance-coin\",\"priceUsd\":\"1.2E-7\"},"
                + "{\"id\":\"bitcoin\",\"priceUsd\":\"67000.1234567890123\"},{\"id\":\"other\",\"priceUsd\":\"1\"}],"
                + "\"timestamp\":1700000000000}"));
        Poller poller = rig.poller(rig.host(RestRig.settings("coincap", rig.venue, 5, 60 * SECOND_NS)));
        rig.streams.silentSinceEpochNs = rig.clock.nowEpochNs() - 11 * SECOND_NS;

        rig.run(poller, SECOND_NS);

        assertEquals(
                List.of("PRICE 8 0.00000012 bid 0 ask 0 flags 16", "PRICE 7 67000.12345679 bid 0 ask 0 flags 20"),
                rig.records());
        assertEquals(List.of("/v3/assets?ids=bitcoin,binance-coin&limit=100"), rig.venue.requests());
    }

    @Test
    void shouldGoOnPollingAfterAFailedRound() {
        rig.venue.then(Reply.of(500, "")).always(PollerTest::binance);
        Poller poller = rig.poller(rig.binance());
        rig.streams.silentSinceEpochNs = rig.clock.nowEpochNs() - 11 * SECOND_NS;

        rig.run(poller, 6 * SECOND_NS);

        assertEquals(List.of("PRICE 7 10 bid 9.9 ask 10.1 flags 16"), rig.records());
    }

    @Test
    void shouldShareOneBudgetAndOneRequestAtATimeWithBackFill() {
        RequestPace pace =
                new RequestPace(RestRig.settings("binance", rig.venue, 10, 60 * SECOND_NS), new java.util.Random(1));

        assertTrue(pace.tryStart(RequestPace.Lane.BACK_FILL, 4, 0));
        assertEquals(false, pace.tryStart(RequestPace.Lane.POLL, 4, 1));
        pace.onEnd(-1, 2);
        assertEquals(
                false, pace.tryStart(RequestPace.Lane.BACK_FILL, 4, 3), "the other one was turned away and is next");
        assertTrue(pace.tryStart(RequestPace.Lane.POLL, 4, 4));
        pace.onEnd(-1, 5);
        assertEquals(false, pace.tryStart(RequestPace.Lane.POLL, 4, 6), "over the budget");
        assertTrue(pace.tryStart(RequestPace.Lane.POLL, 2, 7));
        pace.onEnd(-1, 8);
        assertEquals(false, pace.tryStart(RequestPace.Lane.POLL, 4, 60 * SECOND_NS - 1));
        assertTrue(pace.tryStart(RequestPace.Lane.BACK_FILL, 4, 60 * SECOND_NS));
    }
}
