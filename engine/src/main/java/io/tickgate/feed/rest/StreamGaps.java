package io.tickgate.feed.rest;

import io.tickgate.feed.rest.IdVerdicts.Outcome;
import io.tickgate.publish.OpenGap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open gaps of one stream: which of their ids are to be asked for, and when again. Owned by the back-fill's thread. */
final class StreamGaps {
    /** Within it the market has applied what was published, unless it was void. */
    static final long PUBLISHED_RETRY_NS = TimeUnit.SECONDS.toNanos(30);

    static final long RETRY_MIN_NS = TimeUnit.SECONDS.toNanos(5);
    static final long RETRY_MAX_NS = TimeUnit.SECONDS.toNanos(60);

    private final RestStream stream;
    private final BackFillSettings settings;
    private final long startEpochNs;
    private final IdVerdicts verdicts = new IdVerdicts();
    private List<OpenGap> ascending = List.of();
    private List<OpenGap> oldestFirst = List.of();
    /** First ids of the gaps whose giving up was told, so that it is told once; never more than there are gaps. */
    private Set<Long> toldGivenUp = new HashSet<>();

    /**
     * Ids to ask for.
     *
     * @param ids that are missing.
     * @param gap that they are of.
     */
    record Due(IdRange ids, OpenGap gap) {}

    StreamGaps(RestStream stream, BackFillSettings settings, long startEpochNs) {
        this.stream = stream;
        this.settings = settings;
        this.startEpochNs = startEpochNs;
    }

    RestStream stream() {
        return stream;
    }

    /** Takes the gaps that are open now, in any order. */
    void look(List<OpenGap> open) {
        List<OpenGap> byId = new ArrayList<>(open);
        byId.sort(Comparator.comparingLong(OpenGap::firstTradeId));
        List<OpenGap> byAge = new ArrayList<>(byId);
        byAge.sort(Comparator.comparingLong(OpenGap::confirmedEpochNs));
        ascending = byId;
        oldestFirst = byAge;
        verdicts.keepWithin(byId);
        Set<Long> stillOpen = new HashSet<>();
        byId.forEach(gap -> stillOpen.add(gap.firstTradeId()));
        toldGivenUp.retainAll(stillOpen);
    }

    /** What is to be asked for next, or null when nothing is for now: what was never asked for before what is tried again. */
    @Nullable
    Due due(long nowEpochNs) {
        Due fresh = fresh(nowEpochNs);
        return fresh == null ? due(nowEpochNs, nowEpochNs) : fresh;
    }

    /** As {@link #due}, but only what was never asked for: nobody's second attempt may keep another one's first from it. */
    @Nullable
    Due fresh(long nowEpochNs) {
        return due(nowEpochNs, Long.MIN_VALUE);
    }

    private @Nullable Due due(long nowEpochNs, long retriesUntilEpochNs) {
        for (OpenGap gap : oldestFirst) {
            IdRange ids = isBeyondHorizon(gap, nowEpochNs) ? null : verdicts.firstDue(ids(gap), retriesUntilEpochNs);
            if (ids != null) {
                return new Due(ids, gap);
            }
        }
        return null;
    }

    private boolean isBeyondHorizon(OpenGap gap, long nowEpochNs) {
        return nowEpochNs - gap.confirmedEpochNs() > settings.horizonNs();
    }

    private static IdRange ids(OpenGap gap) {
        return new IdRange(gap.firstTradeId(), gap.lastTradeId());
    }

    /** Whether a trade covers an id that is missing and not in the ring already. */
    boolean isNeeded(TradeRow row, long nowEpochNs) {
        int index = firstReaching(row.firstTradeId());
        for (; index < ascending.size() && ascending.get(index).firstTradeId() <= row.lastTradeId(); index++) {
            OpenGap gap = ascending.get(index);
            IdRange both = new IdRange(
                    Math.max(gap.firstTradeId(), row.firstTradeId()), Math.min(gap.lastTradeId(), row.lastTradeId()));
            if (verdicts.isAnyUnpublished(both, nowEpochNs)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any id of a range is missing. */
    boolean isMissing(IdRange ids) {
        int index = firstReaching(ids.first());
        return index < ascending.size() && ascending.get(index).firstTradeId() <= ids.last();
    }

    /** Index of the first gap that does not end below an id. */
    private int firstReaching(long tradeId) {
        int low = 0;
        int high = ascending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending.get(middle).lastTradeId() < tradeId) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void onPublished(TradeRow row, long nowEpochNs) {
        verdicts.put(
                new IdRange(row.firstTradeId(), row.lastTradeId()),
                Outcome.PUBLISHED,
                "",
                nowEpochNs + PUBLISHED_RETRY_NS);
    }

    /**
     * Ids could not be filled.
     *
     * @param ids of a gap.
     * @param gap whose age says when they are tried again.
     */
    void onUnfilled(IdRange ids, Outcome outcome, String reason, OpenGap gap, long nowEpochNs) {
        verdicts.put(ids, outcome, reason, nowEpochNs + retryAfterNs(gap, nowEpochNs));
    }

    /** Every half of the age at first, then each minute, then rarely. */
    private long retryAfterNs(OpenGap gap, long nowEpochNs) {
        long ageNs = ageNs(gap, nowEpochNs);
        return isGivenUp(gap, nowEpochNs)
                ? settings.retryRarelyNs()
                : Math.max(RETRY_MIN_NS, Math.min(ageNs / 2, RETRY_MAX_NS));
    }

    private long ageNs(OpenGap gap, long nowEpochNs) {
        return nowEpochNs - Math.max(gap.confirmedEpochNs(), startEpochNs);
    }

    /** Whether the time for frequent attempts is over. */
    boolean isGivenUp(OpenGap gap, long nowEpochNs) {
        return ageNs(gap, nowEpochNs) > settings.retryForNs();
    }

    /** Gaps that were given up since the last call, with the reasons. */
    List<GivenUpGap> newlyGivenUp(long nowEpochNs) {
        List<GivenUpGap> given = new ArrayList<>();
        for (OpenGap gap : ascending) {
            if (isGivenUp(gap, nowEpochNs) && toldGivenUp.add(gap.firstTradeId())) {
                given.add(givenUp(gap, nowEpochNs));
            }
        }
        return given;
    }

    private GivenUpGap givenUp(OpenGap gap, long nowEpochNs) {
        String failure = verdicts.failure(ids(gap));
        String reason = isBeyondHorizon(gap, nowEpochNs)
                ? "older than the horizon"
                : failure.isEmpty() ? "the venue did not answer in time" : failure;
        return new GivenUpGap(stream.venueSymbol(), gap.firstTradeId(), gap.lastTradeId(), reason);
    }

    /** Adds the gaps that are given up now, as long as the list is shorter than its bound; how many there are in all. */
    int givenUp(long nowEpochNs, List<GivenUpGap> named) {
        int count = 0;
        for (OpenGap gap : ascending) {
            if (isGivenUp(gap, nowEpochNs)) {
                count++;
                if (named.size() < GivenUpGap.NAMED_MAX) {
                    named.add(givenUp(gap, nowEpochNs));
                }
            }
        }
        return count;
    }

    long missingIds() {
        long missing = 0;
        for (OpenGap gap : ascending) {
            missing += ids(gap).length();
        }
        return missing;
    }
}
