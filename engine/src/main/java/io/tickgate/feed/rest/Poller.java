package io.tickgate.feed.rest;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.status.Counters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Asks for the prices of venues whose WebSocket is silent, so that there is something to show: PRICE records, flagged as polled, which
 * refresh no health and settle nothing. Runs on the thread {@value #THREAD_NAME}; it never waits. {@link #pollingVenues()} is for any
 * thread.
 */
public final class Poller implements Agent {
    /** Name of the thread. */
    public static final String THREAD_NAME = "poll";

    /** A venue at which our own code failed is left alone so long. */
    private static final long ERROR_PAUSE_NS = TimeUnit.SECONDS.toNanos(60);

    private final EngineClock clock;
    private final ErrorHandler errorHandler;
    private final List<VenuePoll> venues;

    /**
     * A poller that has asked nothing yet.
     *
     * @param venues to watch.
     * @param settings of the rounds.
     * @param clock of the engine.
     * @param publisher for this agent alone.
     * @param counters where it counts.
     * @param errorHandler told of unexpected exceptions, after which the venue is left alone for a minute.
     */
    public Poller(
            List<RestVenue> venues,
            PollSettings settings,
            EngineClock clock,
            InputPublisher publisher,
            Counters counters,
            ErrorHandler errorHandler) {
        this.clock = clock;
        this.errorHandler = errorHandler;
        this.venues = venues.stream()
                .map(venue -> new VenuePoll(venue, settings, clock, new RestRecords(publisher), counters))
                .toList();
    }

    @Override
    public String roleName() {
        return THREAD_NAME;
    }

    @Override
    public int doWork() {
        long nowNs = clock.nowNs();
        int work = 0;
        for (VenuePoll venue : venues) {
            work += doWork(venue, nowNs);
        }
        return work;
    }

    private int doWork(VenuePoll venue, long nowNs) {
        try {
            return venue.doWork(nowNs);
        } catch (AgentTerminationException e) {
            throw e;
        } catch (RuntimeException e) {
            errorHandler.onError(e);
            venue.abandon(nowNs);
            venue.rest(nowNs + ERROR_PAUSE_NS);
            return 0;
        }
    }

    /** Names of the venues that are polled now. */
    public List<String> pollingVenues() {
        return venues.stream()
                .filter(VenuePoll::isPolling)
                .map(VenuePoll::venue)
                .toList();
    }

    /** Whether no request is under way. */
    boolean isIdle() {
        return venues.stream().allMatch(VenuePoll::isIdle);
    }

    @Override
    public void onClose() {
        long nowNs = clock.nowNs();
        venues.forEach(venue -> venue.abandon(nowNs));
    }
}
