package io.tickgate.engine;

import io.tickgate.feed.Dialogue;
import io.tickgate.feed.FeedContext;
import io.tickgate.feed.FeedSettings;
import io.tickgate.feed.FeedsAgent;
import io.tickgate.feed.VenueFeed;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.BreakerState;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.FeedsView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds of all venues and their control thread. Add the venues, start, close. {@link #feeds()} and {@link #execute} may be called
 * from any thread, the rest from the one that assembles.
 */
final class Feeds implements FeedsView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final long SLEEP_MS = 10;

    private final FeedContext context;
    private final List<VenueFeed> feeds = new ArrayList<>();
    /** In the order of the configuration: a feed, or the status of a venue that is off. */
    private final List<Supplier<FeedStatus>> views = new ArrayList<>();

    private @Nullable FeedsAgent agent;
    private @Nullable AgentRunner runner;

    Feeds(FeedContext context) {
        this.context = context;
    }

    /**
     * Adds a venue.
     *
     * @param settings all numbers.
     * @param dialogue of the venue.
     * @param decoders makes a decoder for each of its two connections.
     * @param streams that it is to deliver.
     * @return the feed; owned by the control thread once that is started.
     * @throws IllegalArgumentException when one connection cannot carry the streams.
     */
    VenueFeed add(FeedSettings settings, Dialogue dialogue, Supplier<FrameDecoder> decoders, List<FeedStream> streams) {
        VenueFeed feed = VenueFeed.over(settings, dialogue, decoders, context);
        for (FeedStream stream : streams) {
            if (!feed.want(stream)) {
                throw new IllegalArgumentException(
                        settings.venue() + " cannot carry " + streams.size() + " symbols over one connection");
            }
        }
        feed.connect(context.clock().nowNs());
        feeds.add(feed);
        views.add(feed::status);
        return feed;
    }

    /** Adds a venue that is not connected to, such as one without its key; says so once. */
    void addOff(String venue, String reason) {
        LOG.info("{} is off: {}", venue, reason);
        FeedStatus status = new FeedStatus(
                venue,
                FeedState.DISCONNECTED,
                context.clock().nowEpochNs(),
                reason,
                "",
                BreakerState.CLOSED,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                List.of());
        views.add(() -> status);
    }

    /** Starts the control thread; the feeds connect. */
    void start() {
        FeedsAgent newAgent = new FeedsAgent(feeds, context);
        AgentRunner newRunner =
                new AgentRunner(new SleepingMillisIdleStrategy(SLEEP_MS), context.errorHandler(), null, newAgent);
        agent = newAgent;
        runner = newRunner;
        AgentRunner.startOnThread(newRunner);
    }

    /** Has something done on the control thread, which owns the feeds; false when too much waits already or nothing runs. */
    boolean execute(Runnable order) {
        FeedsAgent running = agent;
        return running != null && running.execute(order);
    }

    @Override
    public List<BackFillStatus> backFills() {
        return List.of();
    }

    @Override
    public List<FeedStatus> feeds() {
        return views.stream().map(Supplier::get).toList();
    }

    /** Ends all connections by intent and joins their threads. */
    @Override
    public void close() {
        if (runner != null) {
            runner.close();
        }
    }
}
