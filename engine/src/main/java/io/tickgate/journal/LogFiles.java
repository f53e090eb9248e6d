package io.tickgate.journal;

import java.util.concurrent.ConcurrentHashMap;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Which files a log has and the sequence that each begins with, so that a place is found by looking into some eight of a week's files, and
 * into none twice. Any thread.
 *
 * <p>Holds one number a file that was looked into: a year has 8,760.
 */
final class LogFiles {
    /** A file without a record: the one that is about to be written. */
    static final long EMPTY = Long.MAX_VALUE;

    private final SingleChronicleQueue queue;
    private final ConcurrentHashMap<Integer, Long> firstSequences = new ConcurrentHashMap<>();

    LogFiles(SingleChronicleQueue queue) {
        this.queue = queue;
    }

    /** Cycles that have a file now, ascending. */
    int[] cycles() {
        int first = queue.firstCycle();
        int last = queue.lastCycle();
        if (last == Integer.MIN_VALUE || first > last) {
            return new int[0];
        }
        return queue.listCyclesBetween(first, last).stream()
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /**
     * Sequence of the first record of a file.
     *
     * @param cycle that has a file.
     * @param reader asked when it is not known yet; stands elsewhere then.
     * @return the sequence, or {@link #EMPTY}.
     */
    long firstSequence(int cycle, RecordReader reader) {
        Long known = firstSequences.get(cycle);
        if (known != null) {
            return known;
        }
        long first = reader.firstSequenceOf(cycle);
        if (first != EMPTY) {
            firstSequences.put(cycle, first);
        }
        return first;
    }

    void forget(int cycle) {
        firstSequences.remove(cycle);
    }
}
