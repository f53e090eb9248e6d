package io.tickgate.feed.rest;

import io.tickgate.publish.OpenGap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the missing ids of one stream that were asked for: until when they need not be asked for again, and why. Ranges that
 * touch and say the same are one. Owned by the back-fill's thread.
 */
final class IdVerdicts {
    /** Twice the gaps that are looked at; when full, what would be asked for soonest is forgotten: it is asked for a little earlier. */
    static final int RANGES_MAX = 20_000;

    /** What became of an id. */
    enum Outcome {
        /** In the ring; the market has not said yet that it is covered. */
        PUBLISHED,
        /** The venue answered around it but does not have it. */
        ABSENT,
        /** The venue's price or time of it cannot be. */
        REJECTED,
        /** The venue refused the request for it, or has no way to ask. */
        FAILED
    }

    /**
     * A range of ids with one verdict.
     *
     * @param last id of the range.
     * @param outcome what became of it.
     * @param reason in words.
     * @param retryAtEpochNs engine time from which on it may be asked for again.
     */
    record Verdict(long last, Outcome outcome, String reason, long retryAtEpochNs) {
        boolean says(Verdict other) {
            return outcome == other.outcome && reason.equals(other.reason);
        }
    }

    private final TreeMap<Long, Verdict> byFirst = new TreeMap<>();

    /** Sets the verdict of a range, in place of what was said of any of its ids. */
    void put(IdRange ids, Outcome outcome, String reason, long retryAtEpochNs) {
        cut(ids);
        long first = ids.first();
        Verdict verdict = new Verdict(ids.last(), outcome, reason, retryAtEpochNs);
        Map.Entry<Long, Verdict> below = byFirst.lowerEntry(first);
        if (below != null
                && below.getValue().last() == first - 1
                && below.getValue().says(verdict)) {
            first = below.getKey();
            verdict = merged(below.getValue(), verdict);
        }
        Verdict above = byFirst.get(ids.last() + 1);
        if (above != null && above.says(verdict)) {
            byFirst.remove(ids.last() + 1);
            verdict = merged(verdict, above);
        }
        byFirst.put(first, verdict);
        if (byFirst.size() > RANGES_MAX) {
            forgetSoonest();
        }
    }

    private static Verdict merged(Verdict lower, Verdict upper) {
        long retryAtEpochNs = Math.max(lower.retryAtEpochNs(), upper.retryAtEpochNs());
        return new Verdict(upper.last(), lower.outcome(), lower.reason(), retryAtEpochNs);
    }

    private void cut(IdRange ids) {
        Map.Entry<Long, Verdict> below = byFirst.lowerEntry(ids.first());
        if (below != null && below.getValue().last() >= ids.first()) {
            Verdict old = below.getValue();
            byFirst.put(below.getKey(), withLast(old, ids.first() - 1));
            if (old.last() > ids.last()) {
                byFirst.put(ids.last() + 1, old);
            }
        }
        Map.Entry<Long, Verdict> within = byFirst.ceilingEntry(ids.first());
        while (within != null && within.getKey() <= ids.last()) {
            byFirst.remove(within.getKey());
            if (within.getValue().last() > ids.last()) {
                byFirst.put(ids.last() + 1, within.getValue());
            }
            within = byFirst.ceilingEntry(ids.first());
        }
    }

    private static Verdict withLast(Verdict verdict, long last) {
        return new Verdict(last, verdict.outcome(), verdict.reason(), verdict.retryAtEpochNs());
    }

    private void forgetSoonest() {
        long soonestFirst = -1;
        long soonestEpochNs = Long.MAX_VALUE;
        for (Map.Entry<Long, Verdict> each : byFirst.entrySet()) {
            if (each.getValue().retryAtEpochNs() <= soonestEpochNs) {
                soonestFirst = each.getKey();
                soonestEpochNs = each.getValue().retryAtEpochNs();
            }
        }
        byFirst.remove(soonestFirst);
    }

    /** The lowest run of ids within a range that may be asked for at a time, or null; at {@link Long#MIN_VALUE}, one of no verdict. */
    @Nullable
    IdRange firstDue(IdRange ids, long nowEpochNs) {
        long first = ids.first();
        for (Map.Entry<Long, Verdict> each : overlapping(ids)) {
            if (each.getValue().retryAtEpochNs() <= nowEpochNs) {
                continue;
            }
            if (each.getKey() > first) {
                return new IdRange(first, each.getKey() - 1);
            }
            first = each.getValue().last() + 1;
        }
        return first > ids.last() ? null : new IdRange(first, ids.last());
    }

    /** Whether any id of a range is not in the ring already. */
    boolean isAnyUnpublished(IdRange ids, long nowEpochNs) {
        long first = ids.first();
        for (Map.Entry<Long, Verdict> each : overlapping(ids)) {
            Verdict verdict = each.getValue();
            if (verdict.outcome() == Outcome.PUBLISHED && verdict.retryAtEpochNs() > nowEpochNs) {
                if (each.getKey() > first) {
                    return true;
                }
                first = verdict.last() + 1;
            }
        }
        return first <= ids.last();
    }

    /** Why ids of a range could not be filled; empty when nothing says so. */
    String failure(IdRange ids) {
        for (Map.Entry<Long, Verdict> each : overlapping(ids)) {
            if (each.getValue().outcome() != Outcome.PUBLISHED) {
                return each.getValue().reason();
            }
        }
        return "";
    }

    private List<Map.Entry<Long, Verdict>> overlapping(IdRange ids) {
        List<Map.Entry<Long, Verdict>> overlapping = new ArrayList<>();
        Map.Entry<Long, Verdict> below = byFirst.lowerEntry(ids.first());
        if (below != null && below.getValue().last() >= ids.first()) {
            overlapping.add(below);
        }
        overlapping.addAll(byFirst.subMap(ids.first(), true, ids.last(), true).entrySet());
        return overlapping;
    }

    /** Forgets what was said of ids that nobody misses any more. */
    void keepWithin(List<OpenGap> ascending) {
        int index = 0;
        var each = byFirst.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, Verdict> entry = each.next();
            while (index < ascending.size() && ascending.get(index).lastTradeId() < entry.getKey()) {
                index++;
            }
            boolean isMissed = index < ascending.size()
                    && ascending.get(index).firstTradeId() <= entry.getValue().last();
            if (!isMissed) {
                each.remove();
            }
        }
    }

    int size() {
        return byFirst.size();
    }
}
