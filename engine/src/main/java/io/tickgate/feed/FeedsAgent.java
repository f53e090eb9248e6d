package io.tickgate.feed;

import io.tickgate.input.EngineClock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;

/**
 * The control thread of all feeds: steps each of them twenty times a second, and carries out orders of other threads between two steps.
 * An exception in a feed ends its connections, not the feed; an {@code Error} halts the process.
 */
public final class FeedsAgent implements Agent {
    /** Name of the thread. */
    public static final String THREAD_NAME = "feeds";

    /** Short against every deadline of a feed, long against what a step costs. */
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** People and administrators give orders. */
    private static final int ORDERS_MAX = 1_024;

    private final List<VenueFeed> feeds;
    private final EngineClock clock;
    private final ErrorHandler errorHandler;
    private final ErrorHandler haltHandler;
    private final BlockingQueue<Runnable> orders = new ArrayBlockingQueue<>(ORDERS_MAX);
    private final IntSupplier duties;
    private final Runnable onClose;
    private long dueNs;

    /**
     * An agent.
     *
     * @param feeds to step; the agent's thread owns them from its start on.
     * @param context of the process.
     * @param duties what else the thread does each time around; returns how much it did. What it throws is reported.
     * @param onClose called on the thread at its end.
     */
    public FeedsAgent(List<VenueFeed> feeds, FeedContext context, IntSupplier duties, Runnable onClose) {
        this.feeds = List.copyOf(feeds);
        this.duties = duties;
        this.onClose = onClose;
        clock = context.clock();
        errorHandler = context.errorHandler();
        haltHandler = context.haltHandler();
        dueNs = clock.nowNs();
    }

    /** Has something done on the control thread, such as a change of streams; false when too much waits already. Any thread. */
    public boolean execute(Runnable order) {
        return orders.offer(order);
    }

    @Override
    public int doWork() {
        int done = 0;
        try {
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                done++;
                carryOut(order);
            }
            done += doDuties();
            long nowNs = clock.nowNs();
            if (nowNs - dueNs >= 0) {
                dueNs = nowNs + STEP_NS;
                done++;
                long nowEpochNs = clock.nowEpochNs();
                feeds.forEach(feed -> step(feed, nowNs, nowEpochNs));
            }
        } catch (Error e) {
            haltHandler.onError(e);
        }
        return done;
    }

    private int doDuties() {
        try {
            return duties.getAsInt();
        } catch (RuntimeException e) {
            errorHandler.onError(e);
            return 0;
        }
    }

    private void carryOut(Runnable order) {
        try {
            order.run();
        } catch (RuntimeException e) {
            errorHandler.onError(e);
        }
    }

    private void step(VenueFeed feed, long nowNs, long nowEpochNs) {
        try {
            feed.step(nowNs, nowEpochNs);
        } catch (RuntimeException e) {
            errorHandler.onError(e);
            feed.fail("an error of ours: " + e, nowNs);
        }
    }

    /** Ends all connections by intent and waits up to a second a venue for the ends of their threads. */
    @Override
    public void onClose() {
        carryOut(onClose);
        feeds.forEach(feed -> feed.disconnect("closed by us"));
        feeds.forEach(VenueFeed::awaitEnd);
    }

    @Override
    public String roleName() {
        return THREAD_NAME;
    }
}
