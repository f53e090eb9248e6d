package io.tickgate.simulation;

import io.tickgate.record.FeedEventFlyweight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which trades are known, by the design's words and with every covered id in a set: slow and plain. Knows nothing of intervals.
 */
final class StreamModel {
    static final long NONE = Long.MIN_VALUE;

    private static final long FAR = 1_000_000;
    private static final long SUSPICION_NS = 2 * Scenario.S;
    private static final int BY_TRADE = 0;

    /** What an id says. */
    enum Kind {
        /** Moves the head on. */
        NEW,
        /** The venue counts anew with it. */
        ANEW,
        FILLS,
        OLD,
        DOUBTED
    }

    /** Trade times of all ids that are known since the venue counts as it does; {@link #NONE} where the id had none. */
    private final TreeMap<Long, Long> known = new TreeMap<>();

    /** When the ids up to a key, from where the one before ends, become lost for good. */
    private final TreeMap<Long, Long> suspectedUntil = new TreeMap<>();

    private final Set<Long> connections = new HashSet<>();
    private final Map<Long, Long> expected = new HashMap<>();
    private long newestId = NONE;
    private long liveId = NONE;
    private long doubtedId = NONE;
    private int doubtedBy;
    private boolean isHeadKnown;
    private long newestTimeEpochNs;
    private boolean isConfirmedAnew;

    /** Before a record's content: what was expected and has not come is missed. */
    void moveTo(long epochNs) {
        expected.entrySet().removeIf(each -> {
            boolean isDue = each.getValue() <= epochNs;
            isHeadKnown &= !isDue || each.getKey() <= headId();
            return isDue;
        });
    }

    long headId() {
        return known.isEmpty() ? NONE : known.lastKey();
    }

    long firstId() {
        return known.isEmpty() ? NONE : known.firstKey();
    }

    /** Greatest id known of, at or above the head. */
    long newestId() {
        return newestId;
    }

    boolean isHeadKnown() {
        return isHeadKnown;
    }

    long newestTimeEpochNs() {
        return newestTimeEpochNs;
    }

    NavigableMap<Long, Long> known() {
        return known;
    }

    boolean isMissing(long id) {
        return !known.isEmpty() && id > known.firstKey() && id <= newestId && !known.containsKey(id);
    }

    Kind onTrade(long id, long timeEpochNs, long nowEpochNs) {
        Kind kind = judge(id, timeEpochNs);
        if (kind == Kind.ANEW) {
            countAnew();
        }
        if (kind == Kind.NEW || kind == Kind.ANEW) {
            doubtedId = NONE;
            liveId = id;
            isHeadKnown |= !connections.isEmpty();
        }
        if (kind != Kind.OLD && kind != Kind.DOUBTED) {
            suspect(id - 1, nowEpochNs);
            cover(id, timeEpochNs);
            newestTimeEpochNs = Math.max(newestTimeEpochNs, timeEpochNs);
        }
        return kind;
    }

    private Kind judge(long id, long timeEpochNs) {
        if (id < 0 || id == Long.MAX_VALUE) {
            return Kind.DOUBTED;
        }
        if (known.isEmpty()) {
            return Kind.NEW;
        }
        if (id > headId()) {
            return id - newestId > FAR && !isConfirmedBy(id) ? doubt(id, BY_TRADE) : Kind.NEW;
        }
        boolean isFarBack = headId() - id > FAR && id < firstId();
        boolean isAgain = timeEpochNs > newestTimeEpochNs && id <= liveId && !isMissing(id);
        if (isFarBack || isAgain) {
            return isConfirmedBy(id) ? Kind.ANEW : doubt(id, BY_TRADE);
        }
        return isMissing(id) ? Kind.FILLS : Kind.OLD;
    }

    private Kind doubt(long id, int by) {
        doubtedId = id;
        doubtedBy = by;
        return Kind.DOUBTED;
    }

    private boolean isConfirmedBy(long id) {
        return doubtedId != NONE && Math.abs(id - doubtedId) <= FAR && (doubtedBy != BY_TRADE || id > doubtedId);
    }

    /** Ids above the newest one known of are missing, up to and with this one. */
    private void suspect(long lastId, long nowEpochNs) {
        if (newestId != NONE && lastId > newestId) {
            suspectedUntil.put(lastId, nowEpochNs + SUSPICION_NS);
        }
    }

