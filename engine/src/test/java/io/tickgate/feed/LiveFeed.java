package io.tickgate.feed;

import io.tickgate.status.FeedStatus;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A feed and its control thread, which steps it far more often than in production. */
final class LiveFeed implements AutoCloseable {
    private static final long STEP_PARK_NS = 500_000;

    private final VenueFeed feed;
    private final FeedContext context;
    private final Thread thread;
    private final ArrayDeque<Consumer<VenueFeed>> orders = new ArrayDeque<>();
    private volatile boolean isRunning = true;

    LiveFeed(VenueFeed feed, FeedContext context) {
        this.feed = feed;
        this.context = context;
        thread = new Thread(this::run, "feeds");
    }

    void start() {
        feed.connect(context.clock().nowNs());
        thread.start();
    }

    /** Has something done on the control thread. */
    void execute(Consumer<VenueFeed> order) {
        synchronized (orders) {
            orders.add(order);
        }
    }

    private void run() {
        while (isRunning) {
            synchronized (orders) {
                while (!orders.isEmpty()) {
                    orders.remove().accept(feed);
                }
            }
            feed.step(context.clock().nowNs(), context.clock().nowEpochNs());
            LockSupport.parkNanos(STEP_PARK_NS);
        }
        feed.disconnect("closed by us");
        feed.awaitEnd();
    }

    FeedStatus status() {
        return feed.status();
    }

    FeedContext context() {
        return context;
    }

    @Override
    public void close() {
        isRunning = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
