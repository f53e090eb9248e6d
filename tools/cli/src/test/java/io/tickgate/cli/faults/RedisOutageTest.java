package io.tickgate.cli.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tickgate.config.TickgateConfig;
import io.tickgate.engine.Engine;
import io.tickgate.engine.EngineSummary;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.status.Counter;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Redis killed, stopped and started empty under 10,000 ticks a second: the ring does not notice, and the history is complete again. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RedisOutageTest {
    private static final int TICKS_PER_SECOND = 10_000;
    private static final long PHASE_NS = TimeUnit.SECONDS.toNanos(3);

    @TempDir
    Path folder;

    @Test
    void shouldKeepTheRingShallowAndFillTheHistoryAgainWhenRedisFails() throws Exception {
        String server = redisServer();
        int port = freePort();
        Process redis = startRedis(server, port);
        try (ExchangeSimulator exchange = ExchangeSimulator.start(
                        SimulatorOptions.defaults().withSeed(8).withEventsPerSecond(TICKS_PER_SECOND));
                Engine engine = startEngine(exchange, port)) {
            await(() -> engine.counters().get(Counter.MIRROR_TRADES) > TICKS_PER_SECOND / 10);

            long calm = greatestDepth(engine);
            redis.destroyForcibly().waitFor();
            long killed = greatestDepth(engine);
            redis = startRedis(server, port);
            await(() -> historyMembers(port) > 0);
            signal(redis, "STOP");
            long stopped = greatestDepth(engine);
            signal(redis, "CONT");
            long back = greatestDepth(engine);
            exchange.inject(Fault.silence(3_600, null, false));
            EngineSummary summary = stopWhenMirrored(engine, port);

            System.out.printf(
                    "ring depth at most: calm %d, Redis killed %d, stopped %d, back %d of %d slots; %d trades mirrored%n",
                    calm,
                    killed,
                    stopped,
                    back,
                    engine.ringSize(),
                    summary.totals().trades());
            assertEquals(0, engine.counters().get(Counter.RING_FULL_WAITS), "the feed never waited for the ring");
            assertTrue(Math.max(killed, stopped) < engine.ringSize() / 2, "depth " + killed + ", " + stopped);
            assertEquals(summary.totals().trades(), historyMembers(port));
        } finally {
            redis.destroyForcibly();
        }
    }

    private Engine startEngine(ExchangeSimulator exchange, int redisPort) {
        TickgateConfig config = TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "data.directory",
                        folder.resolve("data").toString(),
                        "data.free-space-min",
                        "64m",
                        "venues.binance.ws-url",
                        exchange.uri().toString(),
                        "venues.coinbase.enabled",
                        "false",
                        "redis.url",
                        "redis://127.0.0.1:" + redisPort),
                Map.of());
        return Engine.start(config, "test", () -> {});
    }

    /** The exchange has ended: waits until every trade is in Redis, then stops the engine. */
    private static EngineSummary stopWhenMirrored(Engine engine, int redisPort) {
        long[] before = {-1};
        await(() -> {
            long members = historyMembers(redisPort);
            boolean isStill = members == before[0];
            before[0] = members;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            return isStill && members > 0;
        });
        engine.close();
        return engine.summary();
    }

    private static long greatestDepth(Engine engine) {
        long greatest = 0;
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < PHASE_NS) {
            greatest = Math.max(greatest, engine.ringDepth());
            LockSupport.parkNanos(50_000);
        }
        return greatest;
    }

    private static long historyMembers(int port) {
        try (RedisClient client = RedisClient.create("127.0.0.1", port)) {
            return client.keys("prices:*:ts").stream().mapToLong(client::zcard).sum();
        } catch (RuntimeException e) {
            return -1; // Not there yet.
        }
    }

    private Process startRedis(String server, int port) throws IOException {
        return new ProcessBuilder(
                        server,
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
    }

    private static String redisServer() {
        for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, "redis-server");
            if (Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        System.out.println("SKIPPED: no redis-server on the PATH, so its loss cannot be tried here");
        return abort("no redis-server on the PATH");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    private static void await(BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), "not within 60 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
