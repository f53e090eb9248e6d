package io.tickgate.feed.rest;

import io.tickgate.input.EngineClock;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polling of one venue: begun when its WebSocket has been silent, round after round, ended when it is heard again. Owned by the poll's thread. */
final class VenuePoll {
    private static final Logger LOG = LoggerFactory.getLogger(VenuePoll.class);

    /** Between two attempts while the pace says no; short against a request every 200 ms. */
    private static final long PACE_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final VenueHost host;
    private final VenueOutage outage;
    private final PollSettings settings;
    private final EngineClock clock;
    private final RestRecords records;
    private final Counters counters;
    private final VenueLink link;
    private PriceTable.@Nullable Round round;
    private long roundBeganNs;
    private long nextRoundNs;
    private long heardSinceNs;
    private boolean isHeard;
    private volatile boolean isPolling;

    VenuePoll(RestVenue venue, PollSettings settings, EngineClock clock, RestRecords records, Counters counters) {
        host = venue.host();
        outage = venue.outage();
        this.settings = settings;
        this.clock = clock;
        this.records = records;
        this.counters = counters;
        link = new VenueLink(host, RequestPace.Lane.POLL, clock, counters);
    }

    /** Does what is due; how much that was. */
    int doWork(long nowNs) {
        judge(nowNs);
        int published = records.publish(clock.nowEpochNs());
        if (!records.isEmpty()) {
            return published;
        }
        RestAnswer answer = link.poll(nowNs);
        if (answer != null) {
            onAnswer(answer, nowNs);
            return published + 1;
        }
        return published + (isPolling && link.isIdle() && nowNs - nextRoundNs >= 0 ? ask(nowNs) : 0);
    }

    private void judge(long nowNs) {
        long silentSinceEpochNs = outage.silentSinceEpochNs();
        boolean isHeardNow = silentSinceEpochNs == VenueOutage.NOT;
        if (isHeardNow && !isHeard) {
            heardSinceNs = nowNs;
        }
        isHeard = isHeardNow;
        if (!isPolling && !isHeardNow && clock.nowEpochNs() - silentSinceEpochNs > settings.afterNs()) {
            isPolling = true;
            nextRoundNs = nowNs;
            LOG.info("{} is silent; its prices are polled from {}", host.venue(), host.address());
        } else if (isPolling && isHeardNow && nowNs - heardSinceNs >= settings.stableNs()) {
            isPolling = false;
            round = null;
            records.clear();
            LOG.info("{} is heard again; polling ends", host.venue());
        }
    }

    private int ask(long nowNs) {
        PriceTable.Round current = round;
        if (current == null) {
            current = host.rest().prices().begin(outage.wantedStreams());
        }
        RestRequest request = current.next();
        if (request == null) {
            nextRoundNs = nowNs + settings.intervalNs(); // Nothing is wanted.
            return 0;
        }
        if (!link.trySend(request, nowNs)) {
            nextRoundNs = nowNs + PACE_RETRY_NS;
            return 0;
        }
        if (round == null) {
            round = current;
            roundBeganNs = nowNs;
        }
        return 1;
    }

    private void onAnswer(RestAnswer answer, long nowNs) {
        PriceTable.Round current = round;
        if (current == null) {
            return; // Heard again meanwhile.
        }
        boolean isOver = !read(current, answer, nowNs) || current.next() == null;
        if (isOver) {
            round = null;
            nextRoundNs = roundBeganNs + settings.intervalNs();
        }
    }

    /** Whether the round goes on. */
    private boolean read(PriceTable.Round current, RestAnswer answer, long nowNs) {
        if (!answer.isOk()) {
            boolean isRequestAtFault = VenueLink.isRequestAtFault(answer);
            if (isRequestAtFault) {
                current.onRefused();
            }
            return isRequestAtFault;
        }
        try {
            for (PolledPrice price : current.onAnswer(answer.body())) {
                records.add(price, () -> counters.increment(Counter.PRICES_POLLED));
            }
            link.onUseful();
            return true;
        } catch (RestContentException e) {
            link.onUseless(String.valueOf(e.getMessage()), nowNs);
            return false;
        }
    }

    boolean isIdle() {
        return link.isIdle();
    }

    boolean isPolling() {
        return isPolling;
    }

    String venue() {
        return host.venue();
    }

    /** Gives up the round under way. */
    void abandon(long nowNs) {
        link.abandon(nowNs);
        records.clear();
        round = null;
    }

    /** Asks for nothing until then. */
    void rest(long untilNs) {
        nextRoundNs = untilNs;
    }
}
