package io.tickgate.engine;

import io.tickgate.config.BackfillConfig;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueConfig;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.rest.BackFillSettings;
import io.tickgate.feed.rest.Backfiller;
import io.tickgate.feed.rest.PollSettings;
import io.tickgate.feed.rest.Poller;
import io.tickgate.feed.rest.RestClient;
import io.tickgate.feed.rest.RestVenue;
import io.tickgate.feed.rest.VenueHost;
import io.tickgate.feed.rest.VenueRestSettings;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.publish.Published;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.StatusFiles;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the venues over REST: missed trades, newest ids, and prices while a WebSocket is silent. Two threads,
 * {@code back-fill} and {@code poll}, which share a budget a venue. Started and closed by the thread that assembles.
 */
final class RestFeeds implements AutoCloseable {
    /** A venue that takes longer is asked again later. */
    private static final long REQUEST_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    /** Newest ids are asked for when a trade has not shown by itself within it, and then at most this often. */
    private static final long NEWEST_AFTER_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long NEWEST_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long RETRY_RARELY_NS = TimeUnit.HOURS.toNanos(1);
    private static final long POLL_STABLE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    /** What the venue grants an address a minute (Binance {@code exchangeInfo}, {@code rateLimits}, read 2026-07). */
    private static final int BINANCE_WEIGHT_MAX = 6_000;
    /** One round of prices each 5 s; the free plan has few credits. */
    private static final int COINCAP_REQUESTS_PER_MINUTE = 12;

    private static final long SLEEP_MS = 5;

    private final TickgateConfig config;
    private final StatusFiles status;
    private final RestClient client = new RestClient(TimeUnit.SECONDS.toNanos(5));
    private final List<AgentRunner> runners = new ArrayList<>();
    private @Nullable Backfiller backfiller;

    RestFeeds(TickgateConfig config, StatusFiles status) {
        this.config = config;
        this.status = status;
    }

    /** Starts the threads. */
    void start(Feeds feeds, Published published, EngineClock clock, Supplier<InputPublisher> publishers) {
        BackfillConfig backfill = config.backfill();
        List<RestVenue> venues = new ArrayList<>();
        for (Venue venue : Venue.values()) {
            if (config.venues().connection(venue).isEnabled()) {
                venues.add(new RestVenue(host(venue), new VenueSilence(venue.label(), feeds, published, clock)));
            }
        }
        if (backfill.isEnabled()) {
            Backfiller filling = new Backfiller(
                    venues,
                    new FillableGaps(published.gaps()),
                    new BackFillSettings(
                            backfill.retryForNs(),
                            RETRY_RARELY_NS,
                            backfill.horizonNs(),
                            NEWEST_AFTER_NS,
                            NEWEST_INTERVAL_NS),
                    clock,
                    publishers.get(),
                    status.counters(),
                    status.errorLog());
            backfiller = filling;
            run(filling);
        }
        run(new Poller(
                venues,
                new PollSettings(backfill.pollAfterNs(), backfill.pollIntervalNs(), POLL_STABLE_NS),
                clock,
                publishers.get(),
                status.counters(),
                status.errorLog()));
    }

    private void run(Agent agent) {
        AgentRunner runner = new AgentRunner(new SleepingMillisIdleStrategy(SLEEP_MS), status.errorLog(), null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner);
    }

    private VenueHost host(Venue venue) {
        SecureRandom random = new SecureRandom();
        return switch (venue) {
            case BINANCE ->
                VenueHost.binance(
                        settings(venue, config.backfill().weightPerMinute(), MINUTE_NS, BINANCE_WEIGHT_MAX),
                        client,
                        random);
            case COINBASE ->
                VenueHost.coinbase(
                        settings(venue, config.backfill().coinbaseRequestsPerSecond(), SECOND_NS, 0), client, random);
            case COINCAP ->
                VenueHost.coinCap(settings(venue, COINCAP_REQUESTS_PER_MINUTE, MINUTE_NS, 0), client, random);
        };
    }

    private VenueRestSettings settings(Venue venue, int weightMax, long windowNs, int venueWeightMax) {
        VenueConfig connection = config.venues().connection(venue);
        boolean isMicrosecond =
                venue == Venue.BINANCE && config.venues().binance().timeUnit() == VenueTimeUnit.MICROSECOND;
        return new VenueRestSettings(
                venue.label(),
                connection.restUrl(),
                REQUEST_TIMEOUT_NS,
                weightMax,
                windowNs,
                venueWeightMax,
                isMicrosecond,
                false,
                venue == Venue.COINCAP ? config.venues().coincap().apiKey() : "");
    }

    /** How the filling of gaps goes, one status a venue. Any thread may call. */
    List<BackFillStatus> backFills() {
        Backfiller filling = backfiller;
        return filling == null ? List.of() : filling.statuses();
    }

    @Override
    public void close() {
        runners.forEach(AgentRunner::close);
        client.close();
    }
}
