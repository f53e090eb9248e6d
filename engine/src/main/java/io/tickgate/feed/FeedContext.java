package io.tickgate.feed;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.status.Counters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.ErrorHandler;

/**
 * What all feeds of a process share.
 *
 * @param clock of the engine.
 * @param publishers makes a way into the ring for one thread.
 * @param counters where they count.
 * @param errorHandler told of exceptions, which end a connection.
 * @param haltHandler told of an {@code Error}, after which the process must not go on.
 * @param random for waits, keys and masks: unpredictable in production, seeded in a test; thread-safe.
 * @param tls for {@code wss}.
 * @param connectionIds the last one given; they rise over all venues.
 * @param budgets of attempts, by host.
 */
public record FeedContext(
        EngineClock clock,
        Supplier<InputPublisher> publishers,
        Counters counters,
        ErrorHandler errorHandler,
        ErrorHandler haltHandler,
        RandomGenerator random,
        SSLSocketFactory tls,
        AtomicLong connectionIds,
        Map<String, ConnectBudget> budgets) {
    /** A context in which no connection was made yet. */
    public FeedContext(
            EngineClock clock,
            Supplier<InputPublisher> publishers,
            Counters counters,
            ErrorHandler errorHandler,
            ErrorHandler haltHandler,
            RandomGenerator random,
            SSLSocketFactory tls) {
        this(
                clock,
                publishers,
                counters,
                errorHandler,
                haltHandler,
                random,
                tls,
                new AtomicLong(),
                new ConcurrentHashMap<>());
    }

    long nextConnectionId() {
        return connectionIds.incrementAndGet();
    }

    /** The budget of a host, shared by all feeds that connect to it; the first one's number holds. */
    ConnectBudget budget(String host, int attemptsMax) {
        return budgets.computeIfAbsent(host, any -> new ConnectBudget(attemptsMax));
    }
}
