package io.tickgate.cli;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.replay.ReplayListener;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says how far a replay is, from the second second on, so that a short one stays silent: a bar on a terminal, a line every five
 * seconds elsewhere. Share and time left are those of the sequences.
 */
final class ReplayProgress implements ReplayListener, AutoCloseable {
    private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long BAR_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    /** Set by the launcher when standard error is a terminal, which Java itself cannot tell from 17 to 25. */
    private static final String TERMINAL_PROPERTY = "tickgate.terminal";

    private static final int BAR_WIDTH = 30;
    /** Records between two looks at the clock, which costs a fifth of what a record does. */
    private static final int STRIDE = 64;

    private static final double NS_PER_S = 1e9;

    private final PrintWriter err;
    private final boolean isTerminal;
    private final int stride;
    private final long startNs = System.nanoTime();
    private long nextNs = startNs + FIRST_NS;
    private long firstSequence;
    private long lastSequence;
    private long records;
    private int lineLength;

    /**
     * A report to standard error.
     *
     * @param err where to.
     * @param isPaced whether records come slowly, so that each may be the only one for a while.
     */
    ReplayProgress(PrintWriter err, boolean isPaced) {
        this(err, isPaced, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    ReplayProgress(PrintWriter err, boolean isPaced, boolean isTerminal) {
        this.err = err;
        this.isTerminal = isTerminal;
        stride = isPaced ? 1 : STRIDE;
    }

    @Override
    public void onBegin(long first, long last) {
        firstSequence = first;
        lastSequence = last;
    }

    @Override
    public void onRecord(RecordFlyweight header) {
        if (++records % stride != 0) {
            return;
        }
        long nowNs = System.nanoTime();
        if (nowNs - nextNs >= 0) {
            nextNs = nowNs + (isTerminal ? BAR_INTERVAL_NS : LINE_INTERVAL_NS);
            show(header.sequence(), header.engineTimeEpochNs(), nowNs - startNs);
        }
    }

    private void show(long sequence, long engineTimeEpochNs, long tookNs) {
        String line = line(sequence, engineTimeEpochNs, tookNs);
        if (!isTerminal) {
            err.println(line);
            return;
        }
        err.print('\r' + line + " ".repeat(Math.max(0, lineLength - line.length())));
        err.flush();
        lineLength = line.length();
    }

    /** The whole line; its bar only on a terminal. */
    String line(long sequence, long engineTimeEpochNs, long tookNs) {
        double share = Math.min(1, (sequence - firstSequence + 1) / (double) (lastSequence - firstSequence + 1));
        double perSecond = records / (tookNs / NS_PER_S);
        long leftS = Math.round(Math.max(0, lastSequence - sequence) / perSecond);
        int full = (int) Math.round(share * BAR_WIDTH);
        String bar = isTerminal ? "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "] " : "";
        return String.format(
                Locale.ROOT,
                "%s%.0f %%, %,d records, %,.0f/s, %d s left, at %s",
                bar,
                Math.floor(share * 100),
                records,
                perSecond,
                leftS,
                Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(engineTimeEpochNs)));
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (lineLength > 0) {
            err.print('\r' + " ".repeat(lineLength) + '\r');
            err.flush();
        }
    }
}
