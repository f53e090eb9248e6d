package io.tickgate.feed;

import static io.tickgate.feed.FeedHarness.BTC;
import static io.tickgate.feed.FeedHarness.ETH;
import static io.tickgate.feed.FeedHarness.SECOND;
import static io.tickgate.feed.FeedHarness.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.feed.coinbase.CoinbaseDialogue;
import io.tickgate.feed.coincap.CoinCapDialogue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.status.FeedStatus;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a connection is brought to the desired streams, on a clock moved by hand. */
class SubscriptionsTest {
    private static final FeedStream SOL = new FeedStream(3, "SOLUSDT", false);

    private static void deliver(FeedHarness harness) {
        harness.everyStep(() -> harness.links.forEach(link -> {
            if (link.isOpen() && link.end() == null) {
                link.streams.streams().forEach(stream -> link.data(stream.streamId()));
            }
        }));
    }

    @Test
    void shouldChangeTheStreamsOfALiveConnection() {
        FeedHarness harness = FeedHarness.binance(1);
        FakeLink link = harness.connect();
        deliver(harness);
        harness.run(SECOND);

        harness.feed.want(SOL);
        harness.feed.unwant(ETH.streamId());
        harness.run(SECOND);

        assertEquals(
                List.of(
                        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}",
                        "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"ethusdt@trade\",\"ethusdt@bookTicker\"],\"id\":2}",
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"solusdt@trade\",\"solusdt@bookTicker\"],\"id\":3}",
                        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}"),
                link.sent);
        assertEquals(List.of("UNSUBSCRIBED 2", "SUBSCRIBED 3"), link.reports);
        assertEquals(List.of(BTC, SOL), link.streams.streams());
        assertEquals(1, harness.links.size());
        assertEquals(2, harness.feed.status().streamsSubscribed());
    }

    @Test
    void shouldAskForManyStreamsInFewMessages() {
        FeedHarness harness = FeedHarness.binance(FeedSettings.binance(3), SubscribeForm.MESSAGE, 1);
        for (int id = 10; id < 260; id++) {
            assertTrue(harness.feed.want(new FeedStream(id, "S" + id, false)));
        }

        FakeLink link = harness.connect();
        deliver(harness);
        harness.run(SECOND);

        assertEquals(4, link.sent.size());
        assertEquals(252, harness.feed.status().streamsSubscribed());
        assertEquals(252, harness.feed.status().streamsDelivering());
    }

    @Test
    void shouldFindTheStreamThatTheVenueDoesNotKnow() {
        FeedHarness harness = FeedHarness.binance(FeedSettings.binance(3), SubscribeForm.MESSAGE, 1);
        for (int id = 10; id < 20; id++) {
            harness.feed.want(new FeedStream(id, "S" + id, false));
        }
        harness.feed.connect(harness.nowNs());
        harness.run(STEP);
        FakeLink link = harness.last();
        link.unknown.add("s13@trade");
        link.open();
        harness.everyStep(() -> link.streams.streams().stream()
                .filter(stream ->
                        link.subscribed.contains(stream.venueSymbol().toLowerCase(java.util.Locale.ROOT) + "@trade"))
                .forEach(stream -> link.data(stream.streamId())));

        harness.run(10 * SECOND);
        FeedStatus status = harness.feed.status();
        int asked = link.sent.size();
        link.unknown.clear();
        harness.run(60 * SECOND);

        assertEquals(11, status.streamsSubscribed());
        assertEquals(List.of("S13: unknown stream"), status.silentSymbols());
        assertTrue(asked < 12, "messages: " + asked);
        assertEquals(12, harness.feed.status().streamsSubscribed());
        assertEquals(1, harness.links.size());
    }

    @Test
    void shouldRepairWhatTheVenueDroppedOrAdded() {
        FeedHarness harness = FeedHarness.binance(1);
        harness.feed.connect(harness.nowNs());
        harness.run(STEP);
        FakeLink link = harness.last();
        link.subscribed.remove("ethusdt@trade");
        link.subscribed.add("dogeusdt@trade");
        link.open();
        deliver(harness);

        harness.run(SECOND);

        assertEquals(
                List.of(
                        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}",
                        "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"dogeusdt@trade\"],\"id\":2}",
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"ethusdt@trade\",\"ethusdt@bookTicker\"],\"id\":3}",
                        "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}"),
                link.sent);
        assertEquals(List.of("STALLED 2", "SUBSCRIBED 2"), link.reports);
        assertTrue(link.subscribed.contains("ethusdt@trade"));
        assertFalse(link.subscribed.contains("dogeusdt@trade"));
    }

    @Test
    void shouldReplaceAConnectionThatDoesNotAnswer() {
        FeedHarness harness = FeedHarness.binance(1);
        FakeLink link = harness.connect();
        deliver(harness);
        harness.run(SECOND);
        link.isAnswering = false;
        harness.feed.want(SOL);

        harness.run(9 * SECOND);
        int before = harness.links.size();
        harness.run(2 * SECOND);

        assertEquals(1, before);
        assertEquals(2, harness.links.size());
        assertNull(link.end());
        assertTrue(harness.last().subscribed.contains("solusdt@trade"));
    }

    @Test
    void shouldCompareTheAcknowledgementOfCoinbaseWithWhatWasAskedFor() {
        FeedHarness harness = new FeedHarness(
                FeedSettings.coinbase(4),
                new CoinbaseDialogue(BaseUrls.of(URI.create("wss://venue.example"))),
                new ConnectBudget(250),
                1);
        harness.feed.want(new FeedStream(1, "BTC-USD", true));
        harness.feed.want(new FeedStream(2, "BTC-XXX", false));
        FakeLink link = harness.connect();
        harness.everyStep(() -> link.heartbeat(1, 5));
        List<String> atOnce = List.copyOf(link.sent);

        link.error("Failed to subscribe: BTC-XXX is not a valid product");
        link.acknowledge("ticker:BTC-USD", "matches:BTC-USD", "heartbeat:BTC-USD");
        harness.run(SECOND);
        link.error("Failed to subscribe: BTC-XXX is not a valid product");
        harness.run(3 * SECOND);

        assertEquals(
                List.of("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"BTC-XXX\"],"
                        + "\"channels\":[\"ticker\",\"matches\",\"heartbeat\"]}"),
                atOnce);
        assertTrue(link.sent.get(1).contains("[\"BTC-XXX\"]"), link.sent.toString());
        assertEquals(2, link.sent.size());
        assertEquals(
                List.of("BTC-XXX: Failed to subscribe: BTC-XXX is not a valid product"),
                harness.feed.status().silentSymbols());
        assertEquals(List.of("SUBSCRIBED 1"), link.reports);
    }

    @Test
    void shouldReplaceTheConnectionToCoinCapForAnotherSetAndHideItsKey() {
        FeedHarness harness = new FeedHarness(
                FeedSettings.coinCap(5),
                new CoinCapDialogue(BaseUrls.of(URI.create("wss://venue.example")), "s3cret&key", false),
                new ConnectBudget(250),
                1);
        harness.feed.want(new FeedStream(1, "bitcoin", false));
        FakeLink link = harness.connect();
        deliver(harness);
        harness.run(SECOND);

        harness.feed.want(new FeedStream(2, "binance-coin", false));
        harness.run(SECOND);
        harness.last().open();
        harness.run(SECOND);

        assertEquals(2, harness.links.size());
        assertEquals(LinkEnd.intended("rotated: the set of streams has changed"), link.end());
        assertEquals(List.of(), link.sent);
        assertEquals(
                "wss://venue.example/prices?assets=bitcoin,binance-coin&apiKey=s3cret%26key",
                harness.last().request.opening().url().toString());
        assertFalse(harness.feed.status().toString().contains("s3cret"));
        assertFalse(harness.last().request.toString().contains("s3cret"));
        assertTrue(harness.feed.status().toString().contains("apiKey=***"));
    }
}
