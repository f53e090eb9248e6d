package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.history.HistoryWriter;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryRoutesTest {
    private static final long T0_MS = 1_700_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final String WINDOW = "from=" + (T0_MS + 1) + "&to=" + (T0_MS + 5_000);

    @TempDir
    Path folder;

    private HistoryWriter writer;
    private RunningGateway running;

    @BeforeEach
    void startGateway() {
        writer = HistoryWriter.open(folder, 0);
        // A second apart, at 100.01 to 100.10; id 6 is missing; the fourth was fetched.
        for (int i = 1; i <= 10; i++) {
            if (i != 6) {
                long time = (T0_MS + (i - 1) * 1_000L) * MS;
                writer.onTrade(
                        1,
                        i,
                        i,
                        time,
                        10_000_000_000L + i * 1_000_000L,
                        50_000_000L,
                        0,
                        i == 4,
                        false,
                        100 + i,
                        time + 7 * MS);
            }
        }
        long[] none = {};
        writer.onCoverage(new StreamCoverage(
                1,
                120,
                T0_MS * MS,
                false,
                false,
                new long[] {6},
                new long[] {6},
                new long[] {(T0_MS + 4_000) * MS},
                new long[] {(T0_MS + 6_000) * MS},
                1,
                none,
                none,
                (T0_MS + 9_000) * MS,
                RecordFlyweight.ABSENT,
                10,
                false));
        writer.onEndOfBatch(120, (T0_MS + 20_000) * MS);
        running = new RunningGateway(RunningGateway.settings(100), writer.history());
    }

    @AfterEach
    void stopGateway() {
        running.close();
        writer.close();
        assertTrue(running.errors.isEmpty(), () -> "errors: " + running.errors);
    }

    private String body(String path, int status) throws Exception {
        HttpResponse<String> response = running.get(path);
        assertEquals(status, response.statusCode(), response.body());
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USD", "btcusd", "BTC-USD", "bitcoin", "btc%2fusd"})
    void shouldShowExactTradesByAnySpelling(String symbol) throws Exception {
        String body = body("/api/history/" + symbol + "?from=" + T0_MS + "&to=" + (T0_MS + 1), 200);

        assertEquals(
                "{\"symbol\":\"BTC/USD\",\"venue\":\"binance\",\"from\":1700000000000,\"to\":1700000000001,\"trades\":["
                        + "{\"tradeTime\":1700000000000,\"receivedTime\":1700000000007,\"price\":\"100.01\",\"size\":\"0.5\","
                        + "\"tradeId\":1,\"sequence\":101,\"backFilled\":false}],"
                        + "\"gaps\":[{\"kind\":\"BEFORE_HISTORY\",\"before\":1700000000000}],\"sequence\":120}",
                body);
    }

    @Test
    void shouldShowEachTradeOnOnePageAndTheGapsOfTheRange() throws Exception {
        List<String> ids = new ArrayList<>();
        String path = "/api/history/BTC/USD?limit=4&from=2023-11-14T22:13:20Z&to=" + (T0_MS + 60_000);
        String next = "";
        int pages = 0;
        do {
            String body = body(path + next, 200);
            Matcher id = Pattern.compile("\"tradeId\":([0-9]+)").matcher(body);
            while (id.find()) {
                ids.add(id.group(1));
            }
            assertTrue(body.contains("{\"kind\":\"CONFIRMED\",\"firstTradeId\":6,\"lastTradeId\":6,"), body);
            Matcher cursor = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
            next = cursor.find() ? "&cursor=" + cursor.group(1) : "";
            pages++;
        } while (!next.isEmpty());

        assertEquals(List.of("1", "2", "3", "4", "5", "7", "8", "9", "10"), ids);
        assertEquals(3, pages);
    }

    @Test
    void shouldMakeBars() throws Exception {
        String body = body("/api/history/BTC/USD/bars?step=5s&from=" + T0_MS + "&to=" + (T0_MS + 5_000), 200);

        assertTrue(
                body.contains(
                        "\"stepMs\":5000,\"bars\":[{\"time\":1700000000000,\"open\":\"100.01\",\"high\":\"100.05\","
                                + "\"low\":\"100.01\",\"close\":\"100.05\",\"volume\":\"2.5\",\"trades\":5}],"),
                body);
    }

    /** Trades are known from 0 s to 9 s; market time is 20 s. */
    @ParameterizedTest
    @CsvSource({
        "-60000, -30000, BEFORE_HISTORY, '', 0",
        "-1000, 1000, BEFORE_HISTORY, '', 0",
        "1, 4000, '', '', ''",
        "7000, 9001, NO_WATERMARK, 9000, ''",
        "10000, 15000, NO_WATERMARK, 9000, ''",
        "7000, 30000, WINDOW_OPEN, 9000, ''",
    })
    void shouldNeverLetARangeLookEmptyOfWhichNothingIsKnown(
            long fromMs, long toMs, String kind, String afterMs, String beforeMs) throws Exception {
        String range = "from=" + (T0_MS + fromMs) + "&to=" + (T0_MS + toMs);
        String gap = kind.isEmpty()
                ? ""
                : "{\"kind\":\"" + kind + "\"" + time("after", afterMs) + time("before", beforeMs) + "}";

        String page = body("/api/history/BTC/USD?" + range, 200);
        String bars = body("/api/history/BTC/USD/bars?step=1s&" + range, 200);
        String coverage = body("/api/history/BTC/USD/coverage?" + range, 200);

        assertTrue(page.contains("\"gaps\":[" + gap + "]"), page);
        assertTrue(coverage.contains("\"gaps\":[" + gap + "]"), coverage);
        assertTrue(kind.isEmpty() || bars.contains(gap), bars);
    }

    private static String time(String name, String offsetMs) {
        return offsetMs.isEmpty() ? "" : ",\"" + name + "\":" + (T0_MS + Long.parseLong(offsetMs));
    }

    @Test
    void shouldTellThatTimesAreNotSeconds() throws Exception {
        String body = body("/api/history/BTC/USD?from=1700000000&to=1700000060", 400);

        assertTrue(body.contains("times are milliseconds since 1970 or ISO"), body);
    }

    @Test
    void shouldTellCoverage() throws Exception {
        String body = body("/api/history/btcusd/coverage?" + WINDOW, 200);

        assertTrue(
                body.contains("\"coverage\":{\"knownSince\":1700000000000,\"tradedUntil\":1700000009000,"
                        + "\"newestTradeId\":10,\"open\":false}"),
                body);
    }

    @Test
    void shouldAnswerAHitWithItsTrade() throws Exception {
        String body = body("/api/history/BTC/USD/touch?min=100.02&max=100.03&" + WINDOW, 200);

        assertTrue(body.contains("\"result\":\"HIT\",\"trade\":{\"tradeTime\":1700000001000,"), body);
        assertTrue(body.contains("\"price\":\"100.02\""), body);
        assertTrue(
                body.contains(
                        "\"rule\":{\"touch\":\"inside\",\"bounds\":\"closed\",\"notionalMin\":\"0\",\"graceMs\":2000}"),
                body);
        assertTrue(body.contains("\"sequence\":120}"), body);
    }

    @Test
    void shouldNameTheBandAsItWasAskedFor() throws Exception {
        String path = "/api/history/BTC/USD/touch?min=100.02&max=100.03&" + WINDOW;

        String closed = body(path, 200);
        String halfOpen = body(path + "&bounds=half-open", 200);

        assertTrue(closed.contains("\"min\":\"100.02\",\"max\":\"100.03\""), closed);
        assertTrue(halfOpen.contains("\"min\":\"100.02\",\"max\":\"100.03\""), halfOpen);
    }

    @Test
    void shouldRaiseAnAlertWhileHistoryCannotBeStored() throws Exception {
        String before = body("/api/market-data/health", 200);
        Path inTheWay = Files.createDirectories(folder.resolve("new-state/in-the-way"));

        writer.store();
        String during = body("/api/market-data/health", 200);
        Files.delete(inTheWay);
        writer.store();
        String after = body("/api/market-data/health", 200);

        assertTrue(during.contains("\"history does not go on as it should since 2023-11-14T22:13:40Z"), during);
        assertTrue(during.contains("the journal is kept from sequence 1 on"), during);
        assertFalse(before.contains("history does not") || after.contains("history does not"), after);
    }

    @ParameterizedTest
    @CsvSource({
        // window of 1 ms to 3 s, the trades at 1 s, 2 s and 3 s have 100.02, 100.03 and 100.04
        "3000, 100.05, 100.06, '', MISS",
        "3000, 100.04, 100.06, '', HIT",
        "2999, 100.04, 100.06, '', MISS",
        "3000, 100.04, 100.06, bounds=half-open, MISS",
        "3001, 100.01, 100.02, bounds=half-open, MISS",
        "3001, 100.01, 100.021, bounds=half-open, HIT",
        "3000, 100.021, 100.029, touch=crossed, HIT",
        "3000, 100.021, 100.029, touch=inside, MISS",
        "3000, 100.02, 100.03, notional=50.015, HIT",
        "3000, 100.02, 100.03, notional=50.016, MISS",
        "6000, 200, 201, '', GAP",
        "15000, 200, 201, '', NO_WATERMARK",
        "20000000, 200, 201, '', WINDOW_OPEN",
    })
    void shouldAnswerByTheRule(long toMs, String min, String max, String more, String expected) throws Exception {
        String body = body(
                "/api/history/BTC/USD/touch?from=" + (T0_MS + 1) + "&to=" + (T0_MS + toMs) + "&min=" + min + "&max="
                        + max + (more.isEmpty() ? "" : "&" + more),
                200);

        String found = body.contains("\"reason\"")
                ? body.replaceAll(".*\"reason\":\"([A-Z_]+)\".*", "$1")
                : body.replaceAll(".*\"result\":\"([A-Z]+)\".*", "$1");
        assertEquals(expected, found, body);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/history/BTC/USD, 400, MISSING_FIELD, from",
        "/api/history/BTC/USD?from=1700000000001, 400, MISSING_FIELD, to",
        "/api/history/BTC/USD?from=1700000000002&to=1700000000001, 400, INVALID_FIELD, to",
        "/api/history/BTC/USD?from=1700000000002&to=1700000000002, 400, INVALID_FIELD, to",
        "/api/history/BTC/USD?from=1700000000&to=1700000060, 400, INVALID_FIELD, from",
        "/api/history/BTC/USD?from=-2&to=2, 400, INVALID_FIELD, from",
        "/api/history/BTC/USD?from=1.5&to=2, 400, INVALID_FIELD, from",
        "/api/history/BTC/USD?from=1700000000001&to=99999999999999999999, 400, INVALID_FIELD, to",
        "/api/history/BTC/USD?from=1700000000001&to=9999999999999, 400, INVALID_FIELD, to",
        "/api/history/BTC/USD?from=1700000000001&to=2023-02-30T00:00:00Z, 400, INVALID_FIELD, to",
        "/api/history/BTC/USD?from=1500000000000&to=1700000000000, 400, RANGE_TOO_LONG, to",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&limit=0, 400, INVALID_FIELD, limit",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&limit=1001, 400, INVALID_FIELD, limit",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&limit=ten, 400, INVALID_FIELD, limit",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&cursor=abc, 400, INVALID_FIELD, cursor",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&colour=red, 400, UNKNOWN_FIELD, colour",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&to=3, 400, DUPLICATE_FIELD, to",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&venue=nyse, 400, INVALID_FIELD, venue",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&market=none, 404, UNKNOWN_MARKET, market",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&market=eth-touch, 404, UNKNOWN_MARKET, market",
        "/api/history/BTC/USD?from=1700000000001&to=1700000000002&market=btc-touch&venue=binance, 400, INVALID_FIELD, venue",
        "/api/history/BTC/USDX?from=1700000000001&to=1700000000002, 404, UNKNOWN_SYMBOL, symbol",
        "/api/history/BTC/USD/bars?from=1700000000001&to=1700000000002, 400, MISSING_FIELD, step",
        "/api/history/BTC/USD/bars?from=1700000000001&to=1700000000002&step=0s, 400, INVALID_FIELD, step",
        "/api/history/BTC/USD/bars?from=1700000000001&to=1700000000002&step=2d, 400, INVALID_FIELD, step",
        "/api/history/BTC/USD/bars?from=1700000000001&to=1700009000000&step=1s, 400, TOO_MANY_BARS, step",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1, 400, MISSING_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=2&max=1, 400, INVALID_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=1&bounds=half-open, 400, INVALID_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=-1&max=1, 400, INVALID_FIELD, min",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=99999999999999999999, 400, INVALID_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=92233720369, 400, INVALID_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=0.000000001, 400, INVALID_FIELD, max",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=2&touch=near, 400, INVALID_FIELD, touch",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=2&bounds=open, 400, INVALID_FIELD, bounds",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=2&notional=1e3, 400, INVALID_FIELD, notional",
        "/api/history/BTC/USD/touch?from=1700000000001&to=1700000000002&min=1&max=2&step=1s, 400, UNKNOWN_FIELD, step",
    })
    void shouldRefuseWithCodeAndField(String path, int status, String code, String field) throws Exception {
        String body = body(path, status);

        assertTrue(body.contains("\"error\":\"" + code + "\""), body);
        assertTrue(body.contains("\"field\":\"" + field + "\""), body);
    }

    @Test
    void shouldNameTheQuestionsWhenASymbolIsAskedAnotherOne() throws Exception {
        String body = body("/api/history/BTC/USD/foo?" + WINDOW, 404);

        assertTrue(body.startsWith("{\"error\":\"NOT_FOUND\""), body);
        assertTrue(body.contains("there are bars, coverage, touch."), body);
    }

    @Test
    void shouldNameTheNearestSymbolsAndKnowNothingOfAStreamWithoutTrades() throws Exception {
        String unknown = body("/api/history/BTC-USDT?" + WINDOW, 404);
        String empty = body("/api/history/shiba/touch?min=1&max=2&" + WINDOW, 200);

        assertTrue(unknown.contains("\"nearest\":[\"BTC/USD\""), unknown);
        assertTrue(empty.contains("\"result\":\"INDETERMINATE\""), empty);
        assertTrue(empty.contains("\"counts\":{\"trades\":0,"), empty);
    }
}
