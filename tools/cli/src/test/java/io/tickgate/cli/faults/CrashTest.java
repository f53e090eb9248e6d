package io.tickgate.cli.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.JournalReplay;
import io.tickgate.replay.ReplayListener;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.market.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments under ticks and some 1,000 bets a second whose windows end while they are placed. Every acknowledged
 * bet is there, once, and is decided once, as its bettor was told; the trades of the journal say the same; a replay gives every
 * decision again.
 */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int CRASHES = Integer.getInteger("tickgate.crashes", 3);
    private static final long SEED = Long.getLong("tickgate.seed", 20_261_121L);
    private static final int BETS_PER_SECOND = Integer.getInteger("tickgate.bets-per-second", 1_000);
    private static final int BETTORS = 8;
    /** Longer than a restart on a busy machine, so that missed trades can still be fetched before it. */
    private static final int DEADLINE_S = 45;
    /** Older bets that are asked for after each crash, beside all that were acknowledged since the one before. */
    private static final int SAMPLE = 200;
    /** Receipts that are fetched and checked against the journal, evenly over all bets. */
    private static final int RECEIPTS = Integer.getInteger("tickgate.receipts", 200);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Set<String> checked = new HashSet<>();
    private final Map<String, String> told = new HashMap<>();
    private final List<Long> restartsMs = new ArrayList<>();
    private long answeredAgain;
    private long loadNs;

    @Test
    void shouldKeepAndDecideEachAcknowledgedBetOnceWhenKilled() throws Exception {
        try (ExchangeSimulator exchange = ExchangeSimulator.start(
                        SimulatorOptions.defaults().withSeed(SEED).withEventsPerSecond(2_000));
                RunningNode tickgate = new RunningNode(folder, options(exchange));
                TouchBets maker = new TouchBets(tickgate.port())) {
            tickgate.awaitReady();
            BetLoad load = new BetLoad(tickgate.port(), BETTORS, BETS_PER_SECOND, maker);

            OutcomeSocket socket = new OutcomeSocket(tickgate.port());
            socket.connect();

            for (int crash = 0; crash < CRASHES; crash++) {
                crashUnderBets(tickgate, load);
                socket.abort();
                restartsMs.add(tickgate.restart());
                socket.connect();
                answeredAgain += load.retryUnanswered();
                checkAcknowledged(tickgate, load);
            }
            awaitOutcomes(tickgate, load, socket);
            checkAcknowledged(tickgate, load);
            Receipts receipts = Receipts.fetch(tickgate.port(), sample(load));
            socket.abort();

            tickgate.stop();
            checkRecord(tickgate, load, socket);
            checkReceipts(tickgate, receipts);
        }
    }

    private static List<String> options(ExchangeSimulator exchange) {
        return List.of(
                "-D", "venues.binance.ws-url=" + exchange.uri(),
                "-D", "venues.binance.rest-url=" + exchange.restUri(Venue.BINANCE),
                "-D", "venues.coinbase.enabled=false",
                "-D", "health.recovery=1s",
                "-D", "market-defaults.lead=250ms",
                "-D", "market-defaults.grace=500ms",
                "-D", "market-defaults.open-bets-max=250000",
                "-D", "backfill.retry-for=5s",
                "-D", "market-defaults.deadline=" + DEADLINE_S + "s",
                "-D", "proof.head-interval=1s",
                "-D", "data.free-space-min=64m",
                "-D", "redis.mode=off");
    }

    /** The process dies in the midst of bets, at a random moment after the first was taken. */
    private void crashUnderBets(RunningNode tickgate, BetLoad load) throws InterruptedException {
        int before = load.acknowledged().size();
        long startNs = System.nanoTime();
        load.start(number -> new Random(SEED + number));
        tickgate.await("accepting bets", 60, () -> load.acknowledged().size() > before);
        pause(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(2_500)));
        tickgate.kill();
        loadNs += System.nanoTime() - startNs;
        load.end();
    }

    private static void pause(long ns) {
        long startNs = System.nanoTime();
        for (long leftNs = ns; leftNs > 0; leftNs = ns - (System.nanoTime() - startNs)) {
            LockSupport.parkNanos(leftNs);
        }
    }

    /** What was acknowledged since the last time and a sample of the rest: it is there, and nothing that was told has changed. */
    private void checkAcknowledged(RunningNode tickgate, BetLoad load) throws IOException {
        List<String> older = new ArrayList<>(checked);
        Collections.shuffle(older, random);
        Set<String> keys = new HashSet<>(older.subList(0, Math.min(SAMPLE, older.size())));
        load.acknowledged().keySet().stream().filter(checked::add).forEach(keys::add);
        long newestAcknowledged = 0;
        try (HttpConnection connection = new HttpConnection(tickgate.port(), 5_000)) {
            for (String key : keys) {
                BetLoad.Acknowledged bet = load.acknowledged().get(key);
                Map<String, String> found =
                        Json.scalars(connection.get("/api/bets/by-key/" + key).body());
                assertEquals(bet.id(), found.get("id"), key);
                assertEquals(bet.sequence(), Long.parseLong(found.get("sequence")), key);
                newestAcknowledged = Math.max(newestAcknowledged, bet.sequence());
                remember(key, found.get("state"));
            }
            BetLoad.Acknowledged any = load.acknowledged().get(keys.iterator().next());
            HttpConnection.Answer again = connection.post("/api/bets", any.body());
            assertEquals(any.id(), Json.scalars(again.body()).get("id"), again.body());
        }
        long sequence = Long.parseLong(
                Json.scalars(tickgate.get("/api/prices/status/health").body()).get("sequence"));
        assertTrue(sequence > newestAcknowledged, sequence + " > " + newestAcknowledged);
    }

    private void remember(String key, String state) {
        if (!state.equals("ACCEPTED")) {
            String before = told.put(key, state);
            assertTrue(before == null || before.equals(state), key + " was " + before + " and is " + state);
        }
    }

    /** Until every acknowledged bet was told to have ended, but no longer than they may take. */
    private static void awaitOutcomes(RunningNode tickgate, BetLoad load, OutcomeSocket socket) {
        long startNs = System.nanoTime();
        tickgate.await(
                "told of all outcomes",
                DEADLINE_S + 60,
                () -> socket.told().keySet().containsAll(load.acknowledged().keySet())
                        || System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(DEADLINE_S + 30));
    }

    /** The logs tell what the bettors were told, and the journal gives it again. */
    private void checkRecord(RunningNode tickgate, BetLoad load, OutcomeSocket socket) {
        JournalledBets journalled = JournalledBets.read(tickgate.data());
        journalled.checkOutcomes();
        JournalReplay replay =
                JournalReplay.compare(tickgate.data(), JournalReplay.TO_THE_END, 10, ReplayListener.NOBODY);
        print(load, journalled, replay, socket);

        assertEquals(List.of(), journalled.problems());
        Set<String> ids = new HashSet<>();
        load.acknowledged().forEach((key, bet) -> {
            JournalledBets.Journalled found = journalled.byKey(key);
            assertNotNull(found, key);
            assertEquals(bet.id(), found.id, key);
            assertEquals(bet.sequence(), found.sequence, key);
            ids.add(bet.id());
        });
        assertEquals(load.acknowledged().size(), ids.size(), "ids are unique");
        assertTrue(journalled.accepted() <= load.keysUsed(), journalled.accepted() + " of " + load.keysUsed());
        told.forEach((key, outcome) -> assertEquals(outcome, journalled.byKey(key).outcome, key));
        assertEquals(List.of(), socket.problems());
        Map<String, String> heard = socket.told();
        heard.forEach((key, outcome) -> assertEquals(outcome, journalled.byKey(key).outcome, key));
        assertEquals(journalled.accepted(), heard.size(), "every outcome was told over the socket, over all crashes");
        assertEquals(0, replay.unrecorded());
        assertEquals(0, replay.differencesTotal(), replay.differences().toString());
        assertEquals(replay.records(), replay.lastSequence());
    }

    private static List<String> sample(BetLoad load) {
        List<String> ids = load.acknowledged().values().stream()
                .map(BetLoad.Acknowledged::id)
                .sorted()
                .toList();
        int step = Math.max(1, ids.size() / RECEIPTS);
        List<String> sample = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += step) {
            sample.add(ids.get(i));
        }
        return sample;
    }

    private void checkReceipts(RunningNode tickgate, Receipts receipts) {
        List<String> rejected = receipts.rejected(tickgate.data());
        List<String> accepted = receipts.acceptedWhenChanged(random);

        System.out.printf(
                "receipts %d | accepted %d | rejected with a byte changed %d%n",
                receipts.count(), receipts.count() - rejected.size(), receipts.count() - accepted.size());
        assertEquals(List.of(), rejected);
        assertEquals(List.of(), accepted);
    }

    private void print(BetLoad load, JournalledBets journalled, JournalReplay replay, OutcomeSocket socket) {
        Collections.sort(restartsMs);
        System.out.printf(
                "crashes %d | seed %d | bets acknowledged %d, answered again after a crash %d, without answer %d, journalled %d, keys %d (%d/s)"
                        + " | outcomes %s, told over REST %d, over the socket %d | answers %s | records %d, decisions equal %d, different %d"
                        + " | serving again after %d ms (median), %d ms (maximum)%n",
                restartsMs.size(),
                SEED,
                load.acknowledged().size(),
                answeredAgain,
                load.unanswered().size(),
                journalled.accepted(),
                load.keysUsed(),
                load.keysUsed() * TimeUnit.SECONDS.toNanos(1) / loadNs,
                journalled.outcomes(),
                told.size(),
                socket.told().size(),
                load.answers(),
                replay.records(),
                replay.decisions(),
                replay.differencesTotal(),
                restartsMs.get(restartsMs.size() / 2),
                restartsMs.get(restartsMs.size() - 1));
    }
}
