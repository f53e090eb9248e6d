package io.tickgate.feed.rest;

import io.tickgate.feed.rest.IdVerdicts.Outcome;
import io.tickgate.input.EngineClock;
import io.tickgate.publish.OpenGap;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.status.BackFillStatus;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Back-fill at one venue: one request at a time, by turns for missing trades and for newest ids, and by turns over the streams. Owned by
 * the back-fill's thread; {@link #status()} and {@link #givenUp()} are for any thread.
 */
final class VenueBackFill {
    /** No clock is an hour wrong and nobody notices; a trade from further ahead is an error of the venue. */
    static final long AHEAD_MAX_NS = TimeUnit.HOURS.toNanos(1);
    /** Trades within a gap were made between its neighbours; a venue's times may be out of order by less than this. */
    static final long AROUND_GAP_NS = TimeUnit.MINUTES.toNanos(10);
    /** Between two looks when nothing is to be asked, or may not be asked yet: against retries of seconds, and cheap with 10,000 gaps. */
    static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String ABSENT = "the venue does not have these trades";

    private static final Logger LOG = LoggerFactory.getLogger(VenueBackFill.class);

    private final VenueHost host;
    private final TradeHistory history;
    private final VenueOutage outage;
    private final EngineClock clock;
    private final RestRecords records;
    private final Counters counters;
    private final VenueLink link;
    private final GapLedger ledger;
    private @Nullable StreamBackFill asked;
    private boolean isNewestAsked;
    private boolean isNewestsTurn;
    private long nextLookNs;
    private volatile List<GivenUpGap> givenUp = List.of();
    private volatile BackFillStatus status;

    VenueBackFill(
            RestVenue venue,
            TradeHistory history,
            Gaps gaps,
            BackFillSettings settings,
            EngineClock clock,
            RestRecords records,
            Counters counters) {
        host = venue.host();
        this.history = history;
        outage = venue.outage();
        this.clock = clock;
        this.records = records;
        this.counters = counters;
        link = new VenueLink(host, RequestPace.Lane.BACK_FILL, clock, counters);
        ledger = new GapLedger(gaps, outage, settings, clock.nowEpochNs());
        status = new BackFillStatus(host.venue(), 0, 0, 0, 0, 0, "");
        nextLookNs = clock.nowNs();
    }

    /** Does what is due; how much that was. */
    int doWork(long nowNs) {
        int published = records.publish(clock.nowEpochNs());
        if (!records.isEmpty()) {
            return published;
        }
        RestAnswer answer = link.poll(nowNs);
        if (answer != null) {
            onAnswer(answer, nowNs);
            return published + 1;
        }
        return published + (link.isIdle() && nowNs - nextLookNs >= 0 ? ask(nowNs) : 0);
    }

    private int ask(long nowNs) {
        ledger.look();
        isNewestsTurn = !isNewestsTurn;
        boolean isSent = isNewestsTurn ? askNewest(nowNs) || askPage(nowNs) : askPage(nowNs) || askNewest(nowNs);
        if (!isSent) {
            nextLookNs = nowNs + LOOK_INTERVAL_NS;
        }
        return isSent ? 1 : 0;
    }

    private boolean askPage(long nowNs) {
        StreamBackFill stream = ledger.nextToSearch(clock.nowEpochNs());
        if (stream == null) {
            return false;
        }
        TradeSearch search = stream.search();
        if (search == null) {
            search = begin(stream);
        }
        if (search == null || !link.trySend(search.next(), nowNs)) {
            return false;
        }
        ledger.onServed(stream);
        asked = stream;
        isNewestAsked = false;
        return true;
    }

    private @Nullable TradeSearch begin(StreamBackFill stream) {
        long nowEpochNs = clock.nowEpochNs();
        StreamGaps.Due due = stream.gaps().due(nowEpochNs);
        if (due == null) {
            return null;
        }
        OpenGap gap = due.gap();
        boolean hasEnd = gap.timeAfterEpochNs() != VenueOutage.NOT;
        TradeSearch search = history.search(
                stream.stream().venueSymbol(),
                due.ids(),
                gap.timeBeforeEpochNs(),
                hasEnd ? Math.min(gap.timeAfterEpochNs(), nowEpochNs + AHEAD_MAX_NS) : nowEpochNs);
        if (search == null) {
            String reason = "no trade below is known, and the venue selects by time only";
            stream.gaps().onUnfilled(due.ids(), Outcome.FAILED, reason, gap, nowEpochNs);
        } else {
            stream.begin(search, gap);
        }
        return search;
    }

    private boolean askNewest(long nowNs) {
        StreamBackFill stream = ledger.nextToAskNewest(clock.nowEpochNs(), nowNs);
        if (stream == null || !link.trySend(history.newest(stream.stream().venueSymbol()), nowNs)) {
            return false;
        }
        stream.onNewestAsked(nowNs);
        asked = stream;
        isNewestAsked = true;
        return true;
    }

    private void onAnswer(RestAnswer answer, long nowNs) {
        StreamBackFill stream = asked;
        asked = null;
        if (stream == null) {
            return; // Given up meanwhile.
        }
        if (isNewestAsked) {
            onNewest(stream, answer, nowNs);
        } else {
            onPage(stream, answer, nowNs);
        }
    }

    private void onNewest(StreamBackFill stream, RestAnswer answer, long nowNs) {
        if (!answer.isOk()) {
            return; // Asked again after the interval.
        }
        try {
            long newestId = history.newestId(answer.body());
            link.onUseful();
            if (newestId >= 0) {
                records.addNewest(
                        stream.stream().streamId(),
                        newestId,
                        answer.venueTimeEpochNs(),
                        () -> counters.increment(Counter.WATERMARKS_FETCHED));
            }
        } catch (RestContentException e) {
            link.onUseless(String.valueOf(e.getMessage()), nowNs);
        }
    }

