package io.tickgate.engine;

import io.tickgate.feed.Dialogue;
import io.tickgate.feed.FeedContext;
import io.tickgate.feed.FeedSettings;
import io.tickgate.feed.FeedsAgent;
import io.tickgate.feed.VenueFeed;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.rest.RestStream;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.BreakerState;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import io.tickgate.status.FeedsView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds of all venues and their control thread. Add the venues, want streams, start, close: by the thread that
 * assembles; once started, streams are wanted on the control thread. Status may be read by any thread.
 */
final class Feeds implements FeedsView, WantedStreams, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final long SLEEP_MS = 10;

    private final FeedContext context;
    private final List<VenueFeed> feeds = new ArrayList<>();
    /** In the order of the configuration: a feed, or the status of a venue that is off. */
    private final List<Supplier<FeedStatus>> views = new ArrayList<>();

    private final Map<Integer, VenueFeed> byVenueId = new HashMap<>();
    private final Map<Integer, String> venueNames = new HashMap<>();
    private final Map<String, List<RestStream>> wanted = new ConcurrentHashMap<>();
    private volatile Supplier<List<BackFillStatus>> backFills = List::of;
    private @Nullable AgentRunner runner;

    Feeds(FeedContext context) {
        this.context = context;
    }

    /**
     * Adds a venue, which delivers nothing until streams are wanted.
     *
     * @param settings all numbers.
     * @param dialogue of the venue.
     * @param decoders makes a decoder for each of its two connections.
     */
    void add(FeedSettings settings, Dialogue dialogue, Supplier<FrameDecoder> decoders) {
        VenueFeed feed = VenueFeed.over(settings, dialogue, decoders, context);
        feed.connect(context.clock().nowNs());
        feeds.add(feed);
        byVenueId.put(settings.venueId(), feed);
        views.add(feed::status);
        venueNames.put(settings.venueId(), settings.venue());
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

    /**
     * Starts the control thread; the feeds connect.
     *
     * @param duties what else that thread does; see {@link FeedsAgent}.
     * @param onClose called on that thread at its end.
     */
    void start(IntSupplier duties, Runnable onClose) {
        FeedsAgent agent = new FeedsAgent(feeds, context, duties, onClose);
        AgentRunner newRunner =
                new AgentRunner(new SleepingMillisIdleStrategy(SLEEP_MS), context.errorHandler(), null, agent);
        runner = newRunner;
        AgentRunner.startOnThread(newRunner);
    }

    /** Where the filling of gaps tells how it does. */
    void backFills(Supplier<List<BackFillStatus>> newBackFills) {
        backFills = newBackFills;
    }

    @Override
    public boolean want(int venueId, FeedStream stream) {
        VenueFeed feed = byVenueId.get(venueId);
        if (feed == null) {
            return true; // The venue is off.
        }
        boolean isTaken = feed.want(stream);
        note(venueId, feed);
        return isTaken;
    }

    @Override
    public void show(int venueId, FeedStream stream) {
        VenueFeed feed = byVenueId.get(venueId);
        if (feed != null) {
            feed.show(stream);
        }
    }

    @Override
    public void unwant(int venueId, int streamId) {
        VenueFeed feed = byVenueId.get(venueId);
        if (feed != null) {
            feed.unwant(streamId);
            note(venueId, feed);
        }
    }

    private void note(int venueId, VenueFeed feed) {
        wanted.put(
                venueNames.getOrDefault(venueId, ""),
                feed.desired().stream()
                        .map(stream -> new RestStream(stream.streamId(), stream.venueSymbol(), stream.isSettling()))
                        .toList());
    }

    /** Streams with a subscription of their own at a venue; the same list while they do not change. Any thread may call. */
    List<RestStream> wanted(String venue) {
        return wanted.getOrDefault(venue, List.of());
    }

    /** The status of a venue's feed, null when there is no such venue. Any thread may call. */
    @Nullable
    FeedStatus feed(String venue) {
        for (Supplier<FeedStatus> view : views) {
            FeedStatus status = view.get();
            if (status.venue().equals(venue)) {
                return status;
            }
        }
        return null;
    }

    @Override
    public List<BackFillStatus> backFills() {
        return backFills.get();
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
