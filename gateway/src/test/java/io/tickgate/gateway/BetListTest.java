package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetView;
import io.tickgate.publish.DecidingTrade;
import io.tickgate.publish.OutcomePosition;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's bets and their outcomes over HTTP. */
@Timeout(60)
class BetListTest {
    private static final Pattern KEY = Pattern.compile("\"idempotencyKey\":\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]*)\"");

    private final RunningGateway running = new RunningGateway();
    private final OutcomeBets bets = new OutcomeBets(running);

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    private static List<String> keys(String body) {
        List<String> keys = new ArrayList<>();
        Matcher matcher = KEY.matcher(body);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private static String next(String body) {
        Matcher matcher = NEXT.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Test
    void shouldListTheUsersOwnBetsNewestFirstAndPageThroughThemWhateverComesAndGoesInBetween() throws Exception {
        List<BetView> taken = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            taken.add(bets.take("k" + i));
        }
        bets.takeFor("default", "somebody", "foreign");
        bets.takeFor("other", "default", "foreign");

        String first = running.get("/api/bets?limit=3").body();
        bets.take("later");
        running.writer.decide(taken.get(3), BetOutcome.HIT);
        running.writer.forget(taken.get(3));
        String second = running.get("/api/bets?limit=3&cursor=" + next(first)).body();
        String third = running.get("/api/bets?limit=3&cursor=" + next(second)).body();

        assertEquals(List.of("k6", "k5", "k4"), keys(first));
        assertEquals(List.of("k2", "k1", "k0"), keys(second));
        assertEquals(List.of(), keys(third));
        assertFalse(second.contains("foreign"), second);
        assertTrue(next(second).isEmpty(), second);
    }

    @ParameterizedTest
    @CsvSource({
        "'', k5 k4 k3 k2 k1 k0",
        "state=accepted, k5 k0",
        "state=open, k5 k0",
        "state=hit, k4 k1",
        "state=miss, k2",
        "state=void, k3",
        "state=decided, k4 k3 k2 k1",
        "state=hit&symbol=eth-usd, k4",
        "symbol=ethereum, k4 k2",
        "symbol=SHIB%2FUSD, ''",
        "state=decided&limit=2, k4 k3",
    })
    void shouldListThoseInAStateAndOnASymbol(String query, String expected) throws Exception {
        List<BetView> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(i == 2 || i == 4 ? bets.takeOn(RunningGateway.ETH, 2, "k" + i) : bets.take("k" + i));
        }
        running.writer.decide(taken.get(4), BetOutcome.HIT);
        running.writer.decide(taken.get(1), BetOutcome.HIT);
        running.writer.decide(taken.get(2), BetOutcome.MISS);
        running.writer.decide(taken.get(3), BetOutcome.VOID);

        String body = running.get("/api/bets?" + query).body();

        assertEquals(expected, String.join(" ", keys(body)));
    }

    @ParameterizedTest
    @CsvSource({
        "state=won, INVALID_FIELD, state",
        "state=HIT, INVALID_FIELD, state",
        "state=, INVALID_FIELD, state",
        "state, INVALID_FIELD, state",
        "state=hit&state=miss, DUPLICATE_FIELD, state",
        "limit=0, INVALID_FIELD, limit",
        "limit=101, INVALID_FIELD, limit",
        "limit=-1, INVALID_FIELD, limit",
        "limit=1e1, INVALID_FIELD, limit",
        "limit=99999999999999999999, INVALID_FIELD, limit",
        "cursor=x, INVALID_FIELD, cursor",
        "cursor=000000000000000500000000, INVALID_FIELD, cursor",
        "cursor=ffffffffffffffffffffffff, INVALID_FIELD, cursor",
        "symbol=BTC/EUR, UNKNOWN_SYMBOL, symbol",
        "page=2, UNKNOWN_FIELD, page",
        "State=hit, UNKNOWN_FIELD, State",
        "&, UNKNOWN_FIELD, ''",
        "state=%00, MALFORMED_PATH, query",
        "state=%FF, MALFORMED_PATH, query",
    })
    void shouldRefuseParametersThatAreNoneAndNameThem(String query, String code, String field) throws Exception {
        HttpResponse<String> response = running.get("/api/bets?" + query);

        assertTrue(response.statusCode() >= 400 && response.statusCode() < 500, response.body());
        assertTrue(response.body().contains("\"error\":\"" + code + "\""), response.body());
        assertTrue(response.body().contains("\"field\":\"" + field + "\""), response.body());
    }

