package io.tickgate.history;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.io.IOException;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the disk does not take: counted each time, logged once, shown to readers until it is over. Writer's thread. */
final class HistoryFaults {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFaults.class);
    /** A disk that was full a moment ago is likely to be full now; a retry costs one write. */
    private static final int RETRY_S = 10;

    static final long RETRY_NS = RETRY_S * 1_000_000_000L;

    private final History history;
    private final Counters counters;
    private final NanoClock clock;
    /** When something was tried in vain last; meaningful while there is a fault. */
    private long failedNs;

    HistoryFaults(History history, Counters counters, NanoClock clock) {
        this.history = history;
        this.counters = counters;
        this.clock = clock;
    }

    /** A block waits to be written. Graver than a state that cannot be stored, as readers see nothing new. */
    void onWriteFailed(IOException e) {
        count();
        HistoryFault before = history.fault();
        if (before == null || !before.isBehind()) {
            tell("it cannot be written: " + e, true, true);
        }
    }

    /** A state cannot be stored; readers see what is new all the same. */
    void onStoreFailed(IOException e, long neededFrom) {
        count();
        if (history.fault() == null) {
            tell(
                    "its state cannot be stored, and the journal is kept from sequence " + neededFrom + " on: " + e,
                    false,
                    true);
        }
    }

    /** No more can be kept in memory, or the folder cannot be used. */
    void onStopped(IOException e) {
        count();
        tell(e.toString(), true, false);
    }

    private void count() {
        counters.increment(Counter.HISTORY_WRITE_FAILURES);
        failedNs = clock.nanoTime();
    }

    private void tell(String what, boolean isBehind, boolean isTriedAgain) {
        history.fault(new HistoryFault(what, history.sequence(), history.marketTimeEpochNs(), isBehind, isTriedAgain));
        LOG.error(
                "History {} sequence {}: {}; {}",
                isBehind ? "stands still at" : "goes on in memory behind",
                history.sequence(),
                what,
                isTriedAgain ? "it is tried again each " + RETRY_S + " s" : "it goes on with the next start");
    }

    /** Whether something that failed is not due again yet. */
    boolean isResting() {
        return history.fault() != null && clock.nanoTime() - failedNs < RETRY_NS;
    }

    /** What failed has succeeded. */
    void end() {
        if (history.fault() != null) {
            history.fault(null);
            LOG.info("History goes on behind sequence {}", history.sequence());
        }
    }
}
