package io.tickgate.simulator.source;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code sim-source}. If its work throws, that is logged and shown in the state; the server stays up, so that clients see a silent venue and the operator the reason. */
final class SourceThread {

    private static final Logger LOG = LoggerFactory.getLogger(SourceThread.class);

    /** A pause in small pieces, so that faults and the end are noticed soon. */
    private static final long NAP_MAX_NS = 5_000_000;

    private static final long JOIN_MS = 2_000;

    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable String failure;

    /** What the thread does. */
    interface Work {

        /** Runs until it is done or {@link SourceThread#isRunning} says no. */
        void run() throws Exception;
    }

    SourceThread(Work work) {
        this.thread = new Thread(() -> guard(work), "sim-source");
        this.thread.setDaemon(true);
    }

    private void guard(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            if (running) {
                fail(e);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failure = e.toString();
        LOG.error("the source has died; no data will come", e);
    }

    void start() {
        thread.start();
    }

    boolean isRunning() {
        return running;
    }

    @Nullable
    String failure() {
        return failure;
    }

    /** Sleeps this long or a few milliseconds, whichever is less. */
    static void nap(long durationNs) {
        LockSupport.parkNanos(Math.min(durationNs, NAP_MAX_NS));
    }

    void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
