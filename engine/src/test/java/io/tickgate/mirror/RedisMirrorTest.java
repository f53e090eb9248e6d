package io.tickgate.mirror;

import static io.tickgate.mirror.MirrorRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordReader;
import io.tickgate.status.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedisMirrorTest {
    private static final long PRICE = 6_712_345_000_000L;

    private MirrorRig rig;

    RedisMirrorTest(@TempDir Path folder) throws IOException {
        rig = new MirrorRig(folder);
    }

    @BeforeEach
    void nothingWentWrong() {
        assertEquals(List.of(), rig.errors);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldKeepEachTradeInOrderWhenPricesAreEqual() {
        rig.started().trades(300, PRICE);

        rig.awaitMirrored();

        assertEquals(rig.members, rig.history());
        assertEquals(300, rig.count(Counter.MIRROR_TRADES));
        try (RedisClient client = rig.client()) {
            assertEquals(
                    (MirrorRig.START_EPOCH_NS + 2 * MirrorRig.MS) / MirrorRig.MS,
                    client.zscore(MirrorRig.HISTORY, rig.members.get(0)));
        }
    }

    @Test
    void shouldWriteThePriceExactlyWhenItIsTiny() {
        rig.started().trade(123);

        rig.awaitMirrored();

        assertTrue(rig.history().get(0).endsWith(":2:0.00000123"), rig.history().toString());
        assertEquals(
                "{\"symbol\":\"BTC/USD\",\"source\":\"binance\",\"price\":\"0.00000123\",\"size\":\"0.01\",\"tradeId\":2,"
                        + "\"sequence\":2,\"eventTime\":1790000000001,\"receivedTime\":1790000000002}",
                rig.get(MirrorRig.LATEST));
    }

    @Test
    void shouldPublishEachTradeOnceWhenRedisKeepsUp() {
        rig.started().trade(PRICE);
        rig.awaitMirrored();
        List<String> heard = rig.subscribe(MirrorRig.CHANNEL);

        rig.trades(500, PRICE + 1);

        await("500 messages", () -> heard.size() >= 500);
        rig.awaitMirrored();
        for (int i = 0; i < 500; i++) {
            assertTrue(heard.get(i).contains("\"sequence\":" + (i + 3) + ","), heard.get(i));
        }
        assertEquals(rig.get(MirrorRig.LATEST), heard.get(499));
        assertEquals(0, rig.count(Counter.MIRROR_CONFLATED));
    }

    @Test
    void shouldLetTheLatestExpireByTheAgeOfItsTrade() {
        rig.latestTtlMs = 60_000;
        rig.trade(PRICE);
        rig.pass(50_000);

        rig.started().awaitMirrored();

        await("the latest price", () -> !rig.get(MirrorRig.LATEST).equals("null"));
        try (RedisClient client = rig.client()) {
            long ttlMs = client.pttl(MirrorRig.LATEST);
            assertTrue(ttlMs > 0 && ttlMs <= 10_000, "ttl " + ttlMs);
        }
    }

    @Test
    void shouldLeaveOutWhatIsNotPublishedYet() {
        rig.started().trade(PRICE);
        rig.append(PRICE + 1);
        rig.awaitMirrored();

        MirrorRig.letPass(50);

        assertEquals(1, rig.history().size());
        rig.trade(PRICE + 2);
        rig.awaitMirrored();
        assertEquals(rig.members, rig.history());
    }

    @Test
    void shouldKeepFetchedTradesInTheHistoryOnly() {
        List<String> heard = rig.subscribe(MirrorRig.CHANNEL);
        rig.started();
        rig.awaitMirrored();
        rig.trade(PRICE);
        long sequence = rig.append(PRICE + 9);
        rig.state.price(MirrorRig.BTC, sequence, PRICE + 9, rig.timeEpochNs);
        rig.timeEpochNs += MirrorRig.MS;
        long fetched = rig.journal.backFilled(MirrorRig.BTC, 9_000, 9_003, PRICE + 1, rig.timeEpochNs);
        rig.members.add(memberOf(fetched, PRICE + 1, rig.timeEpochNs));
        rig.journal.backFilled(MirrorRig.BTC, 9_001, 9_003, PRICE + 2, rig.timeEpochNs);
        rig.journal.backFilled(MirrorRig.BTC, sequence, sequence, PRICE + 3, rig.timeEpochNs);
        long last = rig.journal.backFilled(99, 1, 1, PRICE + 4, rig.timeEpochNs);
        rig.state.moved(last, rig.timeEpochNs);

        rig.awaitMirrored();

        assertEquals(rig.members, rig.history());
        assertTrue(rig.get(MirrorRig.LATEST).contains("\"sequence\":" + sequence), rig.get(MirrorRig.LATEST));
        MirrorRig.await("both trades on the channel", () -> heard.size() >= 2);
        assertEquals(2, heard.size(), heard.toString());
        assertEquals(0, rig.count(Counter.MIRROR_CONFLATED));
    }

    private static String memberOf(long sequence, long priceE8, long receivedEpochNs) {
        return receivedEpochNs / MirrorRig.MS + ":" + sequence + ":" + io.tickgate.record.E8.toString(priceE8);
    }

    @Test
    void shouldLeaveOutForeignAndRepeatedTrades() {
        rig.started().trade(PRICE);
        rig.journal.trade(99, PRICE, rig.timeEpochNs);
        long sequence = rig.append(PRICE + 1);
        io.tickgate.record.TradeFlyweight again = new io.tickgate.record.TradeFlyweight();
        again.wrap(rig.journal.scratch()).tradeId(sequence);
        rig.journal.append();
        rig.trade(PRICE + 2);

        rig.awaitMirrored();

        assertEquals(rig.members, rig.history());
    }

    @Test
    void shouldFollowInstrumentsThatAreDefinedLater() {
        rig.started().trade(PRICE);
        rig.awaitMirrored();
        rig.state.instrument(2, "ETH/EUR", "coinbase");

        rig.timeEpochNs += MirrorRig.MS;
        rig.state.moved(rig.journal.trade(2, 5, rig.timeEpochNs), rig.timeEpochNs);

        rig.awaitMirrored();
        assertTrue(rig.get("price:eth:eur").contains("\"symbol\":\"ETH/EUR\",\"source\":\"coinbase\""));
        try (RedisClient client = rig.client()) {
            assertEquals(1, client.zcard("prices:eth:eur:ts"));
        }
    }

    @Test
    void shouldFillTheHistoryAgainWhenRedisWasKilledAndIsEmpty() throws IOException {
        rig.started().trades(1_000, PRICE);
        rig.awaitMirrored();
        rig.killRedis();
        rig.trades(1_000, PRICE + 1);
        await("loss", () -> !rig.mirror().isConnected());

        rig.restartRedis();

        await("the whole history", () -> rig.history().size() == 2_000);
        assertEquals(rig.members, rig.history());
        assertTrue(rig.get(MirrorRig.LATEST).contains("\"sequence\":2001,"), rig.get(MirrorRig.LATEST));
        assertTrue(rig.mirror().isConnected());
        assertTrue(rig.count(Counter.MIRROR_FAILURES) > 0);
    }

    @Test
    void shouldFillTheHistoryAgainWhenRedisWasEmptiedUnderItsHands() {
        rig.started();
        await("the connection", () -> rig.mirror().isConnected());
        rig.trades(500, PRICE);
        rig.awaitMirrored();
        try (RedisClient client = rig.client()) {
            client.flushAll();
        }

        rig.trades(10, PRICE + 1);

        await("the whole history", () -> rig.history().size() == 510);
        assertEquals(rig.members, rig.history());
        assertEquals(0, rig.count(Counter.MIRROR_CONFLATED));
    }

    @Test
    void shouldLoseNothingWhenRedisStandsStillForTwoSeconds() throws Exception {
        rig.started().trades(200, PRICE);
        rig.awaitMirrored();
        rig.signal("STOP");
        for (int i = 0; i < 200; i++) {
            rig.trades(10, PRICE + i);
            MirrorRig.letPass(10);
        }
        await("loss", () -> !rig.mirror().isConnected());

        rig.signal("CONT");

        rig.awaitMirrored();
        assertEquals(rig.members, rig.history());
        assertTrue(rig.get(MirrorRig.LATEST).contains("\"sequence\":2201,"), rig.get(MirrorRig.LATEST));
    }

    @Test
    void shouldCatchUpWhenRedisComesLaterThanTheMirror() throws IOException {
        rig.killRedis();
        rig.started().trades(700, PRICE);
        await("failures", () -> rig.count(Counter.MIRROR_FAILURES) >= 3);
        assertFalse(rig.mirror().isConnected());
        assertEquals(0, rig.mirror().mirroredSequence());

        rig.restartRedis();

        rig.awaitMirrored();
        assertEquals(rig.members, rig.history());
    }

    @Test
    void shouldConflateTheChannelAndCountWhenRedisWasAway() throws Exception {
        rig.started().trades(10, PRICE);
        rig.awaitMirrored();
        List<String> heard = rig.subscribe(MirrorRig.CHANNEL);
        rig.signal("STOP");
        rig.trade(PRICE + 1);
        await("loss", () -> !rig.mirror().isConnected());
        rig.trades(2_000, PRICE + 2);
        rig.pass(10_000);

        rig.signal("CONT");

        rig.awaitMirrored();
        await(
                "the newest on the channel",
                () -> heard.stream().anyMatch(value -> value.contains("\"sequence\":2012,")));
        assertEquals(rig.members, rig.history());
        assertTrue(heard.size() <= 3, heard.size() + " messages");
        // A woken Redis may still carry out the batch that was broken off; then its trade was published.
        long conflated = rig.count(Counter.MIRROR_CONFLATED);
        assertTrue(conflated == 2_000 || conflated == 1_999, conflated + " conflated");
        rig.trade(PRICE + 3);
        await("the next on the channel", () -> heard.get(heard.size() - 1).contains("\"sequence\":2014,"));
    }

    @Test
    void shouldTrimByNumberAndCount() {
        rig.historyMax = 1_000;
        rig.started().trades(5_000, PRICE);

        await("trimming", () -> rig.history().size() <= 2_100);
        rig.awaitMirrored();

        List<String> history = rig.history();
        assertTrue(history.size() >= 1_000, "kept " + history.size());
        assertEquals(rig.members.subList(5_000 - history.size(), 5_000), history);
        assertEquals(5_000 - history.size(), rig.count(Counter.MIRROR_TRIMMED));
    }

    @Test
    void shouldTrimByAgeAndNotFillWhatIsTooOld() {
        rig.started().trades(100, PRICE);
        rig.awaitMirrored();
        rig.pass(8L * 86_400_000);
        rig.trades(1_100, PRICE);

        await("trimming", () -> rig.count(Counter.MIRROR_TRIMMED) == 100);

        rig.awaitMirrored();
        assertEquals(rig.members.subList(100, 1_200), rig.history());
        try (RedisClient client = rig.client()) {
            client.flushAll();
        }
        await("the history again", () -> rig.history().size() == 1_100);
        assertEquals(rig.members.subList(100, 1_200), rig.history());
        assertEquals(100, rig.count(Counter.MIRROR_TRIMMED));
    }

    @Test
    void shouldGoOnWithoutDuplicatesWhenStartedAgain() {
        rig.started().trades(400, PRICE);
        rig.awaitMirrored();
        rig.mirror().close();
        rig.trades(50, PRICE);
        List<String> heard = rig.subscribe(MirrorRig.CHANNEL);

        rig.started().awaitMirrored();

        assertEquals(rig.members, rig.history());
        assertEquals(450, rig.count(Counter.MIRROR_TRADES));
        await("the last message", () -> heard.size() == 50);
    }

    @Test
    void shouldStartOverWhenThePositionIsOfAnotherJournal() {
        rig.trades(30, PRICE);
        for (String foreign : List.of("20:deadbeef", "999999:1", "whatever", "")) {
            try (RedisClient client = rig.client()) {
                client.del(MirrorRig.HISTORY);
                client.set(MirrorRig.POSITION, foreign);
            }

            rig.started().awaitMirrored();

            assertEquals(rig.members, rig.history(), foreign);
            assertTrue(rig.get(MirrorRig.POSITION).startsWith("31:"), rig.get(MirrorRig.POSITION));
            rig.mirror().close();
        }
    }

    @Test
    void shouldRecordARefusalAndGoOnWhenAKeyIsOfAnotherType() {
        try (RedisClient client = rig.client()) {
            client.set(MirrorRig.HISTORY, "not a sorted set");
        }

        rig.started().trades(10, PRICE);

        rig.awaitMirrored();
        await("the refusal", () -> !rig.errors.isEmpty());
        assertTrue(rig.errors.get(0).toString().contains("WRONGTYPE"), rig.errors.toString());
        assertTrue(rig.get(MirrorRig.LATEST).contains("\"sequence\":11,"), rig.get(MirrorRig.LATEST));
        assertTrue(rig.mirror().isConnected());
        rig.errors.clear();
    }

    @Test
    void shouldSendWhatIsPublishedWhenClosed() {
        // Four batches: far within the 300 ms that a close takes for them, on a busy machine too.
        rig.started();
        await("the connection", () -> rig.mirror().isConnected());
        rig.trades(500, PRICE);

        rig.mirror().close();

        assertEquals(rig.members, rig.history());
        assertFalse(rig.mirror().isConnected());
    }

    @Test
    void shouldCloseInBoundedTimeWhenRedisStandsStill() throws Exception {
        rig.started().trades(10, PRICE);
        rig.awaitMirrored();
        rig.signal("STOP");
        rig.trades(1_000, PRICE);

        long startNs = System.nanoTime();
        rig.mirror().close();
        long tookMs = (System.nanoTime() - startNs) / MirrorRig.MS;

        assertTrue(tookMs <= 1_000, "took " + tookMs + " ms");
        rig.signal("CONT");
    }

    /** Redis keeps its position and is away for so long that the journal does not have it any more. */
    @Test
    void shouldBeginAnewWhenWhatItHadNotReadWasDeleted() throws Exception {
        rig.started().trades(10, PRICE);
        rig.awaitMirrored();
        rig.signal("STOP");
        rig.trade(PRICE + 1);
        await("loss", () -> !rig.mirror().isConnected());
        for (int hour = 0; hour < 3; hour++) {
            rig.pass(3_600_000);
            rig.trades(5, PRICE + 2 + hour);
        }
        try (RecordReader reader = rig.journal.log().newReader()) {
            rig.journal.log().delete(rig.journal.log().files(reader).get(0));
            rig.journal.log().delete(rig.journal.log().files(reader).get(0));
        }

        rig.signal("CONT");

        rig.awaitMirrored();
        List<String> left = rig.members.subList(rig.members.size() - 10, rig.members.size());
        assertTrue(rig.history().containsAll(left), rig.history().toString());
        String last = "\"sequence\":" + rig.journal.lastSequence() + ",";
        assertTrue(rig.get(MirrorRig.LATEST).contains(last), rig.get(MirrorRig.LATEST));
    }
}
