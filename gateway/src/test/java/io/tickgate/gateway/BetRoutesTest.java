package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bets over HTTP, with a stand-in for the engine behind a real ring. */
@Timeout(60)
class BetRoutesTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
    private static final long FROM_MS = 1_800_000_010_000L;

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private static String bet(String key) {
        return bet(key, "");
    }

    private static String bet(String key, String more) {
        return "{\"symbol\":\"btcusd\",\"min\":\"67200\",\"max\":\"67300.5\",\"from\":" + FROM_MS + ",\"to\":\""
                + (FROM_MS + 5_000) + "\",\"stake\":\"1500\",\"idempotencyKey\":\"" + key + "\"" + more + "}";
    }

    @Test
    void shouldAnswer201WithTheWholeBetWhenTheEngineTakesIt() throws Exception {
        HttpResponse<String> response =
                running.post(bet("key 1", ",\"market\":\"btc-touch\",\"terms\":\"é \\\"x\\\"\",\"quoteSeq\":3"));

        Matcher id = ID.matcher(response.body());
        assertEquals(201, response.statusCode(), response.body());
        assertTrue(id.find());
        String acceptance = ",\"acceptanceUrl\":\"/api/bets/" + id.group(1) + "/acceptance\"";
        assertEquals(
                "{\"id\":\"" + id.group(1)
                        + "\",\"state\":\"ACCEPTED\",\"symbol\":\"BTC/USD\",\"market\":\"btc-touch\","
                        + "\"marketVersion\":1,\"min\":\"67200\",\"max\":\"67300.5\",\"from\":1800000010000,"
                        + "\"to\":1800000015000,\"stake\":\"1500\",\"idempotencyKey\":\"key 1\","
                        + "\"terms\":\"é \\\"x\\\"\",\"quoteSeq\":3,\"sequence\":1,\"acceptedAt\":1800000000000,"
                        + "\"reference\":{\"sequence\":7,\"tradeId\":123456,\"price\":\"67123.45\","
                        + "\"tradeTime\":1800000000000},\"pending\":{\"reason\":\"WINDOW_OPEN\",\"gaps\":[],"
                        + "\"gapCount\":0,\"deadline\":1800000075000}" + acceptance + "}",
                response.body());
        String found = response.body().replace(acceptance, "");
        assertEquals(found, running.get("/api/bets/" + id.group(1)).body());
        assertEquals(found, running.get("/api/bets/by-key/key%201").body());
    }

    @Test
    void shouldGiveTheSameBetWithoutAskingTheEngineWhenTheKeyIsKnownWhateverTheGate() throws Exception {
        String first = running.post(bet("k")).body();
        running.engine = bet -> {
            throw new AssertionError("asked again");
        };
        running.writer.gate(1, GateReason.JOURNAL, running.clock.nowEpochNs(), 0);

        HttpResponse<String> again = running.post(
                bet("k").replace("\"67200\"", "\"67200.00\"").replace("" + FROM_MS, "\"2027-01-15T08:00:10Z\""));

        assertEquals(200, again.statusCode(), again.body());
        assertEquals(first, again.body().replace(",\"repeated\":true", ""));
        assertTrue(again.body().contains(",\"repeated\":true,"), again.body());
        assertEquals(1, running.gateway.counts().get(GatewayEvent.BETS_REPEATED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"67200\" | \"67201\"",
                "\"67300.5\" | \"67300.6\"",
                "1800000010000 | 1800000010001",
                "\"1500\" | \"1501\"",
                "btcusd | ethereum",
                "} | ,\"terms\":\"t\"}",
                "} | ,\"market\":\"eth-touch\"}"
            })
    void shouldRefuseAKeyThatBelongsToABetWithOtherContent(String part, String other) throws Exception {
        running.post(bet("k"));

        HttpResponse<String> response = running.post(bet("k").replace(part, other));

        assertEquals(409, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"error\":\"IDEMPOTENCY_KEY_REUSED\""), response.body());
        assertTrue(response.body().contains("\"field\":\"idempotencyKey\""), response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "PRICE_FEED_STALE, 0, 30",
        "PRICE_FEED_STALE, 11500, 12",
        "PRICE_FEED_STALE, -5, 1",
        "SETTLEMENT_COVERAGE, 0, 5",
        "JOURNAL, 0, 5",
        "DISK, 0, 5",
        "CLOCK, 0, 5",
        "FOLLOWER, 0, 5",
        "REPLICATION, 0, 5"
    })
    void shouldSayWhenToComeBackWhenTheGateIsClosed(GateReason reason, long opensInMs, long retryAfter)
            throws Exception {
        long nowEpochNs = running.clock.nowEpochNs();
        running.writer.gate(1, reason, nowEpochNs, opensInMs == 0 ? 0 : nowEpochNs + opensInMs * 1_000_000);

        HttpResponse<String> response = running.post(bet("k"));

        assertEquals(503, response.statusCode());
        assertEquals(
                "" + retryAfter, response.headers().firstValue("Retry-After").orElse("none"));
        assertTrue(response.body().startsWith("{\"error\":\"" + reason + "\",\"message\":\""), response.body());
        assertTrue(
                response.body()
                        .endsWith("\"retryable\":true,\"retry_after\":" + retryAfter + ",\"reason\":\"" + reason
                                + "\",\"since\":1800000000000}"),
                response.body());
    }

    @Test
    void shouldSayDeadManWhenTheEngineStandsStill() throws Exception {
        running.clock.advanceMs(3_001);

        HttpResponse<String> response = running.post(bet("k"));

        assertEquals(503, response.statusCode());
        assertTrue(response.body().startsWith("{\"error\":\"DEAD_MAN\""), response.body());
    }

    @ParameterizedTest
    @EnumSource(value = BetRefusal.class, names = "GATE_CLOSED", mode = EnumSource.Mode.EXCLUDE)
    void shouldMapEachRefusalOfTheEngineWithItsField(BetRefusal refusal) throws Exception {
        running.engine = bet -> RunningGateway.refused(bet, refusal, GateReason.OPEN, 0);

        HttpResponse<String> response = running.post(bet("k"));

        int status = switch (refusal) {
            case UNKNOWN_MARKET -> 404;
            case IDEMPOTENCY_KEY_REUSED, QUOTE_MOVED -> 409;
            case COMMAND_EXPIRED, NO_REFERENCE -> 503;
            default -> 422;
        };
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"error\":\"" + refusal + "\""), response.body());
        assertEquals(status != 503, response.body().contains("\"field\""), response.body());
        assertEquals(status == 503, response.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void shouldTellThePriceThatTheBandContains() throws Exception {
        running.engine = bet -> RunningGateway.refused(bet, BetRefusal.BAND_CONTAINS_PRICE, GateReason.OPEN, 0);

        String body = running.post(bet("k")).body();

        assertTrue(body.endsWith("\"field\":\"min\",\"price\":\"67123.45\"}"), body);
    }

    @Test
    void shouldNameTheFieldsOfABetAndTheGreatestPrice() throws Exception {
        String unknown =
                running.post(bet("k").replace("\"symbol\"", "\"sumbol\"")).body();
        String large = running.post(bet("k").replaceFirst("\"max\":\"[^\"]*\"", "\"max\":\"99999999999999\""))
                .body();

        assertTrue(
                unknown.contains("there are from, idempotencyKey, market, max, min, quoteSeq, stake, symbol,"),
                unknown);
        assertTrue(large.contains("the greatest is 92233720368.54775807"), large);
    }

    @Test
    void shouldTellTheReasonWhenTheGateClosedBeforeTheEngineDecided() throws Exception {
        running.engine = bet -> RunningGateway.refused(
                bet, BetRefusal.GATE_CLOSED, GateReason.PRICE_FEED_STALE, bet.engineTimeEpochNs() + 9_000_000_000L);

        HttpResponse<String> response = running.post(bet("k"));

        assertEquals(503, response.statusCode());
        assertEquals("9", response.headers().firstValue("Retry-After").orElse("none"));
    }

    @Test
    @Tag("slow")
    void shouldSayUndecidedOnceWhenTheEngineDoesNotAnswerAndFinalOnlyAfterExpiry() throws Exception {
        ConcurrentLinkedQueue<BetFlyweight> asked = new ConcurrentLinkedQueue<>();
        running.engine = bet -> {
            asked.add(bet);
            return null;
        };

        HttpResponse<String> response = running.post(bet("k"));
        String early = running.get("/api/bets/by-key/k").body();
        running.clock.advanceMs(2_001);
        running.alive();
        String late = running.get("/api/bets/by-key/k").body();

        assertEquals(503, response.statusCode());
        assertTrue(response.body().contains("\"error\":\"BET_UNDECIDED\""), response.body());
        assertTrue(early.contains("\"error\":\"UNKNOWN_BET\"") && early.contains("\"final\":false"), early);
        assertTrue(late.contains("\"final\":true"), late);
        assertEquals(1, asked.size());
        assertEquals(1, running.gateway.counts().get(GatewayEvent.BETS_UNDECIDED));
    }

    @Test
    @Tag("slow")
    void shouldRefuseAsBusyWhenAsManyBetsAreUnderWayAsMayBe() throws Exception {
        running.engine = bet -> null;
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            HttpRequest request = HttpRequest.newBuilder(running.uri("/api/bets"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(bet("k" + i)))
                    .build();
            answers.add(running.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }

        int busy = 0;
        int undecided = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            String body = answer.get(20, TimeUnit.SECONDS).body();
            busy += body.contains("ENGINE_BUSY") ? 1 : 0;
            undecided += body.contains("BET_UNDECIDED") ? 1 : 0;
        }

        assertEquals(6, busy);
        assertEquals(64, undecided);
    }

    @Test
    void shouldGiveEachBetItsOwnIdWhenManyComeAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            HttpRequest request = HttpRequest.newBuilder(running.uri("/api/bets"))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(bet("k" + i)))
                    .build();
            answers.add(running.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }

        Set<String> ids = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(20, TimeUnit.SECONDS);
            Matcher id = ID.matcher(response.body());
            assertEquals(201, response.statusCode(), response.body());
            assertTrue(id.find());
            ids.add(id.group(1));
        }

        assertEquals(60, ids.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | MALFORMED_JSON | body",
                "[] | MALFORMED_JSON | body",
                "null | MALFORMED_JSON | body",
                "{ | MALFORMED_JSON | body",
                "@} | MALFORMED_JSON | body",
                "@ {} | MALFORMED_JSON | body",
                "{\"a\":1} | UNKNOWN_FIELD | a",
                "@,\"symbol\":\"x\" | DUPLICATE_FIELD | symbol",
                "@,\"SYMBOL\":\"x\" | UNKNOWN_FIELD | SYMBOL",
                "@,\"terms\":{\"a\":1} | INVALID_FIELD | terms",
                "@,\"terms\":[[[[[[]]]]]] | INVALID_FIELD | terms",
                "@,\"terms\":null | INVALID_FIELD | terms",
                "@,\"terms\":1 | INVALID_FIELD | terms",
                "@,\"terms\":\"\\ud800\" | INVALID_FIELD | terms",
                "@,\"quoteSeq\":-1 | INVALID_FIELD | quoteSeq",
                "@,\"quoteSeq\":1.5 | INVALID_FIELD | quoteSeq",
                "@,\"quoteSeq\":99999999999999999999 | INVALID_FIELD | quoteSeq",
                "@\\u0000 | MALFORMED_JSON | body",
                "@x | MALFORMED_JSON | body",
                "[[[[[[[[[[[[[[[[ | MALFORMED_JSON | body",
                "{\"x\":{\"x\":{\"x\":{\"x\":{\"x\":1}}}}} | UNKNOWN_FIELD | x",
                "min=NaN | MALFORMED_JSON | min",
                "min=0x1 | MALFORMED_JSON | min",
                "min=1,0 | MALFORMED_JSON | min",
                "min=\"67200 | MALFORMED_JSON | min",
                "from=1111111111222222222233333333334444444444 | MALFORMED_JSON | from",
                "-symbol | MISSING_FIELD | symbol",
                "-stake | MISSING_FIELD | stake",
                "-idempotencyKey | MISSING_FIELD | idempotencyKey",
                "symbol=1 | INVALID_FIELD | symbol",
                "symbol=\"\" | INVALID_FIELD | symbol",
                "symbol=\"BTC/EUR\" | UNKNOWN_SYMBOL | symbol",
                "symbol=\"SHIB/USD\" | UNKNOWN_MARKET | market",
                "min=67200 | INVALID_FIELD | min",
                "min=\"-1\" | INVALID_FIELD | min",
                "min=\"+1\" | INVALID_FIELD | min",
                "min=\"1e5\" | INVALID_FIELD | min",
                "min=\"1,0\" | INVALID_FIELD | min",
                "min=\"0x1\" | INVALID_FIELD | min",
                "min=\"1_000\" | INVALID_FIELD | min",
                "min=\"1 \" | INVALID_FIELD | min",
                "min=\"\" | INVALID_FIELD | min",
                "min=\"1.\" | INVALID_FIELD | min",
                "min=\"Infinity\" | INVALID_FIELD | min",
                "min=\"1111111111222222222233333333334444444444\" | INVALID_FIELD | min",
                "min=[\"1\"] | INVALID_FIELD | min",
                "max=\"-67300\" | INVALID_FIELD | max",
                "to=1800000010000 | INVALID_FIELD | to",
                "to=1800000009999 | INVALID_FIELD | to",
                "to=\"2027-01-15T08:00:09Z\" | INVALID_FIELD | to",
                "to=1e13 | INVALID_FIELD | to",
                "to=null | INVALID_FIELD | to",
                "from=1799999999999 | WINDOW_TOO_SOON | from",
                "from=1800000000999 | WINDOW_TOO_SOON | from",
                "from=0 | WINDOW_TOO_SOON | from",
                "to=1800000602001 | WINDOW_TOO_FAR | to",
                "to=9223372036854 | WINDOW_TOO_FAR | to",
                "min=\"0\" | INVALID_FIELD | min",
                "min=\"0.000000001\" | INVALID_FIELD | min",
                "min=\" 1\" | INVALID_FIELD | min",
                "min=\"01\" | INVALID_FIELD | min",
                "min=\".5\" | INVALID_FIELD | min",
                "min=\"NaN\" | INVALID_FIELD | min",
                "min=\"١\" | INVALID_FIELD | min",
                "max=\"99999999999999\" | INVALID_FIELD | max",
                "max=\"92233720368.54775808\" | INVALID_FIELD | max",
                "max=\"67199\" | INVALID_FIELD | max",
                "from=1.5 | INVALID_FIELD | from",
                "from=true | INVALID_FIELD | from",
                "from=-1 | INVALID_FIELD | from",
                "from=\"soon\" | INVALID_FIELD | from",
                "from=99999999999999999 | INVALID_FIELD | from",
                "from=\"2027-02-30T00:00:00Z\" | INVALID_FIELD | from",
                "from=\"2027-01-15T08:00:10.0001Z\" | INVALID_FIELD | from",
                "from=\"2027-01-15T08:00:10+01:00\" | INVALID_FIELD | from",
                "stake=1500 | INVALID_FIELD | stake",
                "stake=\"0\" | INVALID_FIELD | stake",
                "stake=\"-1\" | INVALID_FIELD | stake",
                "stake=\"1e3\" | INVALID_FIELD | stake",
                "stake=true | INVALID_FIELD | stake",
                "stake=\"1.5\" | INVALID_FIELD | stake",
                "stake=\"9223372036854775808\" | INVALID_FIELD | stake",
                "idempotencyKey=\"\" | INVALID_FIELD | idempotencyKey",
                "idempotencyKey=\".\" | INVALID_FIELD | idempotencyKey",
                "idempotencyKey=\"..\" | INVALID_FIELD | idempotencyKey",
                "idempotencyKey=\"é\" | INVALID_FIELD | idempotencyKey",
                "idempotencyKey=\"a\\nb\" | INVALID_FIELD | idempotencyKey",
                "idempotencyKey=\"12345678901234567890123456789012345678901234567890123456789012345\" | INVALID_FIELD | idempotencyKey",
            })
    void shouldRefuseEachBodyThatIsNoBetNameTheFieldAndJournalNothing(String change, String code, String field)
            throws Exception {
        String body = changed(change);

        HttpResponse<String> response = running.post(body);

        assertTrue(response.statusCode() >= 400 && response.statusCode() < 500, response.body());
        assertTrue(response.body().contains("\"error\":\"" + code + "\""), body + " gave " + response.body());
        assertTrue(response.body().contains("\"field\":\"" + field + "\""), body + " gave " + response.body());
        assertEquals(0, running.recordsSeen.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-32"})
    void shouldRefuseABodyInAnotherEncodingThanUtf8(String charset) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(running.uri("/api/bets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(bet("k"), Charset.forName(charset)))
                .build();

        HttpResponse<String> response = running.client.send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(400, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"error\":\"MALFORMED_JSON\""), response.body());
    }

    /** "@x": x before the end; "-f": without f; "f=v": v for f; else as it is. */
    private static String changed(String change) {
        String good = bet("k");
        if (change.startsWith("@")) {
            boolean isInside = change.startsWith("@,");
            return isInside
                    ? good.substring(0, good.length() - 1) + change.substring(1) + "}"
                    : good + change.substring(1);
        }
        if (change.startsWith("-")) {
            return good.replaceFirst("\"" + change.substring(1) + "\":(\"[^\"]*\"|[0-9]+),?", "")
                    .replace(",}", "}");
        }
        int equals = change.indexOf('=');
        if (equals > 0) {
            String value = Matcher.quoteReplacement(change.substring(equals + 1));
            String name = change.substring(0, equals);
            return good.replaceFirst("(\"" + name + "\":)(\"[^\"]*\"|[0-9]+)", "$1" + value);
        }
        return change;
    }

    @Test
    void shouldRefuseTermsOfMoreThanAKibibyteAndKeepOneOfExactlyThat() throws Exception {
        HttpResponse<String> tooLong = running.post(bet("a", ",\"terms\":\"" + "é".repeat(513) + "\""));
        HttpResponse<String> longest = running.post(bet("b", ",\"terms\":\"" + "é".repeat(512) + "\""));

        assertEquals(400, tooLong.statusCode());
        assertEquals(201, longest.statusCode());
        assertTrue(longest.body().contains("é".repeat(512)));
    }

    @Test
    void shouldRefuseABodyThatIsNotUtf8() throws Exception {
        byte[] body = bet("k", ",\"terms\":\"x\"").getBytes(StandardCharsets.ISO_8859_1);
        body[body.length - 3] = (byte) 0xE9;
        HttpRequest request = HttpRequest.newBuilder(running.uri("/api/bets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();

        HttpResponse<String> response = running.client.send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("MALFORMED_JSON"), response.body());
    }
}
