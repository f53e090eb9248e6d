package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can go wrong with subscriptions and the order of messages. */
@Timeout(60)
@Tag("slow")
class StreamFaultTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient connect(String target) {
        int present = simulator.state().connections().size();
        SocketClient client = SocketClient.connect(simulator.uri(), target);
        Await.until(() -> simulator.state().connections().size() > present);
        return client;
    }

    private long lastId() {
        return simulator.state().lastTrades().get(0).tradeId();
    }

    private static List<Long> ids(List<String> trades) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (String trade : trades) {
            ids.add(Json.longOf(trade, "t"));
        }
        return ids;
    }

    @Test
    void shouldLoseTheTradesOfOneStreamWhenItStallsAndTradingGoesOn() throws Exception {
        try (SocketClient trades = connect("/ws/btcusdt@trade");
                SocketClient rest = connect("/ws/btcusdt@aggTrade/btcusdt@bookTicker")) {
            simulator.inject(Fault.stallStream(60, "BTCUSDT", "trade", true));
            simulator.advance(Duration.ofSeconds(59));
            long missed = lastId();
            assertTrue(rest.next(20).stream().anyMatch(text -> text.contains("\"e\":\"aggTrade\"")));

            simulator.advance(MINUTE);

            assertTrue(missed > 1_000_000);
            assertTrue(Json.longOf(trades.next(), "t") > missed);
            assertEquals(missed - 999_999, simulator.state().faultCounts().get(FaultKind.STALL_STREAM));
        }
    }

    @Test
    void shouldMissNoIdWhenTheStreamOfTradesStallsBecauseNothingIsTraded() throws Exception {
        try (SocketClient both = connect("/ws/btcusdt@trade/btcusdt@bookTicker")) {
            simulator.inject(Fault.stallStream(60, "BTCUSDT", "trade", false));
            simulator.advance(Duration.ofSeconds(59));

            assertTrue(both.next(20).stream().allMatch(text -> text.startsWith("{\"u\":")));
            assertTrue(simulator.state().lastTrades().stream()
                    .noneMatch(trade -> trade.symbol().equals("BTCUSDT")));
            simulator.advance(MINUTE);
            String text = both.next();
            while (text.startsWith("{\"u\":")) {
                text = both.next();
            }
            assertEquals(1_000_000, Json.longOf(text, "t"));
        }
    }

    @Test
    void shouldStallOneStreamOnlyWhenQuotesAreNamed() throws Exception {
        try (SocketClient both = connect("/ws/btcusdt@trade/btcusdt@bookTicker")) {
            simulator.inject(Fault.stallStream(3_600, null, "bookTicker", true));

            simulator.advance(MINUTE);

            List<Long> ids = ids(both.next((int) (lastId() - 999_999)));
            assertEquals(1_000_000, ids.get(0));
            assertEquals(lastId(), ids.get(ids.size() - 1));
        }
    }

    @Test
    void shouldBeginWithTheLastTradesWhenAClientComesBack() throws Exception {
        List<String> before;
        try (SocketClient first = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);
            before = first.next((int) (lastId() - 999_999));
        }
        Await.until(() -> simulator.state().connections().isEmpty());
        simulator.inject(Fault.oldTrades(4, "BTCUSDT"));

        try (SocketClient again = connect("/ws/btcusdt@trade/btcusdt@bookTicker");
                SocketClient other = connect("/ws/btcusdt@trade")) {
            simulator.advance(MINUTE);

            assertEquals(before.subList(before.size() - 4, before.size()), again.next(4));
            assertEquals(999_999 + before.size() + 1, Json.longOf(other.next(), "t"));
        }
    }

    @Test
    void shouldMissNothingBetweenTheOldTradesAndTheNewWhenTheStreamIsSubscribedByMessage() throws Exception {
        try (SocketClient client = connect("/ws")) {
            simulator.advance(MINUTE);
            long last = lastId();
            simulator.inject(Fault.oldTrades(2, null));

            client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
            Await.subscriptions(simulator, 1);
            simulator.advance(MINUTE);

            assertEquals(List.of(last - 1, last, last + 1, last + 2), ids(client.next(4)));
        }
    }

    @Test
    void shouldNotEnterAStreamWhenItWasLeftWhileItWaited() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@bookTicker")) {
            simulator.inject(Fault.ackThenNothing(30, "BTCUSDT"));
            client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
            client.ask("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":2}");

            simulator.advance(Duration.ofSeconds(31));
            simulator.advance(MINUTE);

            assertTrue(client.next(100).stream().allMatch(text -> text.startsWith("{\"u\":")));
        }
    }

    @Test
    void shouldSendTheSameTradesInAnotherOrderWhenTheyAreReordered() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.reorder(5, "BTCUSDT"));
            simulator.advance(Duration.ofSeconds(90));

            List<Long> ids = ids(client.next(8));
            List<Long> inOrder = List.of(1_000_000L, 1_000_001L, 1_000_002L, 1_000_003L, 1_000_004L);
            assertNotEquals(inOrder, ids.subList(0, 5));
            assertEquals(inOrder, ids.subList(0, 5).stream().sorted().toList());
            assertEquals(List.of(1_000_005L, 1_000_006L, 1_000_007L), ids.subList(5, 8));
        }
    }

    @Test
    void shouldLetHeldTradesGoWhenNoOthersCome() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.reorder(1_000, "BTCUSDT"));
            simulator.advance(Duration.ofSeconds(20));
            long held = lastId();

            simulator.advance(Duration.ofMillis(5_001));
            simulator.advance(Duration.ZERO);

            assertTrue(held > 1_000_000);
            assertEquals(
                    held - 999_999,
                    ids(client.next((int) (held - 999_999))).stream().distinct().count());
        }
    }

    @Test
    void shouldAnswerASubscriptionWithAnErrorInEitherForm() throws Exception {
        try (SocketClient client = connect("/ws")) {
            simulator.inject(Fault.ackError(1, false));
            simulator.inject(Fault.ackError(1, true));
            String subscribe = "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":19}";

            String flat = client.ask(subscribe);
            String nested = client.ask(subscribe);
            String list = client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
            String right = client.ask(subscribe);

            assertEquals("{\"code\":4,\"msg\":\"Too many subscriptions\",\"id\":19}", flat);
            assertEquals("{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":19}", nested);
            assertEquals("{\"result\":[],\"id\":2}", list);
            assertEquals("{\"result\":null,\"id\":19}", right);
        }
    }

    @Test
    void shouldSendNothingForTheSymbolWhenItsSubscriptionIsOnlyAcknowledged() throws Exception {
        try (SocketClient early = connect("/ws/btcusdt@trade")) {
            simulator.inject(Fault.ackThenNothing(60, "BTCUSDT"));
            try (SocketClient late = connect("/ws")) {
                String answer = late.ask(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"ethusdt@trade\"],\"id\":1}");
                Await.subscriptions(simulator, 3);

                simulator.advance(Duration.ofSeconds(59));
                long missed = lastId();
                assertEquals(1_000_000, Json.longOf(early.next(), "t"));
                simulator.advance(Duration.ofSeconds(1));
                simulator.advance(MINUTE);

                assertEquals("{\"result\":null,\"id\":1}", answer);
                String text = late.next();
                while (text.contains("ETHUSDT")) {
                    text = late.next();
                }
                assertTrue(Json.longOf(text, "t") > missed);
            }
        }
    }
}
