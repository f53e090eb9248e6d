package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("slow")
class SubscriptionTest {

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(SimulatorOptions.defaults().withManual(true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private SocketClient connect(String target, int streams) {
        SocketClient client = SocketClient.connect(simulator.uri(), target);
        Await.subscriptions(simulator, streams);
        return client;
    }

    @Test
    void shouldDeliverBarePayloadsWhenStreamIsInThePath() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade", 1)) {

            simulator.advance(Duration.ofSeconds(5));

            assertTrue(client.next().startsWith("{\"e\":\"trade\",\"E\":"));
        }
    }

    @Test
    void shouldWrapPayloadsWhenConnectionIsCombined() throws Exception {
        try (SocketClient client = connect("/stream?streams=btcusdt@bookTicker", 1)) {

            simulator.advance(Duration.ofSeconds(5));

            assertTrue(client.next().startsWith("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":"));
        }
    }

    @Test
    void shouldUnderstandTheUrlWhenItIsEncoded() throws Exception {
        try (SocketClient client = connect("/stream?streams=btcusdt%40trade%2Fethusdt%40trade", 2)) {

            String list = client.ask("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");

            assertEquals("{\"result\":[\"btcusdt@trade\",\"ethusdt@trade\"],\"id\":3}", list);
        }
    }

    @Test
    void shouldAcknowledgeBeforeTheFirstDataWhenSubscribedLive() throws Exception {
        try (SocketClient client = connect("/ws", 0)) {

            String ack = client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
            Await.subscriptions(simulator, 1);
            simulator.advance(Duration.ofSeconds(5));

            assertEquals("{\"result\":null,\"id\":1}", ack);
            assertTrue(client.next().contains("\"s\":\"BTCUSDT\",\"t\":1000000,"));
        }
    }

    @Test
    void shouldStopDeliveringWhenUnsubscribed() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade/ethusdt@trade", 2)) {

            String ack = client.ask("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":\"u1\"}");
            simulator.advance(Duration.ofSeconds(20));
            List<String> trades = client.next(5);

            assertEquals("{\"result\":null,\"id\":\"u1\"}", ack);
            assertTrue(trades.stream().allMatch(t -> t.contains("ETHUSDT")), trades.toString());
        }
    }

    @Test
    void shouldAcknowledgeAndStaySilentWhenTheStreamIsUnknown() throws Exception {
        try (SocketClient client = connect("/ws/BTCUSDT@trade/btcusdt@nonsense/nosuch@trade", 3)) {

            simulator.advance(Duration.ofSeconds(30));
            String ack = client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"xxxyyy@trade\"],\"id\":1}");

            assertEquals("{\"result\":null,\"id\":1}", ack);
            assertEquals(0, simulator.state().framesSentCount());
        }
    }

    @Test
    void shouldWrapFromThenOnWhenCombinedIsSetLive() throws Exception {
        try (SocketClient client = connect("/ws/btcusdt@trade", 1)) {

            client.ask("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}");
            simulator.advance(Duration.ofSeconds(5));

            assertTrue(client.next().startsWith("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\""));
        }
    }

    @Test
    void shouldAnswerErrorsWithoutTheStreamKeyWhenCombined() throws Exception {
        try (SocketClient client = connect("/stream", 0)) {

            String error = client.ask("hello");

            assertEquals("{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 1\"}", error);
        }
    }

    @Test
    void shouldTake1024StreamsInOneMessageAndRefuseOneMore() throws Exception {
        String names =
                IntStream.range(0, 1_024).mapToObj(i -> "\"s" + i + "@trade\"").collect(Collectors.joining(","));
        try (SocketClient client = connect("/ws", 0)) {

            String ack = client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[" + names + "],\"id\":1}");
            String error = client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"more@trade\"],\"id\":2}");

            assertEquals("{\"result\":null,\"id\":1}", ack);
            assertEquals("{\"code\":4,\"msg\":\"Too many subscriptions\",\"id\":2}", error);
        }
    }

    @Test
    void shouldShowAllClientsTheSameTradesWhenTheyComeAndGo() throws Exception {
        List<String> early;
        try (SocketClient first = connect("/ws/btcusdt@trade", 1);
                SocketClient second = connect("/ws/btcusdt@trade", 2)) {
            simulator.advance(Duration.ofSeconds(20));
            early = first.next(10);
            assertEquals(early, second.next(10));
        }
        Await.until(() -> simulator.state().connections().isEmpty());
        simulator.advance(Duration.ofSeconds(20));
        long unseenId = simulator.state().lastTrades().get(0).tradeId();

        try (SocketClient later = connect("/ws/btcusdt@trade", 1)) {
            simulator.advance(Duration.ofSeconds(20));

            assertEquals(unseenId + 1, Json.longOf(later.next(), "t"));
            assertTrue(unseenId > Json.longOf(early.get(9), "t"));
        }
    }
}
