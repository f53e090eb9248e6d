package io.tickgate.cli.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.JournalReplay;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments under ticks and bets: what was acknowledged is there, once, and the sequence goes on. */
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int CRASHES = Integer.getInteger("tickgate.crashes", 3);
    private static final long SEED = Long.getLong("tickgate.seed", 20_261_121L);

    @TempDir
    Path folder;

    @Test
    void shouldKeepEachAcknowledgedBetOnceWhenKilled() throws Exception {
        Random random = new Random(SEED);
        List<Long> restartsMs = new ArrayList<>();
        try (ExchangeSimulator exchange = ExchangeSimulator.start(
                        SimulatorOptions.defaults().withSeed(SEED).withEventsPerSecond(2_000));
                RunningNode tickgate = new RunningNode(folder, options(exchange))) {
            tickgate.awaitReady();
            Bets bets = new Bets(tickgate);

            for (int crash = 0; crash < CRASHES; crash++) {
                crashUnderBets(tickgate, bets, random.nextInt(1_500));
                restartsMs.add(tickgate.restart());
                checkAcknowledged(tickgate, bets);
            }

            tickgate.stop();
            checkRecord(tickgate, bets);
        }
        Collections.sort(restartsMs);
        System.out.printf(
                "%d crashes (seed %d): serving again after %d ms (median), %d ms (maximum)%n",
                CRASHES, SEED, restartsMs.get(restartsMs.size() / 2), restartsMs.get(restartsMs.size() - 1));
    }

    private static List<String> options(ExchangeSimulator exchange) {
        return List.of(
                "-D", "venues.binance.ws-url=" + exchange.uri(),
                "-D", "health.recovery=1s",
                "-D", "data.free-space-min=64m",
                "-D", "redis.mode=off");
    }

    /** Three bettors place bets as fast as they are answered; the process dies in the midst of them. */
    private static void crashUnderBets(RunningNode tickgate, Bets bets, int afterMs) throws InterruptedException {
        tickgate.await("accepting bets", 30, () -> bets.place() == 201);
        List<Thread> bettors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread bettor = new Thread(() -> placeUntilDead(bets), "bettor-" + i);
            bettors.add(bettor);
            bettor.start();
        }
        bettors.get(0).join(200 + afterMs);
        tickgate.kill();
        for (Thread bettor : bettors) {
            bettor.join();
        }
    }

    private static void placeUntilDead(Bets bets) {
        int status = bets.place();
        while (status != -1) {
            status = bets.place();
        }
    }

    private static void checkAcknowledged(RunningNode tickgate, Bets bets) throws IOException {
        long newestAcknowledged = 0;
        for (Map.Entry<String, Bets.Acknowledged> each : bets.acknowledged().entrySet()) {
            Map<String, String> found = Json.scalars(
                    tickgate.get("/api/bets/by-key/" + each.getKey()).body());
            assertEquals(each.getValue().id(), found.get("id"), each.getKey());
            assertEquals(each.getValue().sequence(), Long.parseLong(found.get("sequence")), each.getKey());
            newestAcknowledged = Math.max(newestAcknowledged, each.getValue().sequence());
        }
        Map.Entry<String, Bets.Acknowledged> any =
                bets.acknowledged().entrySet().iterator().next();
        var again = tickgate.post("/api/bets", any.getValue().body());
        assertEquals(any.getValue().id(), Json.scalars(again.body()).get("id"), again.body());
        long sequence = Long.parseLong(
                Json.scalars(tickgate.get("/api/prices/status/health").body()).get("sequence"));
        assertTrue(sequence > newestAcknowledged, sequence + " > " + newestAcknowledged);
    }

    /** The record gives the same decisions again, and holds no more bets than keys were used. */
    private static void checkRecord(RunningNode tickgate, Bets bets) {
        JournalReplay replay = JournalReplay.run(tickgate.data(), count -> {});
        Set<String> ids = new HashSet<>();
        bets.acknowledged().values().forEach(bet -> ids.add(bet.id()));

        assertEquals(bets.acknowledged().size(), ids.size(), "ids are unique");
        assertEquals(0, replay.unrecorded());
        assertEquals(replay.records(), replay.lastSequence());
        assertTrue(replay.totals().bets() >= ids.size(), replay.toString());
        assertTrue(replay.totals().bets() <= bets.keysUsed(), replay.toString());
        System.out.printf(
                "%d bets acknowledged, %d in the record, %d keys used, %d records, state %s%n",
                ids.size(), replay.totals().bets(), bets.keysUsed(), replay.records(), replay.stateHash());
    }
}
