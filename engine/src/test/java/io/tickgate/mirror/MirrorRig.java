package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordWriter;
import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.E8;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/** An engine's journal and published state, fed by a test, with a mirror and a Redis of its own. */
final class MirrorRig implements AutoCloseable {
    static final long MS = 1_000_000;
    static final long START_EPOCH_NS = 1_790_000_000_000L * MS;
    static final int BTC = 1;
    static final String HISTORY = "prices:btc:usd:ts";
    static final String LATEST = "price:btc:usd";
    static final String CHANNEL = "prices:btc:usd";
    static final String POSITION = "tickgate:mirrored";

    private static final long AWAIT_LIMIT_NS = 15_000_000_000L;

    final Path folder;
    final RecordWriter journal;
    final PublishedWriter state = new PublishedWriter();
    final Counters counters = Counters.inMemory();
    final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    final List<String> members = new ArrayList<>();
    long timeEpochNs = START_EPOCH_NS;
    int historyMax = 1_000_000;
    long latestTtlMs = 3_600_000;
    private EmbeddedRedis redis;
    private @Nullable RedisMirror mirror;

    MirrorRig(Path folder) throws IOException {
        this.folder = folder;
        redis = EmbeddedRedis.start(folder.resolve("redis"));
        journal = new RecordWriter(folder.resolve("journal"), 1);
        state.instrument(BTC, "BTC/USD", "binance");
        timeEpochNs += MS;
        state.moved(journal.clock(timeEpochNs), timeEpochNs);
    }

    /** Starts the mirror. */
    MirrorRig started() {
        MirrorSettings settings =
                new MirrorSettings(redis.address(), 300, 500, latestTtlMs, 7L * 86_400_000, historyMax, 128);
        mirror = RedisMirror.start(settings, journal.log(), state.published(), counters, errors::add);
        return this;
    }

    RedisMirror mirror() {
        RedisMirror running = mirror;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    EmbeddedRedis redis() {
        return redis;
    }

    /** Appends a trade, 1 ms after the record before, that is not published yet. */
    long append(long priceE8) {
        timeEpochNs += MS;
        long sequence = journal.trade(BTC, priceE8, timeEpochNs);
        members.add(timeEpochNs / MS + ":" + sequence + ":" + E8.toString(priceE8));
        return sequence;
    }

    /** Appends a trade and publishes it. */
    void trade(long priceE8) {
        long sequence = append(priceE8);
        state.price(BTC, sequence, priceE8, timeEpochNs);
        state.moved(sequence, timeEpochNs);
    }

    void trades(int count, long priceE8) {
        for (int i = 0; i < count; i++) {
            trade(priceE8);
        }
    }

    /** Lets engine time pass, with a clock event. */
    void pass(long ms) {
        timeEpochNs += ms * MS;
        state.moved(journal.clock(timeEpochNs), timeEpochNs);
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    RedisClient client() {
        return RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", redis.port()))
                .clientConfig(
                        DefaultJedisClientConfig.builder().timeoutMillis(5_000).build())
                .build();
    }

    List<String> history() {
        try (RedisClient client = client()) {
            return client.zrange(HISTORY, 0, -1);
        }
    }

    String get(String key) {
        try (RedisClient client = client()) {
            return String.valueOf(client.get(key));
        }
    }

    /** Hears a channel from now on. */
    List<String> subscribe(String channel) {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        boolean[] isSubscribed = new boolean[1];
        Thread listener = new Thread(
                () -> {
                    try (RedisClient client = client()) {
                        client.subscribe(
                                new JedisPubSub() {
                                    @Override
                                    public void onSubscribe(String name, int channels) {
                                        synchronized (isSubscribed) {
                                            isSubscribed[0] = true;
                                        }
                                    }

                                    @Override
                                    public void onMessage(String name, String message) {
                                        heard.add(message);
                                    }
                                },
                                channel);
                    } catch (redis.clients.jedis.exceptions.JedisConnectionException e) {
                        heard.add("lost"); // The server ends with the test, or within it.
                    }
                },
                "test-subscriber");
        listener.setDaemon(true);
        listener.start();
        await("subscription", () -> {
            synchronized (isSubscribed) {
                return isSubscribed[0];
            }
        });
        return heard;
    }

    /** Waits until all that is published is mirrored. */
    void awaitMirrored() {
        long target = state.published().sequence();
        await("sequence " + target, () -> mirror().mirroredSequence() >= target);
    }

    static void await(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < AWAIT_LIMIT_NS, () -> "waited in vain for " + what);
            LockSupport.parkNanos(2 * MS);
        }
    }

    /** Waits for a while of real time, for which nothing can be watched: a server that stands still. */
    static void letPass(long ms) {
        long startNs = System.nanoTime();
        await("time", () -> System.nanoTime() - startNs >= ms * MS);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid()))
                .start()
                .waitFor();
    }

    void killRedis() {
        ProcessHandle.of(redis.pid()).ifPresent(ProcessHandle::destroyForcibly);
        await("end of Redis", () -> ProcessHandle.of(redis.pid()).isEmpty());
    }

    /** Starts an empty Redis at the place of the old one. */
    void restartRedis() throws IOException {
        int port = redis.port();
        redis.close();
        Path executable = RedisExecutable.find(folder.resolve("redis"));
        EmbeddedRedis[] again = new EmbeddedRedis[1];
        await("Redis on its old port", () -> {
            again[0] = EmbeddedRedisTest.tryStart(folder.resolve("redis"), executable, port);
            return again[0] != null;
        });
        redis = again[0];
    }

    @Override
    public void close() {
        if (mirror != null) {
            mirror.close();
        }
        journal.close();
        redis.close();
    }
}
