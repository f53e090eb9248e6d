package io.tickgate.mirror;

import io.tickgate.journal.RecordLog;
import io.tickgate.publish.Published;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.Arrays;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The mirror's duties: connect when it is time, find out where to go on, then batch after batch from the journal. Runs on the thread
 * {@code mirror}; {@link #stop()}, {@link #isConnected()} and {@link #mirroredSequence()} are for any thread.
 */
final class MirrorAgent implements Agent {
    /** How long a quiet mirror leaves Redis unasked; a Redis that went away or was emptied is noticed by then. */
    private static final long PROBE_INTERVAL_NS = 1_000_000_000;

    private final RecordLog journal;
    private final Published published;
    private final Counters counters;
    private final ErrorHandler errorHandler;
    private final NanoClock clock;
    private final RedisLink link;
    private final MirrorWork work;
    private final MirrorLog log;
    private final ReconnectDelay reconnectDelay = new ReconnectDelay();
    private @Nullable JournalTail tail;
    private byte @Nullable [] knownPosition;
    private long retryAtNs;
    private long sentNs;
    private boolean isCatchingUp;
    private volatile boolean isStopped;
    private volatile boolean isConnected;
    private volatile long mirroredSequence;

    MirrorAgent(
            MirrorSettings settings,
            RecordLog journal,
            Published published,
            Counters counters,
            ErrorHandler errorHandler,
            RedisLink link,
            NanoClock clock) {
        this.journal = journal;
        this.published = published;
        this.counters = counters;
        this.errorHandler = errorHandler;
        this.link = link;
        this.clock = clock;
        work = new MirrorWork(settings, published, counters);
        log = new MirrorLog(settings.address());
        retryAtNs = clock.nanoTime();
    }

    @Override
    public String roleName() {
        return RedisMirror.THREAD_NAME;
    }

    @Override
    public void onStart() {
        tail = new JournalTail(journal, published);
    }

    /** Before anything is published there is nothing to mirror, and no time to judge the age of trades by. */
    @Override
    public int doWork() {
        JournalTail following = tail;
        if (isStopped || following == null) {
            throw new AgentTerminationException("stopped", true);
        }
        if (published.sequence() == 0) {
            return 0;
        }
        long nowNs = clock.nanoTime();
        try {
            return link.isConnected() ? mirror(following, nowNs) : connectWhenDue(following, nowNs);
        } catch (JedisException e) {
            lose(e);
        } catch (RuntimeException e) {
            // The journal cannot be read, or a bug: worth a record, and tried again as an outage is.
            errorHandler.onError(e);
            lose(e);
        }
        return 0;
    }

    private int connectWhenDue(JournalTail following, long nowNs) {
        if (nowNs - retryAtNs < 0) {
            return 0;
        }
        link.connect();
        knownPosition = MirrorBatch.readPosition(link);
        MirrorPosition position = MirrorPosition.parse(knownPosition);
        if (position != null && following.contains(position)) {
            work.resume(following, position);
            mirroredSequence = position.sequence();
            log.onResumed(position.sequence());
        } else {
            startOver(following);
        }
        isCatchingUp = true;
        isConnected = true;
        return 1;
    }

    /** What the position in Redis says is not ours, or nothing: the history is filled again. */
    private void startOver(JournalTail following) {
        log.onStartedOver(knownPosition);
        knownPosition = null;
        mirroredSequence = 0;
        work.startOver(following);
    }

    private int mirror(JournalTail following, long nowNs) {
        int recordsRead = work.fill(following, nowNs);
        MirrorPosition reached = work.position(following);
        if (work.batch().isEmpty() && (nowNs - sentNs < PROBE_INTERVAL_NS || reached.sequence() == 0)) {
            onMirrored(following);
            return recordsRead;
        }
        byte[] position = reached.encoded();
        work.batch().send(link, position, knownPosition != null);
        sentNs = nowNs;
        onSent(following, position);
        return recordsRead + 1;
    }

    private void onSent(JournalTail following, byte[] position) {
        byte[] previous = work.batch().previousPosition();
        if (knownPosition != null && previous == null) {
            work.commit(following);
            startOver(following); // Emptied under our hands; the position was not written, so that this holds over a
            // crash, too.
            isCatchingUp = true;
            return;
        }
        if (knownPosition != null && !Arrays.equals(previous, knownPosition)) {
            throw new JedisConnectionException("Something else has written tickgate:mirrored: another engine that"
                    + " uses the same Redis database, or a batch of ours that came late");
        }
        knownPosition = position;
        JedisException refusal = work.batch().refusal();
        if (refusal != null) {
            counters.increment(Counter.MIRROR_FAILURES);
            log.onRefused(refusal, errorHandler);
        }
        log.onBatch(work.batch().added());
        work.commit(following);
        onMirrored(following);
    }

    private void onMirrored(JournalTail following) {
        mirroredSequence = work.position(following).sequence();
        if (isCatchingUp && following.isAtEnd()) {
            isCatchingUp = false;
            reconnectDelay.reset();
            log.onCaughtUp();
        }
    }

    private void lose(RuntimeException why) {
        isConnected = false;
        link.drop();
        if (!isStopped) {
            counters.increment(Counter.MIRROR_FAILURES);
            log.onLost(why);
        }
        retryAtNs = clock.nanoTime() + reconnectDelay.nextNs();
    }

    @Override
    public void onClose() {
        isConnected = false;
        link.drop();
        if (tail != null) {
            tail.close();
        }
    }

    /** Ends the work after the duty cycle under way. */
    void stop() {
        isStopped = true;
        link.shutDown();
    }

    boolean isConnected() {
        return isConnected;
    }

    /** Every trade up to this sequence is in Redis. */
    long mirroredSequence() {
        return mirroredSequence;
    }
}
