package io.tickgate.status;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.errors.DistinctErrorLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's one error handler: each distinct error once, with its count, first and last time, in a mapped file. It never throws
 * and never grows; when the file is full, new errors go to the text log only.
 *
 * <p>Any thread may call it.
 */
public final class ErrorLog implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);

    private final DistinctErrorLog log;
    private final Counters counters;

    /**
     * Records into a buffer.
     *
     * @param buffer that holds the distinct errors.
     * @param clock wall clock in ms, for the observation times.
     * @param counters where the number of errors is kept.
     */
    public ErrorLog(AtomicBuffer buffer, EpochClock clock, Counters counters) {
        log = new DistinctErrorLog(buffer, clock);
        this.counters = counters;
    }

    @Override
    public void onError(Throwable throwable) {
        counters.increment(Counter.ERRORS);
        if (!log.record(throwable)) {
            LOG.warn("The error log is full; this error is only here", throwable);
            return;
        }
        LOG.error("Error recorded: {}", throwable.toString(), throwable);
    }
}
