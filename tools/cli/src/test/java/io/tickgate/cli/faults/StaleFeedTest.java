package io.tickgate.cli.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.fault.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feed that goes silent, and a process that is stopped for longer than a price may be old: what the real process says, and that no bet
 * slips through. The exact edges stand in the market's own tests, on a hand-moved clock.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StaleFeedTest {
    /** As configured by default it would be 30; the whole length is run where that property says so. */
    private static final int RECOVERY_SECONDS = Integer.getInteger("tickgate.recovery-seconds", 3);

    @TempDir
    Path folder;

    @Test
    void shouldRefuseBetsFromCriticalUntilRecoveredWhenTheFeedIsSilent() throws Exception {
        try (ExchangeSimulator exchange = exchange();
                RunningNode tickgate = new RunningNode(folder, options(exchange))) {
            Bets bets = awaitOpen(tickgate);

            exchange.inject(Fault.silence(14, "BTCUSDT", false));
            tickgate.await("degraded", 6, () -> health(tickgate).equals("degraded"));
            assertEquals(201, bets.place(), "degraded is open still");
            tickgate.await("critical", 10, () -> health(tickgate).equals("critical"));
            checkRefusal(tickgate, RECOVERY_SECONDS);
            tickgate.await("recovering", 10, () -> price(tickgate).containsKey("recovering_seconds_left"));
            checkNoBetWhileRecovering(tickgate, bets);

            assertEquals(201, bets.place());
            String log = tickgate.log();
            assertTrue(log.contains("PRICE_FEED_DEGRADED BTC/USD"), log);
            assertTrue(log.contains("PRICE_FEED_CRITICAL BTC/USD"), log);
            assertTrue(log.contains("PRICE_FEED_RECOVERED BTC/USD"), log);
        }
    }

    @Test
    void shouldTakeNoBetWhenTheProcessWasStoppedForTwelveSeconds() throws Exception {
        try (ExchangeSimulator exchange = exchange();
                RunningNode tickgate = new RunningNode(folder, options(exchange))) {
            Bets bets = awaitOpen(tickgate);

            tickgate.signal("STOP");
            pause(TimeUnit.SECONDS.toNanos(12) + TimeUnit.MILLISECONDS.toNanos(200));
            tickgate.signal("CONT");
            int first = bets.place();

            assertEquals(503, first, "the first bet after the pause");
            tickgate.await("recovering", 10, () -> price(tickgate).containsKey("recovering_seconds_left"));
            checkNoBetWhileRecovering(tickgate, bets);
            assertEquals(201, bets.place());
        }
    }

    /** A park alone may end early, and on a thread of a pool it often does. */
    private static void pause(long ns) {
        long startNs = System.nanoTime();
        for (long leftNs = ns; leftNs > 0; leftNs = ns - (System.nanoTime() - startNs)) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private static ExchangeSimulator exchange() throws IOException {
        return ExchangeSimulator.start(SimulatorOptions.defaults().withSeed(5).withEventsPerSecond(500));
    }

    private static List<String> options(ExchangeSimulator exchange) {
        return List.of(
                "-D",
                "venues.binance.ws-url=" + exchange.uri(),
                "-D",
                "health.recovery=" + RECOVERY_SECONDS + "s",
                "-D",
                "data.free-space-min=64m",
                "-D",
                "redis.mode=off");
    }

    private static Bets awaitOpen(RunningNode tickgate) {
        Bets bets = new Bets(tickgate);
        tickgate.awaitReady();
        tickgate.await("open", RECOVERY_SECONDS + 20, () -> bets.place() == 201);
        return bets;
    }

    private static void checkRefusal(RunningNode tickgate, int secondsAtTheMost) throws IOException {
        HttpResponse<String> refusal = tickgate.post(
                "/api/bets",
                "{\"symbol\":\"BTC/USD\",\"min\":\"1\",\"max\":\"2\",\"from\":1,\"to\":2,\"stake\":\"1\",\"idempotencyKey\":\"x\"}");
        Map<String, String> body = Json.scalars(refusal.body());
        int retryAfter =
                Integer.parseInt(refusal.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(503, refusal.statusCode(), refusal.body());
        assertEquals("PRICE_FEED_STALE", body.get("error"), refusal.body());
        assertEquals("true", body.get("retryable"));
        assertTrue(retryAfter >= 1 && retryAfter <= secondsAtTheMost, refusal.body());
        assertEquals(Integer.toString(retryAfter), body.get("retry_after"));
    }

    /** Bets until one is taken: each before it was refused, and when it was taken the price was healthy again. */
    private static void checkNoBetWhileRecovering(RunningNode tickgate, Bets bets) {
        long startNs = System.nanoTime();
        tickgate.await("open again", RECOVERY_SECONDS + 20, () -> {
            int status = bets.place();
            assertTrue(status == 503 || status == 201, "status " + status);
            return status == 201;
        });
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        assertEquals("healthy", health(tickgate));
        // It was seen recovering up to two polls and a request after recovery began.
        assertTrue(tookMs > TimeUnit.SECONDS.toMillis(RECOVERY_SECONDS) / 2, "open after " + tookMs + " ms already");
    }

    private static String health(RunningNode tickgate) {
        return price(tickgate).getOrDefault("health", "");
    }

    private static Map<String, String> price(RunningNode tickgate) {
        try {
            return Json.scalars(tickgate.get("/api/prices/BTC/USD").body());
        } catch (IOException e) {
            return Map.of();
        }
    }
}
