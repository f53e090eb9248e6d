package io.tickgate.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Says how far a replay is, each second from the second one on, so that a short one stays silent. */
final class ReplayProgress implements LongConsumer {
    private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter err;
    private long nextNs = System.nanoTime() + FIRST_NS;

    ReplayProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(long records) {
        long nowNs = System.nanoTime();
        if (nowNs - nextNs >= 0) {
            nextNs = nowNs + INTERVAL_NS;
            err.println(String.format(Locale.ROOT, "%,d records …", records));
        }
    }
}
