package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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

    @Test
    void shouldDeliverBarePayloadsWhenStreamIsInThePath() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {

            simulator.advance(Duration.ofSeconds(5));

            assertTrue(client.next().startsWith("{\"e\":\"trade\",\"E\":"));
        }
    }

    @Test
    void shouldWrapPayloadsWhenConnectionIsCombined() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/stream?streams=btcusdt@bookTicker")) {

            simulator.advance(Duration.ofSeconds(5));

            assertTrue(client.next().startsWith("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":"));
        }
    }

    @Test
    void shouldAcknowledgeBeforeTheFirstDataWhenSubscribedLive() throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws")) {

            String ack = client.ask("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
            simulator.advance(Duration.ofSeconds(5));

            assertEquals("{\"result\":null,\"id\":1}", ack);
            assertTrue(client.next().contains("\"s\":\"BTCUSDT\",\"t\":1000000,"));
        }
    }
}
