package io.tickgate.cli.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many bettors at once: each has its own connection and thread and places bets at its share of the rate, at intended times, so that a
 * slow answer is made up for. A bet without an answer is sent again under its key; what stays without one, as the process died, is
 * remembered and can be sent again after its restart.
 *
 * <p>Started and ended by one thread; what it remembers may be read by any when it has ended.
 */
final class BetLoad {
    /**
     * An acknowledged bet.
     *
     * @param id that the answer gave.
     * @param sequence that the answer gave.
     * @param body that was sent.
     */
    record Acknowledged(String id, long sequence, String body) {}

    /** Longer than the gateway lets anybody wait for the engine. */
    private static final int TIMEOUT_MS = 5_000;

    private static final int TRIES_MAX = 3;
    /** A bettor that is later than this leaves bets out, or it would send them in one lump. */
    private static final long LATE_MAX_NS = TimeUnit.SECONDS.toNanos(1);

    private final int port;
    private final int connections;
    private final long intervalNs;
    private final BetMaker maker;
    private final AtomicLong nextKey = new AtomicLong();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
    private final AtomicLong repeated = new AtomicLong();
    private final List<Thread> bettors = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean isEnding;

    /** Makes the body of a bet. */
    interface BetMaker {
        /**
         * A bet.
         *
         * @param key under which it is placed.
         * @param random of the bettor.
         * @return body of the request.
         */
        String body(String key, Random random);
    }

    /**
     * A load, not started.
     *
     * @param port of the gateway.
     * @param connections how many bettors.
     * @param betsPerSecond of all of them together.
     * @param maker makes bets, on the bettors' threads.
     */
    BetLoad(int port, int connections, int betsPerSecond, BetMaker maker) {
        this.port = port;
        this.connections = connections;
        this.maker = maker;
        intervalNs = TimeUnit.SECONDS.toNanos(connections) / betsPerSecond;
    }

    /** By key. */
    Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Bodies of the bets that had no answer, by key. */
    Map<String, String> unanswered() {
        return unanswered;
    }

    /** Keys used so far. */
    long keysUsed() {
        return nextKey.get();
    }

    /** Acknowledgements of a bet that had been taken already, when it was sent again. */
    long repeated() {
        return repeated.get();
    }

    /** Answers by status code. */
    Map<Integer, AtomicLong> answers() {
        return answers;
    }

    /** Starts the bettors; they end by themselves when nobody listens any more. */
    void start(LongFunction<Random> random) {
        isEnding = false;
        for (int i = 0; i < connections; i++) {
            Random own = random.apply(nextKey.get() + i);
            long offsetNs = intervalNs * i / connections;
            Thread bettor = new Thread(() -> run(own, offsetNs), "bettor-" + i);
            bettor.setUncaughtExceptionHandler((thread, thrown) -> failure.compareAndSet(null, thrown));
            bettors.add(bettor);
            bettor.start();
        }
    }

    /** Lets each bettor finish the bet it is at. Throws what a bettor found wrong. */
    void end() throws InterruptedException {
        isEnding = true;
        for (Thread bettor : bettors) {
            bettor.join();
        }
        bettors.clear();
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("A bettor failed", thrown);
        }
    }

    private void run(Random random, long offsetNs) {
        long dueNs = System.nanoTime() + offsetNs;
        try (HttpConnection connection = new HttpConnection(port, TIMEOUT_MS)) {
            boolean isAlive = true;
            while (isAlive && !isEnding) {
                long nowNs = System.nanoTime();
                if (dueNs - nowNs > 0) {
                    LockSupport.parkNanos(dueNs - nowNs);
                    continue;
                }
                dueNs = nowNs - dueNs > LATE_MAX_NS ? nowNs : dueNs + intervalNs;
                String key = "bet-" + nextKey.getAndIncrement();
                isAlive = place(connection, key, maker.body(key, random));
            }
        }
    }

    /** Places a bet, again and again under its key until there is an answer. Returns false when nobody listens. */
    private boolean place(HttpConnection connection, String key, String body) {
        for (int i = 0; i < TRIES_MAX; i++) {
            try {
                if (take(key, body, connection.post("/api/bets", body))) {
                    unanswered.remove(key);
                    return true;
                }
                unanswered.put(key, body);
            } catch (ConnectException e) {
                unanswered.putIfAbsent(key, body);
                return false;
            } catch (IOException e) {
                unanswered.put(key, body); // Taken or not: only the key can tell.
            }
        }
        return !isEnding;
    }

    /** Returns whether the answer is final: neither is that the engine took too long. */
    private boolean take(String key, String body, HttpConnection.Answer answer) {
        answers.computeIfAbsent(answer.status(), status -> new AtomicLong()).incrementAndGet();
        if (answer.status() == 201 || answer.status() == 200) {
            Map<String, String> bet = Json.scalars(answer.body());
            Acknowledged now = new Acknowledged(bet.get("id"), Long.parseLong(bet.get("sequence")), body);
            Acknowledged before = acknowledged.putIfAbsent(key, now);
            if (before != null && !before.equals(now)) {
                throw new AssertionError("Two answers under " + key + ": " + before + " and " + now);
            }
            if (answer.status() == 200 || answer.body().contains("\"repeated\":true")) {
                repeated.incrementAndGet();
            }
        } else if (answer.status() >= 500 && answer.status() != 503) {
            throw new AssertionError(answer + " to " + body);
        }
        return !answer.body().contains("\"BET_UNDECIDED\"");
    }

    /**
     * Sends what had no answer once more, under the same keys, to the process that serves now.
     *
     * @return how many had been taken, before the process died or now.
     */
    int retryUnanswered() throws IOException {
        int taken = 0;
        try (HttpConnection connection = new HttpConnection(port, TIMEOUT_MS)) {
            for (Map.Entry<String, String> each : List.copyOf(unanswered.entrySet())) {
                HttpConnection.Answer answer = connection.post("/api/bets", each.getValue());
                if (answer.status() != 503 && take(each.getKey(), each.getValue(), answer)) {
                    unanswered.remove(each.getKey());
                }
                taken += acknowledged.containsKey(each.getKey()) ? 1 : 0;
            }
        }
        return taken;
    }
}