    @Test
    void shouldRefuseACursorOfAnotherQuery() throws Exception {
        bets.take("a");
        bets.take("b");
        String cursor = next(running.get("/api/bets?limit=1&state=open").body());

        HttpResponse<String> same = running.get("/api/bets?limit=9&state=accepted&cursor=" + cursor);
        HttpResponse<String> other = running.get("/api/bets?limit=1&cursor=" + cursor);

        assertEquals(List.of("a"), keys(same.body()));
        assertEquals(400, other.statusCode(), other.body());
    }

    @Test
    void shouldRefuseOtherMethodsAndNameTheRightOnes() throws Exception {
        HttpResponse<String> response = running.client.send(
                HttpRequest.newBuilder(running.uri("/api/bets")).DELETE().build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(405, response.statusCode());
        assertEquals("GET, HEAD, POST", response.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void shouldShowTheWholeOutcomeOfACrossedBandAlikeByIdByKeyAndInTheList() throws Exception {
        BetView bet = bets.take("k");
        long sequence = running.writer.nextSequence();
        running.writer.decide(
                bet,
                new BetOutcomeView(
                        BetOutcome.HIT,
                        new OutcomePosition(sequence, 3),
                        1_800_000_011_000_000_000L,
                        2,
                        null,
                        MarketFlyweight.TOUCH_CROSSED,
                        new DecidingTrade(42, sequence, 6_731_000_000_000L, 1_800_000_010_500_000_000L),
                        new DecidingTrade(41, sequence - 1, 6_719_000_000_001L, 1_800_000_010_499_000_000L),
                        null));

        String byId = running.get("/api/bets/" + bets.id(bet)).body();

        String outcome = "\"outcome\":{\"result\":\"HIT\",\"decidedAt\":1800000011000,\"sequence\":" + sequence
                + ",\"position\":\"" + sequence + ".3\",\"rulesVersion\":2,\"touch\":\"crossed\","
                + "\"trade\":{\"sequence\":" + sequence + ",\"tradeId\":42,\"price\":\"67310\","
                + "\"tradeTime\":1800000010500},\"otherTrade\":{\"sequence\":" + (sequence - 1)
                + ",\"tradeId\":41,\"price\":\"67190.00000001\",\"tradeTime\":1800000010499}}}";
        assertTrue(byId.endsWith(outcome), byId);
        assertTrue(byId.contains("\"state\":\"HIT\"") && !byId.contains("pending"), byId);
        assertEquals(byId, running.get("/api/bets/by-key/k").body());
        assertEquals(
                "{\"bets\":[" + byId + "],\"position\":\"" + sequence + ".3\"}",
                running.get("/api/bets").body());
    }

    @Test
    void shouldNameTheWatermarkOfAMiss() throws Exception {
        BetView bet = bets.take("k");
        running.writer.decide(bet, BetOutcome.MISS);

        String body = running.get("/api/bets/" + bets.id(bet)).body();

        assertTrue(body.contains("\"state\":\"MISS\""), body);
        assertTrue(body.contains("\"watermark\":{\"source\":\"heartbeat\",\"sequence\":"), body);
        assertTrue(body.contains("\"tradeId\":777,\"time\":1800000015000}"), body);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_WATERMARK, venue",
        "SUSPECTED_GAP, ours",
        "GAP, ours",
        "DOUBTFUL_TRADE, venue",
        "VENUE_RESET, venue",
        "GAPS_FORGOTTEN, ours",
        "BEFORE_HISTORY, ours",
        "WINDOW_OPEN, ours"
    })
    void shouldNameTheCauseOfAVoidAndWhoIsResponsible(IndeterminateReason cause, String responsible) throws Exception {
        BetView bet = bets.take("k");
        OutcomePosition position = new OutcomePosition(running.writer.nextSequence(), 0);
        running.writer.decide(bet, new BetOutcomeView(BetOutcome.VOID, position, 1, 2, cause, 0, null, null, null));

        String body = running.get("/api/bets/" + bets.id(bet)).body();

        assertTrue(body.contains("\"state\":\"VOID\""), body);
        assertTrue(body.endsWith("\"cause\":\"" + cause + "\",\"responsible\":\"" + responsible + "\"}}"), body);
    }

    @Test
    void shouldSayWhyABetIsPendingAndWhichGapsMayBelongToIt() throws Exception {
        BetView bet = bets.take("k");
        long s = 1_000_000_000L;
        running.writer.gap(RunningGateway.BTC, 10, 19, bet.fromEpochNs() - 9 * s, bet.fromEpochNs() - 1);
        running.writer.gap(RunningGateway.BTC, 30, 39, bet.fromEpochNs() + s, bet.fromEpochNs() + 2 * s);
        running.writer.gap(RunningGateway.BTC, 50, 59, bet.toEpochNs() + 1, bet.toEpochNs() + s);
        running.writer.gap(RunningGateway.ETH, 60, 69, bet.fromEpochNs(), bet.toEpochNs());
        String gaps = "\"gaps\":[{\"firstTradeId\":30,\"lastTradeId\":39,\"after\":1800000011000,"
                + "\"before\":1800000012000}],\"gapCount\":1,\"deadline\":1800000075000}}";

        String open = running.get("/api/bets/by-key/k").body();
        running.clock.advanceMs(15_001);
        running.alive();
        String over = running.get("/api/bets/by-key/k").body();
        running.writer.pending(bet, IndeterminateReason.SUSPECTED_GAP);
        String suspected = running.get("/api/bets/by-key/k").body();
        running.writer.pending(bet, IndeterminateReason.GAP);
        String pending = running.get("/api/bets/by-key/k").body();

        assertTrue(open.endsWith("\"pending\":{\"reason\":\"WINDOW_OPEN\"," + gaps), open);
        assertTrue(over.endsWith("\"pending\":{\"reason\":\"NO_WATERMARK\"," + gaps), over);
        assertTrue(suspected.endsWith("\"pending\":{\"reason\":\"SUSPECTED_GAP\"," + gaps), suspected);
        assertTrue(pending.endsWith("\"pending\":{\"reason\":\"GAP\"," + gaps), pending);
    }

    @Test
    void shouldTellSixteenGapsAndCountTheRest() throws Exception {
        BetView bet = bets.take("k");
        for (int i = 0; i < 20; i++) {
            running.writer.gap(RunningGateway.BTC, 10 * i + 1, 10 * i + 2, bet.fromEpochNs(), bet.toEpochNs());
        }

        String body = running.get("/api/bets/by-key/k").body();

        assertEquals(16, body.split("firstTradeId", -1).length - 1);
        assertTrue(body.contains("\"gapCount\":20"), body);
    }

    @Test
    void shouldNameTheMarketAndLeaveOutTheDeadlineWhenTheRuleOfABetIsNotKnown() throws Exception {
        BetView bet = bets.takeUnder(7, "k");

        String body = running.get("/api/bets/" + bets.id(bet)).body();

        assertTrue(body.contains("\"market\":\"btc-touch\",\"marketVersion\":7"), body);
        assertTrue(body.endsWith("\"pending\":{\"reason\":\"WINDOW_OPEN\"}}"), body);
    }

    @Test
    void shouldAnswerARepeatedBetWithItsOutcome() throws Exception {
        String body = "{\"symbol\":\"btcusd\",\"min\":\"67200\",\"max\":\"67300\",\"from\":1800000010000,"
                + "\"to\":1800000015000,\"stake\":\"1500\",\"idempotencyKey\":\"k\"}";
        running.post(body);
        BetView bet = running.writer.published().bets().byKey("default", "default", "k");
        running.writer.decide(java.util.Objects.requireNonNull(bet), BetOutcome.HIT);

        HttpResponse<String> again = running.post(body);

        assertEquals(200, again.statusCode());
        assertTrue(again.body().contains("\"state\":\"HIT\""), again.body());
        assertTrue(again.body().contains("\"outcome\":{\"result\":\"HIT\""), again.body());
        assertTrue(again.body().contains("},\"repeated\":true,"), again.body());
    }

    @Test
    void shouldNotKnowAnotherUsersBet() throws Exception {
        BetView bet = bets.takeFor("default", "somebody", "theirs");
        running.writer.decide(bet, BetOutcome.HIT);

        assertEquals(404, running.get("/api/bets/" + bets.id(bet)).statusCode());
        assertEquals(404, running.get("/api/bets/by-key/theirs").statusCode());
    }

    @Test
    void shouldTellOperatorsOfAContradictionForADayAndCountBets() throws Exception {
        BetView bet = bets.take("k");
        bets.take("open");
        running.writer.decide(bet, BetOutcome.MISS);
        running.writer.contradict(bet, 4_711, running.clock.nowEpochNs());

        String health = running.get("/api/market-data/health").body();
        String metrics = running.get("/metrics").body();
        running.clock.advanceMs(24 * 3_600_000);
        String later = running.get("/api/market-data/health").body();

        assertTrue(
                health.contains("btc-touch: a bet was decided as missed, but trade 4711 of 2027-01-15T08:00:10Z"),
                health);
        assertFalse(health.contains(bets.id(bet)), health);
        assertFalse(later.contains("decided as missed"), later);
        assertTrue(metrics.contains("\ntickgate_bets_open 1\n"), metrics);
        assertTrue(metrics.contains("\ntickgate_bets_held 2\n"), metrics);
        assertTrue(metrics.contains("\ntickgate_bets_contradicted_total 0\n"), metrics);
        assertTrue(metrics.contains("\ntickgate_bets_hit_total 0\n"), metrics);
    }
}
