package io.tickgate.replay;

import io.tickgate.journal.RecordReader;
import io.tickgate.market.Definitions;
import io.tickgate.market.MarketOutput;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Output of a market that is fed from the journal: each decision is put beside the recorded one of the same input. A difference is
 * noted and the comparison goes on. What is derived beyond the end of the record is counted apart: a running engine is about to record
 * it, after a crash the next start does.
 *
 * <p>Owned by one thread. Keeps as many differences as it was told and counts the others.
 */
public final class DecisionComparison implements MarketOutput {
    private final @Nullable RecordReader recorded;
    private final int differencesMax;
    private final DecisionCounts derivedOfKind = new DecisionCounts();
    private final DecisionCounts recordedOfKind = new DecisionCounts();
    private final DecisionCounts differentOfKind = new DecisionCounts();
    private final List<DecisionDifference> differences = new ArrayList<>();
    private final List<DecisionCopy> open = new ArrayList<>();
    private final RecordFlyweight header = new RecordFlyweight();
    private boolean isPeeked;
    private boolean isAtEnd;
    private long equal;
    private long unrecorded;

    /**
     * Compares with recorded decisions.
     *
     * @param recorded stands before the first decision; null when there is no record of decisions at all.
     * @param differencesMax how many differences are kept.
     */
    public DecisionComparison(@Nullable RecordReader recorded, int differencesMax) {
        this.recorded = recorded;
        this.differencesMax = differencesMax;
        isAtEnd = recorded == null;
    }

    @Override
    public void onOutput(UnsafeBuffer record, int length) {
        header.wrap(record, 0, length);
        if (header.kindCode() >= RecordKind.PRICE_CHANGED.code()) {
            return;
        }
        derivedOfKind.add(header.kindCode());
        if (open.isEmpty() && peek() && isNextRecorded(record, length)) {
            isPeeked = false;
            equal++;
        } else {
            open.add(new DecisionCopy(record, length));
        }
    }

    /** Its bytes behind the checksum, which the market does not set. */
    private boolean isNextRecorded(UnsafeBuffer derived, int length) {
        RecordReader reader = reader();
        if (reader.header().length() != length) {
            return false;
        }
        UnsafeBuffer other = reader.buffer();
        for (int i = RecordFlyweight.KIND_OFFSET; i < length; i++) {
            if (derived.getByte(i) != other.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a recorded decision is there that was not matched yet. */
    private boolean peek() {
        if (!isPeeked && !isAtEnd) {
            isPeeked = reader().next();
            isAtEnd = !isPeeked;
            if (isPeeked) {
                recordedOfKind.add(reader().header().kindCode());
            }
        }
        return isPeeked;
    }

    private RecordReader reader() {
        if (recorded == null) {
            throw new IllegalStateException("There is no record of decisions");
        }
        return recorded;
    }

    /**
     * The market has taken in an input record: what was recorded of it must have come.
     *
     * @param sequence of the input record.
     * @param definitions that hold, for the names in a difference.
     */
    public void onRecordEnd(long sequence, Definitions definitions) {
        if (open.isEmpty() && !(peek() && reader().header().sequence() <= sequence)) {
            return;
        }
        List<DecisionCopy> left = new ArrayList<>();
        while (peek() && reader().header().sequence() <= sequence) {
            left.add(new DecisionCopy(reader().buffer(), reader().header().length()));
            isPeeked = false;
        }
        match(left, new DecisionWords(new DefinedNames(definitions)));
        open.clear();
    }

    private void match(List<DecisionCopy> left, DecisionWords words) {
        Map<String, Queue<DecisionCopy>> bySubject = new HashMap<>();
        for (DecisionCopy each : open) {
            bySubject
                    .computeIfAbsent(key(each, words), key -> new ArrayDeque<>())
                    .add(each);
        }
        for (DecisionCopy was : left) {
            Queue<DecisionCopy> candidates = bySubject.get(key(was, words));
            DecisionCopy is = candidates == null ? null : candidates.poll();
            if (is != null && is.saysTheSameAs(was)) {
                equal++;
            } else {
                add(was, is, words);
            }
        }
        for (DecisionCopy each : open) {
            Queue<DecisionCopy> candidates = bySubject.getOrDefault(key(each, words), new ArrayDeque<>());
            if (candidates.remove(each)) {
                addDerived(each, words);
            }
        }
    }

    private static String key(DecisionCopy decision, DecisionWords words) {
        DecisionText text = words.of(decision.kind(), decision.bytes());
        return text.kind() + ' ' + text.subject();
    }

    private void addDerived(DecisionCopy derived, DecisionWords words) {
        if (isAtEnd) {
            unrecorded++;
        } else {
            add(null, derived, words);
        }
    }

    private void add(@Nullable DecisionCopy was, @Nullable DecisionCopy is, DecisionWords words) {
        DecisionCopy either = was != null ? was : is;
        if (either == null) {
            return;
        }
        differentOfKind.add(either.header().kindCode());
        if (differences.size() < differencesMax) {
            differences.add(new DecisionDifference(
                    either.header().sequence(),
                    either.header().engineTimeEpochNs(),
                    was == null ? null : words.of(was.kind(), was.bytes()),
                    is == null ? null : words.of(is.kind(), is.bytes())));
        }
    }

    /** The first differences, in the order of their sequences. */
    public List<DecisionDifference> differences() {
        return Collections.unmodifiableList(differences);
    }

    /** All of them, kept or not. */
    public long differencesTotal() {
        return differentOfKind.total();
    }

    /** All of them, by kind. */
    public Map<RecordKind, Long> differentOfKind() {
        return differentOfKind.byKind();
    }

    /** What the journal gives, by kind. */
    public Map<RecordKind, Long> derivedOfKind() {
        return derivedOfKind.byKind();
    }

    /** What is recorded, by kind, as far as it was read. */
    public Map<RecordKind, Long> recordedOfKind() {
        return recordedOfKind.byKind();
    }

    /** Decisions that equal their record. */
    public long equal() {
        return equal;
    }

    /** Decisions beyond the end of the record. */
    public long unrecorded() {
        return unrecorded;
    }
}
