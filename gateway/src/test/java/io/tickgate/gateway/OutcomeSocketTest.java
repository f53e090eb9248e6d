package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.gateway.settings.GatewaySettings;
import io.tickgate.publish.BetView;
import io.tickgate.record.BetOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bettor's own outcomes over WebSocket. */
@Timeout(120)
class OutcomeSocketTest {
    private static final Pattern KEY = Pattern.compile("\"idempotencyKey\":\"([^\"]*)\"");
    private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]*)\"");
    private static final String WANTED = "{\"op\":\"subscribe\",\"outcomes\":true}";

    private final RunningGateway running = new RunningGateway();
    private final OutcomeBets bets = new OutcomeBets(running);

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private WsClient connect(String subscription) throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");
        client.send(subscription);
        client.await("\"type\":\"subscribed\"");
        return client;
    }

    private static String since(String since) {
        return "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":" + since + "}";
    }

    private static List<String> outcomes(WsClient client) {
        return client.messages.stream()
                .filter(text -> text.startsWith("{\"type\":\"bet\","))
                .toList();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static List<String> keys(List<String> outcomes) {
        return outcomes.stream().map(text -> find(KEY, text)).toList();
    }

    private static List<String> awaitKeys(WsClient client, int count) {
        RunningGateway.await(count + " outcomes", () -> outcomes(client).size() >= count);
        return keys(outcomes(client));
    }

    @Test
    void shouldSendEachOutcomeOnceAsTheVeryObjectOfTheRestApi() throws Exception {
        BetView before = bets.take("before");
        BetView bet = bets.take("k");
        BetView foreign = bets.takeFor("default", "somebody", "foreign");
        running.writer.decide(before, BetOutcome.MISS);
        WsClient client = connect(WANTED);
        WsClient other = connect("{\"op\":\"subscribe\",\"symbols\":[\"BTC/USD\"]}");

        running.writer.decide(foreign, BetOutcome.HIT);
        running.writer.decide(bet, BetOutcome.HIT);
        String outcome = client.await("{\"type\":\"bet\"");
        other.send("{\"op\":\"ping\"}");
        other.await("pong");

        String body = running.get("/api/bets/by-key/k").body();
        assertEquals("{\"type\":\"bet\"," + body.substring(1), outcome);
        assertEquals(List.of("k"), keys(outcomes(client)));
        assertEquals(List.of(), outcomes(other));
    }

    @Test
    void shouldGoOnWithinARecordThatDecidedManyWhenAskedFromTheLastPosition() throws Exception {
        List<BetView> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(bets.take("k" + i));
        }
        long sequence = running.writer.nextSequence();
        for (int i = 0; i < 5; i++) {
            running.writer.decide(taken.get(i), BetOutcome.HIT, i);
        }
        running.writer.endBatch();

        WsClient all = connect(since("0"));
        WsClient rest = connect(since("\"" + sequence + ".2\""));
        WsClient after = connect(since("" + sequence));
        BetView last = bets.take("last");
        running.writer.decide(last, BetOutcome.HIT);

        assertEquals(List.of("k0", "k1", "k2", "k3", "k4", "last"), awaitKeys(all, 6));
        assertEquals(List.of("k3", "k4", "last"), awaitKeys(rest, 3));
        assertEquals(List.of("last"), awaitKeys(after, 1));
        assertTrue(rest.await("\"subscribed\"").contains("{\"since\":\"" + sequence + ".2\",\"complete\":true}"));
    }

    @Test
    void shouldSendNothingMoreWhenUnsubscribedAndStillSendPrices() throws Exception {
        WsClient client = connect("{\"op\":\"subscribe\",\"outcomes\":true,\"symbols\":[\"BTC/USD\"]}");
        client.send("{\"op\":\"unsubscribe\",\"outcomes\":true}");
        client.await("\"type\":\"unsubscribed\"");

        running.writer.decide(bets.take("k"), BetOutcome.HIT);
        running.writer.price(RunningGateway.BTC, 6_800_000_000_000L, running.clock.nowEpochNs());
        client.await("\"68000\"");

        assertEquals(List.of(), outcomes(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"subscribe\",\"outcomes\":1}",
                "{\"op\":\"subscribe\",\"outcomes\":\"true\"}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":true}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":-1}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":1.5}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"1.\"}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"1.-1\"}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"01\"}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"yesterday\"}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":99999999}",
                "{\"op\":\"subscribe\",\"outcomes\":true,\"since\":\"9999999999999999999999\"}",
                "{\"op\":\"subscribe\",\"since\":0}",
                "{\"op\":\"subscribe\",\"outcomes\":false,\"since\":0}",
            })
    void shouldRefuseAPlaceThatIsNone(String message) throws Exception {
        WsClient client = WsClient.connect(running, "/ws/prices");

        client.send(message);

        assertTrue(client.await("\"type\":\"error\"").contains("\"error\":\"INVALID_FIELD\""));
    }

    @Test
    void shouldSayThatOutcomesSinceAPlaceAreNotAllHeldAndSendThoseThatAre() throws Exception {
        BetView gone = bets.take("gone");
        BetView held = bets.take("held");
        running.writer.decide(held, BetOutcome.HIT);
        running.writer.decide(gone, BetOutcome.HIT);
        running.writer.forget(gone);

        WsClient client = connect(since("0"));

        assertTrue(client.await("\"subscribed\"").contains("\"complete\":false"));
        assertEquals(List.of("held"), awaitKeys(client, 1));
    }

    @Test
    void shouldCloseWithItsCodeWhenOutcomesAreForgottenBeforeTheyWereTaken() throws Exception {
        BetView bet = bets.take("k");
        WsClient client = connect(WANTED);
        long ignored = running.writer.nextSequence();
        running.writer.decide(bet, BetOutcome.HIT, 0);
        running.writer.forget(bet);
        running.writer.endBatch();

        assertEquals(4410, client.closeCode());
    }

    @Test
    @Tag("slow")
    void shouldDeliverEveryOutcomeOnceInOrderWhenOneTradeHitsTenThousandAndPricesGoOn() throws Exception {
        int count = 10_000;
        List<BetView> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(bets.take("k" + i));
        }
        WsClient client = connect("{\"op\":\"subscribe\",\"outcomes\":true,\"symbols\":[\"*\"]}");

        long ignored = running.writer.nextSequence();
        for (int i = 0; i < count; i++) {
            running.writer.decide(taken.get(i), BetOutcome.HIT, i);
        }
        running.writer.endBatch();
        running.writer.price(RunningGateway.BTC, 6_800_000_000_000L, running.clock.nowEpochNs());
        client.await("\"68000\"");

        assertEquals(IntStream.range(0, count).mapToObj(i -> "k" + i).toList(), awaitKeys(client, count));
    }

    @Test
    @Tag("slow")
    void shouldLeaveNoHoleAndNothingTwiceWhenAClientResumesWhileBetsAreDecided() throws Exception {
        int count = 4_000;
        List<BetView> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(bets.take("k" + i));
        }
        Thread decider = new Thread(() -> decideAll(taken), "decider");
        decider.start();
        Random random = new Random(7);
        List<String> received = new ArrayList<>();
        String position = "0";
        int connections = 0;
        while (received.size() < count) {
            WsClient client = connect(since("\"" + position + "\""));
            int wanted = Math.min(count - received.size(), 1 + random.nextInt(300));
            List<String> keys = awaitKeys(client, wanted);
            List<String> outcomes = outcomes(client).subList(0, keys.size());
            // Some of what came is thrown away, as a client does that dies before it has used it.
            int used = Math.min(outcomes.size(), wanted);
            received.addAll(keys.subList(0, used));
            position = find(POSITION, outcomes.get(used - 1));
            client.socket().abort();
            connections++;
        }
        decider.join();

        assertEquals(IntStream.range(0, count).mapToObj(i -> "k" + i).toList(), received);
        assertTrue(connections > 10, "only " + connections + " connections");
    }

    /** A few by each record, as fast as it goes. */
    private void decideAll(List<BetView> taken) {
        Random random = new Random(8);
        int next = 0;
        while (next < taken.size()) {
            long ignored = running.writer.nextSequence();
            int end = Math.min(taken.size(), next + 1 + random.nextInt(5));
            for (int ordinal = 0; next < end; next++) {
                running.writer.decide(taken.get(next), BetOutcome.HIT, ordinal++);
            }
            running.writer.endBatch();
            LockSupport.parkNanos(1);
        }
    }

    @Test
    @Tag("slow")
    void shouldCloseAClientThatTakesNothingAndLetItGoOnWhereItWas() throws Exception {
        // Nobody is idle for the hours by which the test moves the clock until the server has looked.
        try (RunningGateway patient = new RunningGateway(patientSettings())) {
            int count = 20_000;
            OutcomeBets patientBets = new OutcomeBets(patient);
            List<BetView> taken = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                taken.add(patientBets.take("k" + i));
            }
            List<String> received = new ArrayList<>();
            String position = receiveAsFarAsASlowClientDoes(patient, taken, received);
            assertFalse(received.isEmpty());
            assertTrue(received.size() < count, received.size() + " came");

            WsClient again = WsClient.connect(patient, "/ws/prices");
            again.send(since("\"" + position + "\""));

            received.addAll(awaitKeys(again, count - received.size()));
            assertEquals(IntStream.range(0, count).mapToObj(i -> "k" + i).toList(), received);
        }
    }

    private static GatewaySettings patientSettings() {
        GatewaySettings usual = RunningGateway.settings(100);
        return new GatewaySettings(
                usual.host(),
                usual.port(),
                usual.ioThreads(),
                usual.connectionsMax(),
                usual.bodyMaxBytes(),
                usual.requestTimeoutNs(),
                24L * 3_600_000_000_000L,
                usual.statusIntervalNs(),
                usual.subscriptionsMax(),
                usual.betsInFlightMax(),
                usual.recoveryNs(),
                usual.allowPublic());
    }

    private static String receiveAsFarAsASlowClientDoes(
            RunningGateway patient, List<BetView> taken, List<String> received) throws Exception {
        try (RawSocket slow = RawSocket.open(patient.gateway.port(), "/ws/prices", 4_096)) {
            slow.send(RawSocket.text(WANTED));
            slow.readUntil("\"subscribed\"");
            long ignored = patient.writer.nextSequence();
            for (int i = 0; i < taken.size(); i++) {
                patient.writer.decide(taken.get(i), BetOutcome.HIT, i);
            }
            patient.writer.endBatch();
            RunningGateway.await("the slow client is closed", () -> {
                patient.clock.advanceMs(1_000);
                patient.alive();
                return patient.gateway.counts().get(GatewayEvent.SOCKETS_CLOSED_SLOW) == 1;
            });
            return takeWhatCame(slow, received);
        }
    }

    private static String takeWhatCame(RawSocket slow, List<String> received) throws Exception {
        String position = "";
        RawSocket.Frame frame = slow.read();
        while (frame.opcode() == 1) {
            if (frame.text().startsWith("{\"type\":\"bet\"")) {
                received.add(find(KEY, frame.text()));
                position = find(POSITION, frame.text());
            }
            frame = slow.read();
        }
        return position;
    }
}
