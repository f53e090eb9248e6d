package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of each payload against the venue's documentation: keys in their order, and the type and form of each value. */
@Timeout(60)
@Tag("slow")
class PayloadTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final long START_MS = START.toEpochMilli();
    private static final String DECIMAL = "-?[0-9]+\\.[0-9]{8}";

    private ExchangeSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = ExchangeSimulator.start(
                SimulatorOptions.defaults().withManual(true).withStartTime(START));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String first(String target) throws Exception {
        try (SocketClient client = SocketClient.connect(simulator.uri(), target)) {
            Await.subscriptions(simulator, 1);
            simulator.advance(Duration.ofSeconds(10));
            return client.next();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trade      | e E s t p q T m M
            aggTrade   | e E s a p q f l T m M
            bookTicker | u s b B a A
            ticker     | e E s p P w x c Q b B a A o h l v q O C F L n
            miniTicker | e E s c o h l v q
            """)
    void shouldHaveTheKeysInTheVenuesOrder(String stream, String keys) throws Exception {
        String text = first("/ws/btcusdt@" + stream);

        assertEquals(List.of(keys.split(" ")), new ArrayList<>(Json.object(text).keySet()), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt", "pepeusdt", "dogeusdt"})
    void shouldWritePricesAndSizesWithEightDecimals(String symbol) throws Exception {
        for (String stream : List.of("trade", "aggTrade", "bookTicker", "ticker", "miniTicker")) {
            String text = first("/ws/" + symbol + "@" + stream);

            for (Map.Entry<String, Object> member : Json.object(text).entrySet()) {
                String key = member.getKey();
                if (member.getValue() instanceof String value && !"esP".contains(key)) {
                    assertTrue(value.matches(DECIMAL), key + " in " + text);
                }
            }
        }
    }

    @Test
    void shouldTellTimesInMillisecondsAndTheTradeBeforeTheEvent() throws Exception {
        String text = first("/ws/btcusdt@trade");

        long eventMs = Json.longOf(text, "E");
        long tradeMs = Json.longOf(text, "T");
        assertTrue(eventMs >= START_MS && eventMs <= START_MS + 10_000, text);
        assertTrue(tradeMs <= eventMs && tradeMs >= eventMs - 2, text);
        assertEquals(true, Json.object(text).get("M"));
        assertEquals("BTCUSDT", Json.object(text).get("s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MICROSECOND", "microsecond"})
    void shouldTellTimesInMicrosecondsWhenAsked(String unit) throws Exception {
        String text = first("/stream?streams=btcusdt@trade&timeUnit=" + unit);

        assertTrue(text.matches(".*\"E\":[0-9]{16},.*\"T\":[0-9]{16},.*"), text);
    }

    @Test
    void shouldTellTheDayWhenItIsATicker() throws Exception {
        String text = first("/ws/ethusdt@ticker");

        assertEquals(START_MS + 1_000, Json.longOf(text, "E"));
        assertEquals(86_400_000, Json.longOf(text, "C") - Json.longOf(text, "O"));
        assertEquals(Json.longOf(text, "L") - Json.longOf(text, "F") + 1, Json.longOf(text, "n"));
        BigDecimal close = new BigDecimal(Json.textOf(text, "c"));
        BigDecimal open = new BigDecimal(Json.textOf(text, "o"));
        assertEquals(close.subtract(open), new BigDecimal(Json.textOf(text, "p")));
        assertTrue(Json.textOf(text, "P").matches("-?[0-9]+\\.[0-9]{3}"), text);
        BigDecimal average = new BigDecimal(Json.textOf(text, "w"));
        assertTrue(average.compareTo(new BigDecimal(Json.textOf(text, "l"))) >= 0, text);
        assertTrue(average.compareTo(new BigDecimal(Json.textOf(text, "h"))) <= 0, text);
    }

    @Test
    void shouldWriteTheSmallPriceInPlainDigits() throws Exception {
        String text = first("/ws/pepeusdt@trade");

        assertTrue(Json.textOf(text, "p").startsWith("0.00000"), text);
    }
}
