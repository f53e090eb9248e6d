package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.record.GateReason;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price stream, with the JDK's WebSocket client. */
@Timeout(60)
class PriceSocketTest {
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    @Test
    void shouldGreetSnapshotAndStreamWhenTheAddressNamesSymbols() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices?symbols=btcusd,nosuch");
        client.await("system:status");

        running.writer.price(RunningGateway.BTC, 6_712_400_000_000L, running.clock.nowEpochNs());
        String price = client.await("\"type\":\"price\"");

        assertTrue(
                client.messages
                        .get(0)
                        .startsWith("{\"type\":\"connected\",\"clientId\":\"c1\",\"serverTime\":1800000000000,"
                                + "\"protocolVersion\":1,\"limits\":{\"subscriptionsMax\":100,"),
                client.messages.get(0));
        assertTrue(
                client.messages
                        .get(3)
                        .startsWith("{\"type\":\"system:status\",\"data\":{\"price_health\":\"critical\","
                                + "\"recovering\":false,\"gate\":\"closed\",\"reason\":\"PRICE_FEED_STALE\","),
                client.messages.get(3));
        assertEquals(
                "{\"type\":\"subscribed\",\"symbols\":[\"BTC/USD\"],\"errors\":[{\"symbol\":\"nosuch\","
                        + "\"error\":\"UNKNOWN_SYMBOL\",\"message\":\"There is no such instrument.\",\"retryable\":false,"
                        + "\"nearest\":[]}]}",
                client.messages.get(1));
        assertTrue(
                client.messages
                        .get(2)
                        .startsWith("{\"type\":\"snapshot\",\"prices\":[{\"symbol\":\"BTC/USD\","
                                + "\"price\":\"67123.45\","),
                client.messages.get(2));
        assertEquals(
                "{\"type\":\"price\",\"symbol\":\"BTC/USD\",\"price\":\"67124\","
                        + "\"bestBid\":{\"price\":\"67123.99999999\",\"size\":\"1.5\",\"source\":\"binance\"},"
                        + "\"bestAsk\":{\"price\":\"67124.00000001\",\"size\":\"2.5\",\"source\":\"binance\"},"
                        + "\"midPrice\":\"67124\",\"spread\":\"0.00000002\",\"spreadBps\":0.00,\"source\":\"binance\","
                        + "\"sequence\":5,\"eventTime\":1800000000000,\"receivedTime\":1800000000000,"
                        + "\"health\":\"healthy\",\"stale\":false,\"cached\":false,\"age_ms\":0}",
                price);
    }

    @Test
    void shouldStreamOnlyWhatIsSubscribedToWhenSubscriptionsChange() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");
        client.send("{\"op\":\"subscribe\",\"symbols\":[\"ETH/USD\",\"BTC-USD\"],\"id\":7}");
        client.send("{\"op\":\"unsubscribe\",\"symbols\":[\"bitcoin\"],\"id\":\"x\\\"y\"}");
        String gone = client.await("\"unsubscribed\"");

        running.writer.price(RunningGateway.BTC, 1, running.clock.nowEpochNs());
        running.writer.price(RunningGateway.ETH, 2, running.clock.nowEpochNs());
        String price = client.await("\"type\":\"price\"");

        assertEquals("{\"type\":\"unsubscribed\",\"id\":\"x\\\"y\",\"symbols\":[\"BTC/USD\"],\"errors\":[]}", gone);
        assertTrue(client.await("\"subscribed\"").contains("\"id\":7,\"symbols\":[\"ETH/USD\",\"BTC/USD\"]"));
        assertTrue(price.contains("ETH/USD"), price);
    }

    @Test
    void shouldStreamAllWhenSubscribedToTheStar() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices?symbols=*");
        client.await("\"snapshot\"");

        for (int i = 1; i <= 3; i++) {
            running.writer.price(i, i, running.clock.nowEpochNs());
        }

        client.await("\"type\":\"price\",\"symbol\":\"BTC/USD\"");
        client.await("\"type\":\"price\",\"symbol\":\"ETH/USD\"");
        client.await("\"type\":\"price\",\"symbol\":\"SHIB/USD\"");
    }

    @Test
    void shouldDeliverTheLastPriceInOrderToEachWhenPricesComeFasterThanTheyCanBeSent() throws Exception {
        List<WsClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WsClient client =
                    WsClient.connect(running, i % 2 == 0 ? "/ws/prices?symbols=*" : "/ws/prices?symbols=btcusd");
            client.await("\"snapshot\"");
            clients.add(client);
        }
        long last = 0;

        for (int i = 1; i <= 20_000; i++) {
            last = 100_000_000L + i;
            running.writer.price(RunningGateway.BTC, last, running.clock.nowEpochNs());
        }

        for (WsClient client : clients) {
            client.await("\"price\":\"1.0002\"");
            long before = 0;
            for (String message : client.messages) {
                Matcher matcher = SEQUENCE.matcher(message);
                if (message.contains("\"type\":\"price\"") && matcher.find()) {
                    long sequence = Long.parseLong(matcher.group(1));
                    assertTrue(sequence >= before, () -> "went back in " + message);
                    before = sequence;
                }
            }
        }
        assertEquals(100_020_000L, last);
    }

    @Test
    void shouldTellTheStatusAtOnceWhenItChangesAndInItsInterval() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices?symbols=btcusd");
        client.await("\"snapshot\"");
        running.clock.advanceMs(100);

        running.writer.gate(2, GateReason.OPEN, running.clock.nowEpochNs(), 0);
        running.writer.tellStatus();
        client.await(
                "\"gate\":\"open\",\"timestamp\":1800000000100,\"instruments\":{\"BTC/USD\":{\"price_health\":\"healthy\","
                        + "\"gate\":\"open\"},\"ETH/USD\":{\"price_health\":\"critical\",\"gate\":\"open\"},"
                        + "\"SHIB/USD\":{\"price_health\":\"critical\"}}}}");
        running.clock.advanceMs(2_000);
        running.alive();
        running.clock.advanceMs(2_000);
        running.alive();
        running.clock.advanceMs(1_000);

        client.await("\"timestamp\":1800000005100");
    }

    @Test
    void shouldSayDeadManWhenTheEngineStandsStill() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");

        running.clock.advanceMs(3_100);

        client.await("\"price_health\":\"critical\",\"recovering\":false,\"gate\":\"closed\",\"reason\":\"DEAD_MAN\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | MALFORMED_JSON",
                "[] | MALFORMED_JSON",
                "{\"op\":\"ping\"} x | MALFORMED_JSON",
                "{\"op\":\"ping\",\"op\":\"ping\"} | MALFORMED_JSON",
                "{\"op\":\"fly\"} | UNKNOWN_OPERATION",
                "{\"op\":1} | INVALID_FIELD",
                "{} | MISSING_FIELD",
                "{\"op\":\"ping\",\"more\":1} | UNKNOWN_FIELD",
                "{\"op\":\"subscribe\",\"symbols\":\"BTC/USD\"} | INVALID_FIELD",
                "{\"op\":\"subscribe\",\"symbols\":[1]} | INVALID_FIELD",
                "{\"op\":\"subscribe\",\"symbols\":[[\"a\"]]} | INVALID_FIELD",
                "{\"op\":\"ping\",\"id\":1.5} | INVALID_FIELD",
                "{\"op\":\"ping\",\"id\":{}} | INVALID_FIELD",
            })
    void shouldAnswerEachMalformedMessageWithItsCode(String message, String code) throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");

        client.send(message);
        String error = client.await("\"type\":\"error\"");
        client.send("{\"op\":\"ping\",\"id\":1}");
        String pong = client.await("\"type\":\"pong\"");

        assertTrue(error.contains("\"error\":\"" + code + "\""), error);
        assertEquals("{\"type\":\"pong\",\"id\":1,\"serverTime\":1800000000000}", pong);
    }

    @Test
    void shouldCloseWith4400AfterFiveMalformedMessages() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");

        for (int i = 0; i < 5; i++) {
            client.send("nonsense");
        }

        assertEquals(4400, client.closeCode());
        assertEquals(
                5,
                client.messages.stream()
                        .filter(m -> m.contains("MALFORMED_JSON"))
                        .count());
    }

    @Test
    void shouldWarnThenCloseWith4429WhenMessagesComeTooFast() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");

        for (int i = 0; i < 111; i++) {
            client.send("{\"op\":\"ping\"}");
        }

        assertEquals(4429, client.closeCode());
        assertEquals(
                100,
                client.messages.stream().filter(m -> m.contains("\"pong\"")).count());
        assertEquals(
                10,
                client.messages.stream().filter(m -> m.contains("RATE_LIMITED")).count());
    }

    @Test
    void shouldRefuseSymbolsBeyondTheLimitAndCountTheStarAsOne() throws Exception {
        for (int i = 0; i < 110; i++) {
            running.writer.instrument("X" + i + "/USD", List.of(), "binance");
        }
        WsClient client = WsClient.connect(running, "/ws/prices");
        StringBuilder symbols = new StringBuilder("\"*\"");
        for (int i = 0; i < 110; i++) {
            symbols.append(",\"X").append(i).append("/USD\"");
        }

        client.send("{\"op\":\"subscribe\",\"symbols\":[" + symbols + "]}");
        String answer = client.await("\"subscribed\"");

        assertTrue(
                answer.contains("\"X98/USD\"],\"errors\":[{\"symbol\":\"X99/USD\",\"error\":\"TOO_MANY_SYMBOLS\""),
                answer);
    }

    @Test
    void shouldPingThenCloseWith4408WhenNothingIsHeard() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");
        client.await("connected");

        running.clock.advanceMs(60_001);

        assertEquals(4408, client.closeCode());
        assertEquals(1, running.gateway.counts().get(GatewayEvent.SOCKETS_CLOSED_IDLE));
    }

    @Test
    void shouldAnswerTheCloseHandshakeAndGiveTheConnectionBack() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices?symbols=*");
        client.await("connected");

        client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(10, TimeUnit.SECONDS);

        assertEquals(1000, client.closeCode());
        RunningGateway.await("no connection", () -> running.gateway.connectionCount() == 0);
        assertEquals(1, running.gateway.counts().get(GatewayEvent.SOCKETS_CLOSED));
    }

    @Test
    void shouldCloseWith1001WhenStopped() throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");
        client.await("connected");
        long startNs = System.nanoTime();

        running.gateway.close();
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;

        assertEquals(1001, client.closeCode());
        System.out.println("MEASURED: stop took " + tookMs + " ms");
    }
}
