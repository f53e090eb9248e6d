package io.tickgate.feed.rest;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Fetches the trades that were missed, and newest trade ids while coverage is open, from each venue that offers them. Runs on the thread
 * {@value #THREAD_NAME}; it never waits: requests are under way while it looks after others. {@link #statuses()} and {@link #givenUp()} are
 * for any thread.
 */
public final class Backfiller implements Agent {
    /** Name of the thread. */
    public static final String THREAD_NAME = "back-fill";

    private static final long REPORT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** A venue at which our own code failed is left alone so long, lest it fail two hundred times a second. */
    private static final long ERROR_PAUSE_NS = TimeUnit.SECONDS.toNanos(60);

    private final EngineClock clock;
    private final ErrorHandler errorHandler;
    private final List<VenueBackFill> venues = new ArrayList<>();
    private long reportedNs;

    /**
     * A back-fill that has asked nothing yet.
     *
     * @param venues all; those without past trades are left out.
     * @param gaps that are open.
     * @param settings of the retries.
     * @param clock of the engine.
     * @param publisher for this agent alone.
     * @param counters where it counts.
     * @param errorHandler told of unexpected exceptions, after which the venue is left alone for a minute.
     */
    public Backfiller(
            List<RestVenue> venues,
            Gaps gaps,
            BackFillSettings settings,
            EngineClock clock,
            InputPublisher publisher,
            Counters counters,
            ErrorHandler errorHandler) {
        this.clock = clock;
        this.errorHandler = errorHandler;
        for (RestVenue venue : venues) {
            TradeHistory history = venue.host().rest().trades();
            if (history != null) {
                RestRecords records = new RestRecords(publisher);
                this.venues.add(new VenueBackFill(venue, history, gaps, settings, clock, records, counters));
            }
        }
        reportedNs = clock.nowNs();
    }

    @Override
    public String roleName() {
        return THREAD_NAME;
    }

    @Override
    public int doWork() {
        long nowNs = clock.nowNs();
        int work = 0;
        for (VenueBackFill venue : venues) {
            work += doWork(venue, nowNs);
        }
        if (nowNs - reportedNs >= REPORT_INTERVAL_NS) {
            reportedNs = nowNs;
            venues.forEach(venue -> venue.report(nowNs));
        }
        return work;
    }

    private int doWork(VenueBackFill venue, long nowNs) {
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

    /** Of each venue with past trades, at most a second old. */
    public List<BackFillStatus> statuses() {
        return venues.stream().map(VenueBackFill::status).toList();
    }

    /** Gaps that are tried only rarely or never again, at most {@value GivenUpGap#NAMED_MAX} a venue, with the reasons. */
    public List<GivenUpGap> givenUp() {
        return venues.stream().flatMap(venue -> venue.givenUp().stream()).toList();
    }

    /** Whether no request is under way. */
    boolean isIdle() {
        return venues.stream().allMatch(VenueBackFill::isIdle);
    }

    @Override
    public void onClose() {
        long nowNs = clock.nowNs();
        venues.forEach(venue -> venue.abandon(nowNs));
    }
}
