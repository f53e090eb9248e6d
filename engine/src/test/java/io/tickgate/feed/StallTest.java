package io.tickgate.feed;

import static io.tickgate.feed.FeedHarness.SECOND;
import static io.tickgate.feed.FeedHarness.STEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDialogue;
import io.tickgate.feed.coinbase.CoinbaseDialogue;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedStatus;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How silence is noticed and repaired, on a clock moved by hand. */
class StallTest {
    private static final String RESUBSCRIBED = "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\","
            + "\"btcusdt@bookTicker\",\"btcusdt@ticker\"],\"id\":2} "
            + "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"btcusdt@bookTicker\",\"btcusdt@ticker\"],\"id\":3}";

    private final FeedHarness harness = FeedHarness.binance(1);
    private long tradeId;

    private void both(FakeLink link) {
        link.trade(1, ++tradeId);
        link.data(2);
    }

    @Test
    void shouldReplaceAConnectionThatIsSilentAltogether() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> both(link));
        harness.run(30 * SECOND);
        harness.everyStep(() -> {});

        harness.run(29 * SECOND);
        LinkEnd before = link.end();
        harness.run(2 * SECOND);

        assertNull(before);
        assertEquals(LinkEnd.failed("no data for 30000 ms"), link.end());
        assertEquals(List.of("STALLED 0"), link.reports);
        assertEquals(1, harness.counters.get(Counter.STALLS));
        harness.runUntilLinks(2, 5 * SECOND);
    }

    @Test
    void shouldReplaceAConnectionWithoutFirstDataSooner() {
        FakeLink link = harness.connect();

        harness.run(19 * SECOND);
        LinkEnd before = link.end();
        harness.run(2 * SECOND);

        assertNull(before);
        assertEquals(List.of("STALLED 0"), link.reports);
    }

    @Test
    void shouldRepairOneStreamThatFallsSilentWithoutTheOthersNoticing() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> both(link));
        harness.run(60 * SECOND);
        harness.everyStep(() -> link.data(2));

        harness.run(9 * SECOND);
        List<String> before = List.copyOf(link.reports);
        harness.run(2 * SECOND);
        FeedStatus stalled = harness.feed.status();
        harness.everyStep(() -> both(link));
        harness.run(60 * SECOND);

        assertEquals(List.of(), before);
        assertEquals(List.of("STALLED 1", "SUBSCRIBED 1"), link.reports);
        assertEquals(RESUBSCRIBED, String.join(" ", link.sent.subList(1, 3)));
        assertEquals(1, stalled.silentSymbols().size());
        assertTrue(stalled.silentSymbols().get(0).startsWith("BTCUSDT: no data for 10 s"), stalled.toString());
        assertEquals(List.of(), harness.feed.status().silentSymbols());
        assertEquals(1, harness.links.size());
        assertEquals(1, harness.counters.get(Counter.STREAM_STALLS));
    }

    @Test
    void shouldReplaceTheConnectionWhenTheRepairBringsNothing() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> both(link));
        harness.run(60 * SECOND);
        harness.everyStep(() -> link.data(2));

        harness.run(29 * SECOND);
        int before = harness.links.size();
        harness.run(3 * SECOND);
        FakeLink next = harness.last();
        next.open();
        harness.everyStep(() -> both(next));
        harness.run(SECOND);

        assertEquals(1, before);
        assertEquals(2, harness.links.size());
        LinkEnd end = link.end();
        assertNotNull(end);
        assertTrue(end.reason().startsWith("rotated: BTCUSDT is stalled: no data for 10 s"), end.reason());
        assertTrue(end.isIntended());
    }

    @Test
    void shouldNoticeATradeChannelThatLagsBehindTheTickerThoughQuotesCome() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> {
            both(link);
            link.ticker(1, tradeId);
        });
        harness.run(20 * SECOND);
        harness.everyStep(() -> link.ticker(1, ++tradeId));

        harness.run(4 * SECOND);
        List<String> before = List.copyOf(link.reports);
        harness.run(2 * SECOND);

        assertEquals(List.of(), before);
        assertEquals("STALLED 1", link.reports.get(0));
    }

    @Test
    void shouldNoticeATickerThatComesNoMoreThoughTradesAndQuotesDo() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> {
            both(link);
            link.ticker(1, tradeId);
        });
        harness.run(30 * SECOND);
        harness.everyStep(() -> both(link));

        harness.run(59 * SECOND);
        List<String> before = List.copyOf(link.reports);
        harness.run(2 * SECOND);
        List<String> silent = harness.feed.status().silentSymbols();
        harness.run(10 * SECOND);
        List<String> later = harness.feed.status().silentSymbols();
        link.ticker(1, tradeId);
        harness.run(STEP);

        assertEquals(List.of(), before);
        assertEquals(List.of("STALLED 1", "SUBSCRIBED 1"), link.reports);
        assertEquals(List.of("BTCUSDT: no word of the newest trade for 60 s"), silent);
        assertEquals(silent, later);
        assertEquals(List.of(), harness.feed.status().silentSymbols());
    }

    @Test
    void shouldLeaveATickerAloneThatUsuallyComesSeldom() {
        FakeLink link = harness.connect();
        long[] step = {0};
        harness.everyStep(() -> {
            both(link);
            // Every 10 s, later every 70 s: below eight times what was usual.
            long interval = step[0] < 8_000 ? 200 : 1_400;
            if (++step[0] % interval == 0) {
                link.ticker(1, tradeId);
            }
        });

        harness.run(1_800 * SECOND);

        assertEquals(List.of(), link.reports);
    }

    @Test
    void shouldNotFailAnIdleConnectionThatGetsAStream() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> both(link));
        harness.run(5 * SECOND);
        harness.feed.unwant(1);
        harness.feed.unwant(2);
        harness.everyStep(() -> {});
        harness.run(120 * SECOND);

        harness.feed.want(FeedHarness.ETH);
        harness.run(10 * SECOND);
        LinkEnd before = link.end();
        harness.run(25 * SECOND);

        assertNull(before);
        assertEquals(LinkEnd.failed("no data for 30000 ms"), link.end());
    }

    @Test
    void shouldReplaceASilentConnectionOfTheChannelOfAllMarkets() {
        FeedHarness all = new FeedHarness(
                FeedSettings.binance(3),
                new BinanceDialogue(
                        BaseUrls.of(URI.create("wss://venue.example")),
                        VenueTimeUnit.MILLISECOND,
                        SubscribeForm.AUTO,
                        List.of("!ticker@arr")),
                new ConnectBudget(250),
                1);
        all.feed.show(FeedHarness.BTC);
        FakeLink link = all.connect();
        all.everyStep(() -> link.data(1));
        all.run(60 * SECOND);
        LinkEnd whileDelivering = link.end();
        all.everyStep(() -> {});

        all.run(29 * SECOND);
        LinkEnd before = link.end();
        all.run(2 * SECOND);

        assertNull(whileDelivering);
        assertNull(before);
        assertEquals(LinkEnd.failed("no data for 30000 ms"), link.end());
        assertEquals(List.of("STALLED 0"), link.reports);
    }

    @Test
    void shouldNotSuspectTradesOfBeforeTheConnection() {
        FakeLink link = harness.connect();
        harness.everyStep(() -> {
            link.ticker(1, 1_000_000);
            link.data(2);
        });

        harness.run(60 * SECOND);

        assertEquals(List.of(), link.reports);
    }

    @Test
    void shouldLeaveAStreamAloneThatIsUsuallySlow() {
        FakeLink link = harness.connect();
        long[] step = {0};
        harness.everyStep(() -> {
            link.data(2);
            // Every 7 s, later every 45 s: below eight times what was usual.
            long interval = step[0] < 20_000 ? 140 : 900;
            if (++step[0] % interval == 0) {
                link.data(1);
            }
        });
        link.data(1);

        harness.run(1_800 * SECOND);

        assertEquals(List.of(), link.reports);
    }

    @Test
    void shouldBecomePatientWithAStreamThatNoRepairHelps() {
        harness.connect();
        harness.everyStep(() -> {
            for (FakeLink link : harness.links) {
                if (link.end() == null) {
                    link.open();
                    link.data(2);
                }
            }
        });

        harness.run(7_200 * SECOND);

        long stalls = harness.counters.get(Counter.STREAM_STALLS);
        assertTrue(stalls >= 6 && stalls < 20, stalls + " stalls in two hours");
        assertTrue(harness.links.size() < 20, harness.links.size() + " connections in two hours");
    }

    @Test
    void shouldReplaceACoinbaseProductWithoutHeartbeats() {
        FeedHarness coinbase = coinbase();
        FakeLink link = coinbase.connect();
        link.acknowledge(names("BTC-USD", "ETH-USD"));
        coinbase.everyStep(() -> {
            link.heartbeat(1, 10);
            link.heartbeat(2, 10);
        });
        coinbase.run(60 * SECOND);
        List<String> quiet = List.copyOf(link.reports);
        coinbase.everyStep(() -> {
            link.data(1);
            link.heartbeat(2, 10);
        });

        coinbase.run(14 * SECOND);
        List<String> before = List.copyOf(link.reports);
        coinbase.run(2 * SECOND);

        assertEquals(List.of("SUBSCRIBED 1", "SUBSCRIBED 2"), quiet);
        assertEquals(quiet, before);
        assertEquals("STALLED 1", link.reports.get(2));
        assertTrue(link.sent.get(1).startsWith("{\"type\":\"unsubscribe\""), link.sent.toString());
    }

    @Test
    void shouldNoticeACoinbaseTradeThatTheHeartbeatNames() {
        FeedHarness coinbase = coinbase();
        FakeLink link = coinbase.connect();
        link.acknowledge(names("BTC-USD", "ETH-USD"));
        coinbase.everyStep(() -> {
            link.heartbeat(1, 10);
            link.heartbeat(2, 10);
        });
        coinbase.run(10 * SECOND);
        coinbase.everyStep(() -> {
            link.heartbeat(1, 11);
            link.heartbeat(2, 10);
        });

        coinbase.run(6 * SECOND);

        assertEquals("STALLED 1", link.reports.get(2));
        assertFalse(link.reports.contains("STALLED 2"));
    }

    private static FeedHarness coinbase() {
        FeedHarness harness = new FeedHarness(
                FeedSettings.coinbase(4),
                new CoinbaseDialogue(BaseUrls.of(URI.create("wss://venue.example"))),
                new ConnectBudget(250),
                1);
        harness.feed.want(new FeedStream(1, "BTC-USD", true));
        harness.feed.want(new FeedStream(2, "ETH-USD", false));
        harness.run(STEP);
        return harness;
    }

    private static String[] names(String... products) {
        return List.of(products).stream()
                .flatMap(product -> List.of("ticker:" + product, "matches:" + product, "heartbeat:" + product).stream())
                .toArray(String[]::new);
    }
}
