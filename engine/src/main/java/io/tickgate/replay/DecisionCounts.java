package io.tickgate.replay;

import io.tickgate.record.RecordKind;
import java.util.EnumMap;
import java.util.Map;

/** Counts decisions by kind. Owned by one thread. */
public final class DecisionCounts {
    private final long[] counts = new long[RecordKind.PRICE_CHANGED.code()];

    /** Counts one. */
    public void add(int kindCode) {
        if (kindCode >= 0 && kindCode < counts.length) {
            counts[kindCode]++;
        }
    }

    /** The sum. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** What there was, by kind, in the order of their codes; kinds of which there was none are left out. */
    public Map<RecordKind, Long> byKind() {
        Map<RecordKind, Long> result = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            if (kind.code() < counts.length && counts[kind.code()] > 0) {
                result.put(kind, counts[kind.code()]);
            }
        }
        return result;
    }
}
