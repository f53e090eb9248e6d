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
    private static final int DEADLINE_S = 10;
    /** Older bets that are asked for after each crash, beside all that were acknowledged since the one before. */
    private static final int SAMPLE = 200;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Set<String> checked = new HashSet<>();
    private final Map<String, String> told = new HashMap<>();
    private final List<Long> restartsMs = new ArrayList<>();
    private long answeredAgain;

    @Test
    void shouldKeepAndDecideEachAcknowledgedBetOnceWhenKilled() throws Exception {
        try (ExchangeSimulator exchange = ExchangeSimulator.start(
                        SimulatorOptions.defaults().withSeed(SEED).withEventsPerSecond(2_000));
                RunningNode tickgate = new RunningNode(folder, options(exchange));
                TouchBets maker = new TouchBets(tickgate.port())) {
            tickgate.awaitReady();
            BetLoad load = new BetLoad(tickgate.port(), BETTORS, BETS_PER_SECOND, maker);

            for (int crash = 0; crash < CRASHES; crash++) {
                crashUnderBets(tickgate, load);
                restartsMs.add(tickgate.restart());
                answeredAgain += load.retryUnanswered();
                checkAcknowledged(tickgate, load);
            }
            crashUnderBets(tickgate, load);
            restartsMs.add(tickgate.restart());
            answeredAgain += load.retryUnanswered();
            awaitDeadlines(tickgate);
            checkAcknowledged(tickgate, load);

            tickgate.stop();
            checkRecord(tickgate, load);
        }
    }

    private static List<String> options(ExchangeSimulator exchange) {
        return List.of(
                "-D", "venues.binance.ws-url=" + exchange.uri(),
                "-D", "venues.binance.rest-url=" + exchange.restUri(Venue.BINANCE),
                "-D", "health.recovery=1s",
                "-D", "market-defaults.lead=250ms",
                "-D", "market-defaults.grace=500ms",
                "-D", "market-defaults.open-bets-max=250000",
                "-D", "backfill.retry-for=5s",
                "-D", "market-defaults.deadline=" + DEADLINE_S + "s",
                "-D", "data.free-space-min=64m",
                "-D", "redis.mode=off");
    }

    /** The process dies in the midst of bets, at a random moment after the first was taken. */
    private void crashUnderBets(RunningNode tickgate, BetLoad load) throws InterruptedException {
        int before = load.acknowledged().size();
        load.start(number -> new Random(SEED + number));
        tickgate.await("accepting bets", 60, () -> load.acknowledged().size() > before);
        pause(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(2_500)));
        tickgate.kill();
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

    /** Until the deadline of the last bet lies behind: it ends at most 4.2 s after it was placed. */
    private static void awaitDeadlines(RunningNode tickgate) {
        long startNs = System.nanoTime();
        tickgate.await(
                "past the last deadline",
                DEADLINE_S + 20,
                () -> System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(DEADLINE_S + 6));
    }

    /** The logs tell what the bettors were told, and the journal gives it again. */
    private void checkRecord(RunningNode tickgate, BetLoad load) {
        JournalledBets journalled = JournalledBets.read(tickgate.data());
        JournalReplay replay =
                JournalReplay.compare(tickgate.data(), JournalReplay.TO_THE_END, 10, ReplayListener.NOBODY);
        print(load, journalled, replay);

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
        assertEquals(0, replay.unrecorded());
        assertEquals(0, replay.differencesTotal(), replay.differences().toString());
        assertEquals(replay.records(), replay.lastSequence());
    }

    private void print(BetLoad load, JournalledBets journalled, JournalReplay replay) {
        Collections.sort(restartsMs);
        System.out.printf(
                "crashes %d | seed %d | bets acknowledged %d, answered again after a crash %d, without answer %d, journalled %d, keys %d"
                        + " | outcomes %s, told %d | answers %s | records %d, decisions equal %d, different %d"
                        + " | serving again after %d ms (median), %d ms (maximum)%n",
                restartsMs.size(),
                SEED,
                load.acknowledged().size(),
                answeredAgain,
                load.unanswered().size(),
                journalled.accepted(),
                load.keysUsed(),
                journalled.outcomes(),
                told.size(),
                load.answers(),
                replay.records(),
                replay.decisions(),
                replay.differencesTotal(),
                restartsMs.get(restartsMs.size() / 2),
                restartsMs.get(restartsMs.size() - 1));
    }
}
