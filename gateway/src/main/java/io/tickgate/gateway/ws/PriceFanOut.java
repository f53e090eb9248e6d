package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.CloseCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.encode.StatusSnapshot;
import io.tickgate.input.EngineClock;
import io.tickgate.pairs.Demand;
import io.tickgate.publish.Published;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * Delivers prices and status to the sessions of one I/O thread. The publish thread marks what changed and, if no task is queued, queues
 * the one preallocated task; the task runs on the I/O thread, which owns all else here.
 *
 * <p>The marks are bits, so however far the publish thread is ahead, the task finds each changed instrument once and reads its newest
 * price. Delivering allocates nothing.
 */
final class PriceFanOut implements Runnable {
    /** Greatest instrument id that is streamed: 8 KB of bits a thread. Ids count up to what was ever configured, in tens as a rule. */
    static final int INSTRUMENT_ID_MAX = 65_535;

    /** Between two status messages caused by changes: many instruments go stale one after the other, in one clock event each. */
    private static final long STATUS_SPACING_NS = 50_000_000L;

    /** Bytes taken from a socket at once; a client sends a few hundred. */
    private static final int RECEIVED_LENGTH = 16_384;

    private final Published published;
    private final EngineClock clock;
    private final Executor ioThread;
    private final ErrorHandler errors;
    private final SocketSettings settings;
    private final Demand demand;
    private final FrameStore store;
    private final Outbound.Batch batch = new Outbound.Batch();
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVED_LENGTH);
    private final GatewayCounts counts;

    private final DirtyInstruments dirty = new DirtyInstruments(INSTRUMENT_ID_MAX + 1);
    private final AtomicBoolean isQueued = new AtomicBoolean();
    private volatile boolean isStatusChanged;
    private volatile boolean hasSessions;

    private final Bettors bettors = new Bettors();
    private final Subscribers sessions = new Subscribers();
    private final Subscribers wildcards = new Subscribers();
    private @Nullable Subscribers[] byInstrument = new @Nullable Subscribers[0];
    private @Nullable Session[] touched = new @Nullable Session[16];
    private int touchedCount;
    private long statusToldNs;
    private boolean wasStalled;

    PriceFanOut(
            Published published,
            EngineClock clock,
            Executor ioThread,
            ErrorHandler errors,
            GatewayCounts counts,
            SocketSettings settings,
            Demand demand) {
        this.demand = demand;
        this.published = published;
        this.clock = clock;
        this.ioThread = ioThread;
        this.errors = errors;
        this.counts = counts;
        this.settings = settings;
        store = new FrameStore(published);
        statusToldNs = clock.nowNs();
    }

    // Publish thread.

    /** Marks an instrument's price as new. Never blocks, allocates nothing of its own. */
    void markPrice(int instrumentId) {
        if (!hasSessions || instrumentId < 0 || instrumentId > INSTRUMENT_ID_MAX) {
            return;
        }
        dirty.mark(instrumentId);
        queueTask();
    }

    /** Marks the status as new. */
    void markStatus() {
        if (hasSessions) {
            isStatusChanged = true;
            queueTask();
        }
    }

    /** Marks that bets were decided. */
    void markOutcomes() {
        if (bettors.mark()) {
            queueTask();
        }
    }

    private void queueTask() {
        if (!isQueued.get() && isQueued.compareAndSet(false, true)) {
            try {
                ioThread.execute(this);
            } catch (RejectedExecutionException e) {
                // The I/O thread has ended and its sessions with it: nobody is left to tell.
                hasSessions = false;
            }
        }
    }

    // I/O thread.

    /** Delivers what was marked. */
    @Override
    public void run() {
        isQueued.set(false);
        try {
            deliverPrices();
            bettors.deliver(clock.nowNs());
            tellChangedStatus();
        } catch (RuntimeException e) {
            errors.onError(e);
        }
    }

    private void deliverPrices() {
        store.beginRound(clock.nowEpochNs());
        for (int group = 0; group < dirty.groups(); group++) {
            long words = dirty.takeGroup(group);
            while (words != 0) {
                int word = group * Long.SIZE + Long.numberOfTrailingZeros(words);
                words &= words - 1;
                markSubscribers(word, dirty.takeWord(word));
            }
        }
        long nowNs = clock.nowNs();
        for (int i = 0; i < touchedCount; i++) {
            Session session = touched[i];
            touched[i] = null;
            if (session != null) {
                flush(session, nowNs);
            }
        }
        touchedCount = 0;
    }

    /** One session that throws must not keep the others from their prices. */
    private static void flush(Session session, long nowNs) {
        try {
            session.flushTouched(nowNs);
        } catch (RuntimeException e) {
            session.fail(e);
        }
    }

    private static void look(Session session, long nowNs) {
        try {
            session.onTimer(nowNs);
        } catch (RuntimeException e) {
            session.fail(e);
        }
    }

    private void markSubscribers(int word, long marks) {
        long bits = marks;
        while (bits != 0) {
            int instrumentId = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
            deliver(instrumentId);
        }
    }

    private void deliver(int instrumentId) {
        Subscribers subscribers = instrumentId < byInstrument.length ? byInstrument[instrumentId] : null;
        int count = subscribers == null ? 0 : subscribers.count();
        if (count + wildcards.count() == 0 || !store.isUndelivered(instrumentId)) {
            return;
        }
        for (int i = 0; subscribers != null && i < count; i++) {
            touch(subscribers.get(i), instrumentId);
        }
        for (int i = 0, all = wildcards.count(); i < all; i++) {
            touch(wildcards.get(i), instrumentId);
        }
    }

    private void touch(Session session, int instrumentId) {
        if (session.markDue(instrumentId)) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = session;
        }
    }

    private void tellChangedStatus() {
        long nowNs = clock.nowNs();
        if (isStatusChanged && nowNs - statusToldNs >= STATUS_SPACING_NS) {
            tellStatus(nowNs);
        }
    }

    private void tellStatus(long nowNs) {
        isStatusChanged = false;
        statusToldNs = nowNs;
        StatusSnapshot status = new StatusSnapshot(published, clock.nowEpochNs(), nowNs);
        wasStalled = status.isEngineStalled();
        for (int i = sessions.count() - 1; i >= 0; i--) {
            Session session = sessions.get(i);
            try {
                session.tellStatus(status, nowNs);
            } catch (RuntimeException e) {
                session.fail(e);
            }
        }
    }

    /** Periodic duties: status in its interval, an engine that stands still, slow and idle clients. Called each 100 ms. */
    void onTimer() {
        try {
            long nowNs = clock.nowNs();
            boolean isDue = nowNs - statusToldNs >= settings.statusIntervalNs();
            boolean isStalledNow = published.isEngineStalled(nowNs);
            if (isDue || isStalledNow != wasStalled) {
                tellStatus(nowNs);
            } else {
                tellChangedStatus();
            }
            // From the end, as a session that ends removes itself and the last one takes its place.
            for (int i = sessions.count() - 1; i >= 0; i--) {
                look(sessions.get(i), nowNs);
            }
        } catch (RuntimeException e) {
            errors.onError(e);
        }
    }

    /** Begins a round for one session whose socket takes bytes again. */
    FrameStore freshStore() {
        store.beginRound(clock.nowEpochNs());
        return store;
    }

    FrameStore store() {
        return store;
    }

    Outbound.Batch batch() {
        return batch;
    }

    /** Buffer to receive into, for the call only. */
    ByteBuffer received() {
        return received.clear();
    }

    Published published() {
        return published;
    }

    EngineClock clock() {
        return clock;
    }

    GatewayCounts counts() {
        return counts;
    }

    ErrorHandler errors() {
        return errors;
    }

    /** Where it is told what clients name. */
    Demand demand() {
        return demand;
    }

    /** Those who want outcomes of bets. */
    Bettors bettors() {
        return bettors;
    }

    SocketSettings settings() {
        return settings;
    }

    void add(Session session) {
        sessions.add(session);
        hasSessions = true;
    }

    void remove(Session session) {
        sessions.remove(session);
        wildcards.remove(session);
        hasSessions = sessions.count() > 0;
    }

    void subscribe(Session session, int instrumentId) {
        if (instrumentId >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, Math.max(64, 2 * instrumentId));
        }
        Subscribers subscribers = byInstrument[instrumentId];
        if (subscribers == null) {
            subscribers = new Subscribers();
            byInstrument[instrumentId] = subscribers;
        }
        subscribers.add(session);
    }

    void unsubscribe(Session session, int instrumentId) {
        Subscribers subscribers = instrumentId < byInstrument.length ? byInstrument[instrumentId] : null;
        if (subscribers != null) {
            subscribers.remove(session);
        }
    }

    void subscribeAll(Session session) {
        wildcards.add(session);
    }

    void unsubscribeAll(Session session) {
        wildcards.remove(session);
    }

    /** Closes each session with a code, as its client can take it. */
    void closeAll(CloseCode code) {
        for (int i = sessions.count() - 1; i >= 0; i--) {
            sessions.get(i).close(code);
        }
    }

    /** Whether there is anybody to tell. Any thread may ask. */
    boolean hasSessions() {
        return hasSessions;
    }
}
