package io.tickgate.mirror;

import io.tickgate.journal.RecordLog;
import io.tickgate.publish.Published;
import io.tickgate.status.Counters;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running mirror: owns its two threads and the connection. Nothing of the engine ever waits for it. Any thread may call it; close
 * it before the journal.
 */
public final class RedisMirror implements AutoCloseable {
    static final String THREAD_NAME = "mirror";
    static final String WATCH_THREAD_NAME = "mirror-watch";

    private static final Logger LOG = LoggerFactory.getLogger(RedisMirror.class);
    /** Journal to Redis takes a fraction of a ms, so 1 ms of sleep is the larger part of a quiet mirror's delay; cheap enough. */
    private static final long IDLE_MIN_NS = 1_000_000;

    private static final long IDLE_MAX_NS = 4_000_000;
    /** Time on close for what is published already. */
    private static final long DRAIN_NS = 300_000_000;
    /** Time for the thread to end once its socket is closed. Only the resolver of host names can hold it longer. */
    private static final long JOIN_MS = 500;

    private static final int WATCH_INTERVAL_MAX_MS = 100;

    private final Published published;
    private final MirrorAgent agent;
    private final Thread thread;
    private final AgentRunner watch;

    private RedisMirror(Published published, MirrorAgent agent, AgentRunner runner, AgentRunner watch) {
        this.published = published;
        this.agent = agent;
        this.watch = watch;
        thread = AgentRunner.startOnThread(runner, RedisMirror::daemon);
        AgentRunner.startOnThread(watch, RedisMirror::daemon);
    }

    /**
     * Starts mirroring. Returns at once; that Redis cannot be reached is no error but a state.
     *
     * @param settings where and how.
     * @param journal to read from.
     * @param published up to where, and the newest prices.
     * @param counters counted into.
     * @param errorHandler told of what is neither expected nor an outage.
     * @return the mirror, to be closed before the journal.
     */
    public static RedisMirror start(
            MirrorSettings settings,
            RecordLog journal,
            Published published,
            Counters counters,
            ErrorHandler errorHandler) {
        RedisLink link = new RedisLink(
                settings.address(), settings.connectTimeoutMs(), settings.socketTimeoutMs(), "tickgate-mirror");
        MirrorAgent agent =
                new MirrorAgent(settings, journal, published, counters, errorHandler, link, SystemNanoClock.INSTANCE);
        AgentRunner runner =
                new AgentRunner(new BackoffIdleStrategy(0, 0, IDLE_MIN_NS, IDLE_MAX_NS), errorHandler, null, agent);
        int watchIntervalMs = Math.min(1 + settings.socketTimeoutMs() / 4, WATCH_INTERVAL_MAX_MS);
        AgentRunner watch =
                new AgentRunner(new SleepingMillisIdleStrategy(watchIntervalMs), errorHandler, null, new Watch(link));
        return new RedisMirror(published, agent, runner, watch);
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether Redis answers. */
    public boolean isConnected() {
        return agent.isConnected();
    }

    /** Every trade up to this sequence is in Redis; 0 before the first one. */
    public long mirroredSequence() {
        return agent.mirroredSequence();
    }

    /** Sends what is published by now if Redis takes it within 300 ms, and ends; at most 1 s in all. */
    @Override
    public void close() {
        long target = published.sequence();
        long startNs = System.nanoTime();
        while (agent.isConnected()
                && agent.mirroredSequence() < target
                && thread.isAlive()
                && System.nanoTime() - startNs < DRAIN_NS) {
            LockSupport.parkNanos(IDLE_MIN_NS);
        }
        agent.stop();
        watch.close();
        try {
            thread.join(JOIN_MS);
            if (thread.isAlive()) {
                LOG.warn("The mirror's thread did not end within {} ms; it ends with the process", JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the socket of a batch that takes too long. */
    private static final class Watch implements Agent {
        private final RedisLink link;

        Watch(RedisLink link) {
            this.link = link;
        }

        @Override
        public int doWork() {
            link.breakOffIfStuck(System.nanoTime());
            return 0;
        }

        @Override
        public String roleName() {
            return WATCH_THREAD_NAME;
        }
    }
}