    private void onPage(StreamBackFill stream, RestAnswer answer, long nowNs) {
        TradeSearch search = stream.search();
        OpenGap gap = stream.gap();
        if (search == null || gap == null) {
            return; // Its gaps are closed.
        }
        TradePage page = read(search, answer, nowNs);
        if (page != null) {
            take(stream, page, gap);
        } else if (VenueLink.isRequestAtFault(answer) || stream.gaps().isGivenUp(gap, clock.nowEpochNs())) {
            fail(stream, search, gap, link.lastError());
        } // Else the same request goes out again when the venue has had its peace.
        if (search.isDone()) {
            fail(stream, search, gap, "the search found no end");
        }
    }

    /** What the answer settles, or null when it is none. */
    private @Nullable TradePage read(TradeSearch search, RestAnswer answer, long nowNs) {
        if (!answer.isOk()) {
            return VenueLink.isRequestAtFault(answer) ? search.onRefused() : null;
        }
        try {
            TradePage page = search.onAnswer(answer.body());
            link.onUseful();
            return page;
        } catch (RestContentException e) {
            link.onUseless(String.valueOf(e.getMessage()), nowNs);
            return null;
        }
    }

    private void take(StreamBackFill stream, TradePage page, OpenGap gap) {
        long nowEpochNs = clock.nowEpochNs();
        StreamGaps gaps = stream.gaps();
        for (IdRange absent : page.absent()) {
            gaps.onUnfilled(absent, Outcome.ABSENT, ABSENT, gap, nowEpochNs);
        }
        for (TradeRow row : page.rows()) {
            String rejection = timeRejection(row, gap, nowEpochNs);
            rejection = rejection.isEmpty() ? row.rejection() : rejection;
            if (!rejection.isEmpty()) {
                counters.increment(Counter.BACK_FILL_REJECTED);
                IdRange ids = new IdRange(row.firstTradeId(), row.lastTradeId());
                gaps.onUnfilled(ids, Outcome.REJECTED, rejection, gap, nowEpochNs);
            } else if (gaps.isNeeded(row, nowEpochNs)) {
                records.add(stream.stream().streamId(), row, () -> onPublished(gaps, row));
            }
        }
    }

    /**
     * A row that lies nowhere near its gap is of another era or in another unit of time: taken, it would close the gap and settle no bet
     * of its window.
     */
    private static String timeRejection(TradeRow row, OpenGap gap, long nowEpochNs) {
        long timeEpochNs = row.tradeTimeEpochNs();
        if (timeEpochNs - nowEpochNs > AHEAD_MAX_NS) {
            return "a trade time far ahead of the clock";
        }
        long beforeEpochNs = gap.timeBeforeEpochNs();
        long afterEpochNs = gap.timeAfterEpochNs();
        boolean isBefore = beforeEpochNs != RecordFlyweight.ABSENT && timeEpochNs < beforeEpochNs - AROUND_GAP_NS;
        boolean isAfter = afterEpochNs != RecordFlyweight.ABSENT && timeEpochNs > afterEpochNs + AROUND_GAP_NS;
        return isBefore || isAfter ? "a trade time far from the gap" : "";
    }

    private void onPublished(StreamGaps gaps, TradeRow row) {
        gaps.onPublished(row, clock.nowEpochNs());
        counters.increment(Counter.TRADES_BACK_FILLED);
    }

    /** Ends a search; what it has not settled is not tried again at once. */
    private void fail(StreamBackFill stream, TradeSearch search, OpenGap gap, String reason) {
        long nowEpochNs = clock.nowEpochNs();
        for (IdRange left : search.left()) {
            stream.gaps().onUnfilled(left, Outcome.FAILED, reason, gap, nowEpochNs);
        }
        stream.end();
    }

    /** Tells what was given up since, and makes the snapshots for other threads anew. */
    void report(long nowNs) {
        long nowEpochNs = clock.nowEpochNs();
        List<GivenUpGap> newly = ledger.newlyGivenUp(nowEpochNs);
        counters.add(Counter.GAPS_GIVEN_UP, newly.size());
        for (GivenUpGap each : newly.subList(0, Math.min(newly.size(), GivenUpGap.NAMED_MAX))) {
            LOG.warn(
                    "Back-fill from {} gives up on {} {} to {} for now: {}",
                    host.venue(),
                    each.venueSymbol(),
                    each.firstTradeId(),
                    each.lastTradeId(),
                    each.reason());
        }
        List<GivenUpGap> named = new ArrayList<>();
        int count = ledger.givenUp(nowEpochNs, named);
        givenUp = List.copyOf(named);
        long pauseLeftNs = host.pace().pauseLeftNs(nowNs);
        status = new BackFillStatus(
                host.venue(),
                ledger.openGaps(),
                ledger.missingIds(),
                count,
                host.pace().requests(),
                pauseLeftNs == 0 ? 0 : nowEpochNs + pauseLeftNs,
                link.lastError());
    }

    boolean isIdle() {
        return link.isIdle();
    }

    BackFillStatus status() {
        return status;
    }

    /** Gaps that are given up now, at most {@value GivenUpGap#NAMED_MAX}. */
    List<GivenUpGap> givenUp() {
        return givenUp;
    }

    /** Gives up the request under way and what waits for room: they are asked for again. */
    void abandon(long nowNs) {
        link.abandon(nowNs);
        records.clear();
        asked = null;
        ledger.abandon();
    }

    /** Asks for nothing until then. */
    void rest(long untilNs) {
        nextLookNs = untilNs;
    }
}
