package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad values, seen beside the right ones: a second simulator with the same seed has no faults. */
@Timeout(60)
@Tag("slow")
class BadValueTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final String QUOTES = "/ws/btcusdt@bookTicker";
    private static final String TRADES = "/ws/btcusdt@trade";

    private final List<SocketClient> clients = new ArrayList<>();
    private ExchangeSimulator spoilt;
    private ExchangeSimulator right;

    @BeforeEach
    void start() throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withManual(true)
                .withSeed(5)
                .withStartTime(java.time.Instant.ofEpochSecond(1_700_000_000));
        spoilt = ExchangeSimulator.start(options);
        right = ExchangeSimulator.start(options);
    }

    @AfterEach
    void stop() {
        clients.forEach(SocketClient::close);
        spoilt.close();
        right.close();
    }

    private List<String> messages(ExchangeSimulator simulator, String target, int count) throws Exception {
        SocketClient client = SocketClient.connect(simulator.uri(), target);
        clients.add(client);
        Await.subscriptions(simulator, 1);
        simulator.advance(MINUTE);
        return client.next(count);
    }

    /** The first messages without faults and with them; after {@code count} of them both must be equal again. */
    private List<List<String>> pairs(Fault fault, String target, int count) throws Exception {
        spoilt.inject(fault);
        List<String> bad = messages(spoilt, target, count + 2);
        List<String> good = messages(right, target, count + 2);
        assertEquals(good.subList(count, count + 2), bad.subList(count, count + 2));
        assertEquals(count, spoilt.state().faultCounts().get(fault.kind()));
        return List.of(good.subList(0, count), bad.subList(0, count));
    }

    private static BigDecimal number(String message, String key) throws Exception {
        return new BigDecimal(Json.textOf(message, key));
    }

    @Test
    void shouldPutTheBidAboveTheAskWhenTheBookIsCrossed() throws Exception {
        List<List<String>> pairs = pairs(Fault.badFrames(FaultKind.CROSSED_BOOK, 3, "BTCUSDT"), QUOTES, 3);

        for (int i = 0; i < 3; i++) {
            String bad = pairs.get(1).get(i);
            assertTrue(number(bad, "b").compareTo(number(bad, "a")) > 0, bad);
            assertEquals(Json.textOf(pairs.get(0).get(i), "a"), Json.textOf(bad, "b"));
        }
    }

    @Test
    void shouldSendZerosWhenATradeHasNoPrice() throws Exception {
        String bad = pairs(Fault.badFrames(FaultKind.ZERO_PRICE, 1, null), TRADES, 1)
                .get(1)
                .get(0);

        assertEquals("0", Json.textOf(bad, "p"));
        assertEquals("0", Json.textOf(bad, "q"));
        assertEquals(1_000_000, Json.longOf(bad, "t"));
        assertTrue(!Json.object(bad).containsKey("X"));
    }

    @Test
    void shouldMarkTheZeroAsNoTradeWhenAskedTo() throws Exception {
        String bad = pairs(Fault.badFrames(FaultKind.ZERO_PRICE, 1, null).with(true), TRADES, 1)
                .get(1)
                .get(0);

        assertEquals("NA", Json.textOf(bad, "X"));
    }

    @Test
    void shouldMultiplyOrOverflowWhenThePriceIsAbsurd() throws Exception {
        spoilt.inject(Fault.badFrames(FaultKind.ABSURD_PRICE, 1, "BTCUSDT"));
        List<String> bad = messages(spoilt, TRADES, 2);
        List<String> good = messages(right, TRADES, 2);
        spoilt.inject(Fault.badFrames(FaultKind.ABSURD_PRICE, 1, "BTCUSDT").with(true));

        String digits = messages(spoilt, QUOTES, 1).get(0);

        assertEquals(0, number(good.get(0), "p").movePointRight(3).compareTo(number(bad.get(0), "p")));
        assertEquals(good.get(1), bad.get(1));
        // The fault may have met a trade first.
        assertTrue(digits.contains("1234567890123456789012345")
                || spoilt.state().faultCounts().get(FaultKind.ABSURD_PRICE) == 2);
    }

    @Test
    void shouldMeanTheSameWhenNumbersAreScientific() throws Exception {
        List<List<String>> pairs = pairs(Fault.badFrames(FaultKind.SCIENTIFIC, 4, "BTCUSDT"), QUOTES, 4);

        for (int i = 0; i < 4; i++) {
            for (String key : List.of("b", "B", "a", "A")) {
                String text = Json.textOf(pairs.get(1).get(i), key);
                assertTrue(text.matches("[1-9](\\.[0-9]*[1-9])?E-?[0-9]+"), text);
                assertEquals(0, number(pairs.get(0).get(i), key).compareTo(new BigDecimal(text)));
            }
        }
    }

    @Test
    void shouldMeanTheSameWhenRoundedWhenDecimalsAreLong() throws Exception {
        List<List<String>> pairs = pairs(Fault.badFrames(FaultKind.LONG_DECIMALS, 2, "BTCUSDT"), TRADES, 2);

        for (int i = 0; i < 2; i++) {
            BigDecimal value = number(pairs.get(1).get(i), "p");
            assertEquals(20, value.scale());
            assertEquals(number(pairs.get(0).get(i), "p"), value.setScale(8, RoundingMode.HALF_EVEN));
        }
    }

    @Test
    void shouldKeepAllKnownFieldsWhenNewOnesAreAdded() throws Exception {
        List<List<String>> pairs = pairs(Fault.badFrames(FaultKind.NEW_FIELDS, 1, null), TRADES, 1);

        Map<String, Object> bad = Json.object(pairs.get(1).get(0));
        Map<String, Object> good = Json.object(pairs.get(0).get(0));
        assertTrue(bad.entrySet().containsAll(good.entrySet()));
        assertEquals(good.size() + 7, bad.size());
        assertTrue(bad.get("zObject") instanceof Map && bad.get("zArray") instanceof List);
        assertEquals("zObject", bad.keySet().iterator().next());
    }

    @Test
    void shouldKeepAllValuesWhenKeysAreReordered() throws Exception {
        List<List<String>> pairs = pairs(Fault.badFrames(FaultKind.REORDERED_KEYS, 1, null), TRADES, 1);

        Map<String, Object> bad = Json.object(pairs.get(1).get(0));
        Map<String, Object> good = Json.object(pairs.get(0).get(0));
        assertEquals(good, bad);
        List<String> keys = new ArrayList<>(good.keySet());
        Collections.reverse(keys);
        assertEquals(keys, List.copyOf(bad.keySet()));
    }

    @Test
    void shouldEmptyOneSideTheOtherAndBothInTurn() throws Exception {
        List<String> bad = pairs(Fault.badFrames(FaultKind.EMPTY_SIDES, 3, "BTCUSDT"), QUOTES, 3)
                .get(1);

        assertTrue(bad.get(0).contains("\"b\":\"\",\"B\":\"\"") && !bad.get(0).contains("\"a\":\"\""), bad.get(0));
        assertTrue(!bad.get(1).contains("\"b\":\"\"") && bad.get(1).contains("\"a\":\"\",\"A\":\"\""), bad.get(1));
        assertTrue(bad.get(2).contains("\"b\":\"\"") && bad.get(2).contains("\"a\":\"\""), bad.get(2));
    }

    @Test
    void shouldSendZeroForAnEmptySideWhenAskedTo() throws Exception {
        Fault fault = Fault.badFrames(FaultKind.EMPTY_SIDES, 1, "BTCUSDT").with(true);

        String bad = pairs(fault, QUOTES, 1).get(1).get(0);

        assertTrue(bad.contains("\"b\":\"0\",\"B\":\"0\""), bad);
    }

    @Test
    void shouldConcernOnlyTheChannelThatIsNamed() throws Exception {
        Fault fault = Fault.badFrames(FaultKind.SCIENTIFIC, 1, "BTCUSDT").onChannel("aggTrade");

        String bad = pairs(fault, "/ws/btcusdt@aggTrade", 1).get(1).get(0);

        assertTrue(bad.matches(".*\"p\":\"[0-9.]+E4\".*"), bad);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"SCIENTIFIC", "NEW_FIELDS", "REORDERED_KEYS", "LONG_DECIMALS", "ZERO_PRICE"})
    void shouldSpoilTheSameTradeForAllClientsInTheirForms(FaultKind kind) throws Exception {
        spoilt.inject(Fault.badFrames(kind, 1, "BTCUSDT"));
        spoilt.inject(Fault.badFrames(FaultKind.NEW_FIELDS, 1, "BTCUSDT"));
        SocketClient combined =
                SocketClient.connect(spoilt.uri(), "/stream?streams=btcusdt@trade&timeUnit=MICROSECOND");
        clients.add(combined);
        Await.subscriptions(spoilt, 1);
        SocketClient bare = SocketClient.connect(spoilt.uri(), TRADES);
        clients.add(bare);
        Await.subscriptions(spoilt, 2);

        spoilt.advance(MINUTE);

        Map<String, Object> one = Json.object(bare.next());
        Map<?, ?> other = (Map<?, ?>) Json.object(combined.next()).get("data");
        assertEquals(one.get("p"), other.get("p"));
        assertTrue(one.containsKey("zObject") && other.containsKey("zObject"), "two faults at a time");
        assertEquals(
                String.valueOf(one.get("T")), String.valueOf(other.get("T")).substring(0, 13));
    }
}