    /** Whether a missing id counts as lost by now, and not as one that may still come. */
    boolean isLost(long id, long nowEpochNs) {
        Map.Entry<Long, Long> range = suspectedUntil.ceilingEntry(id);
        return range == null || range.getValue() <= nowEpochNs;
    }

    /** Whether ids are missing that may still come. */
    boolean isAnySuspected(long nowEpochNs) {
        return suspectedUntil.entrySet().stream()
                .anyMatch(range -> range.getValue() > nowEpochNs && isMissingUpTo(range.getKey()));
    }

    private boolean isMissingUpTo(long lastId) {
        Long before = suspectedUntil.lowerKey(lastId);
        long from = Math.max(before == null ? firstId() : before, lastId - FAR) + 1;
        return known.subMap(from, true, lastId, true).size() < lastId - from + 1;
    }

    private void cover(long id, long timeEpochNs) {
        known.put(id, timeEpochNs);
        newestId = Math.max(newestId, id);
    }

    private void countAnew() {
        known.clear();
        suspectedUntil.clear();
        expected.clear();
        newestId = NONE;
        liveId = NONE;
        isHeadKnown = false;
        isConfirmedAnew = true;
    }

    /** Whether the venue has begun to count anew since the last time this was asked. */
    boolean takeAnew() {
        boolean was = isConfirmedAnew;
        isConfirmedAnew = false;
        return was;
    }

    /** A fetched trade or aggregate; returns whether any of its ids is new. */
    boolean onFetched(long first, long last, long timeEpochNs) {
        boolean isRange = first >= 0 && first <= last && last < Long.MAX_VALUE && last - first < FAR;
        if (!isRange || known.isEmpty() || first > newestId + 1) {
            return false;
        }
        boolean isNew = false;
        long from = Math.max(first, firstId() + 1);
        for (long id = from; id <= last; id++) {
            if (!known.containsKey(id)) {
                cover(id, timeEpochNs);
                isNew = true;
            }
        }
        if (isNew) {
            newestTimeEpochNs = Math.max(newestTimeEpochNs, timeEpochNs);
        }
        return isNew;
    }

    boolean onNoTrade(long id, long nowEpochNs) {
        boolean isTaken = id >= 0
                && !known.isEmpty()
                && id > firstId()
                && id - newestId <= FAR
                && id < Long.MAX_VALUE
                && !known.containsKey(id);
        if (isTaken) {
            suspect(id - 1, nowEpochNs);
            cover(id, NONE);
        }
        return isTaken;
    }

    /** The venue says what its newest trade is; returns whether it is believed. */
    boolean onStatement(long id, int source, long nowEpochNs) {
        if (id < 0 || id == Long.MAX_VALUE) {
            return false;
        }
        if (known.isEmpty()) {
            return true;
        }
        boolean isFar = id > newestId ? id - newestId > FAR : headId() - id > FAR;
        if (!isFar && id <= newestId) {
            return true;
        }
        if (isFar && !isConfirmedByStatement(id, source)) {
            doubt(id, source);
            return false;
        }
        if (id > newestId) {
            suspect(id, nowEpochNs);
            newestId = id;
            expected.put(id, nowEpochNs + SUSPICION_NS);
        } else {
            countAnew();
        }
        doubtedId = NONE;
        return true;
    }

    private boolean isConfirmedByStatement(long id, int source) {
        boolean isNear = doubtedId != NONE && id >= doubtedId && id - doubtedId <= FAR;
        return isNear && (doubtedBy == BY_TRADE || id > doubtedId || source != doubtedBy);
    }

    void onFeedEvent(int event, long connectionId, int streamId) {
        if (event == FeedEventFlyweight.DELIVERING && streamId == World.STREAM) {
            connections.add(connectionId);
        } else if (event == FeedEventFlyweight.LOST
                || event == FeedEventFlyweight.STALLED
                || event == FeedEventFlyweight.UNSUBSCRIBED) {
            connections.remove(connectionId);
            isHeadKnown &= !connections.isEmpty();
        }
    }

    void onStart() {
        connections.clear();
        isHeadKnown = false;
    }

    boolean isDelivered() {
        return !connections.isEmpty();
    }
}
