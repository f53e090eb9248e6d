package io.tickgate.history;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.Touch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a stream before the market began to know anew ({@code knownSince} moved): because the venue counts anew, or because
 * more was missing or in doubt than is remembered. A window that was missed by then stays missed. Immutable; any thread.
 *
 * <pre>
 *   since          traded, silent (1)   until (1)      traded, silent (2)    until (2) = what the market knows since
 *     │────────────────────│───── ? ─────│──────────────────│────── ? ─────────│──────────►
 * </pre>
 *
 * <p>A break hides what happened between the end of what was proven before it and what is known after it: a window is concerned unless it
 * was proven to be over before, or begins after. A gap reaches no further than the break after it.
 */
final class CoverageArchive {
    /** Of breaks, and of gaps: four times what the market remembers; beyond it the older half is forgotten. */
    static final int LENGTH_MAX = 4_096;

    static final int BREAK_FIELDS = 4;
    private static final int TRADED = 0;
    private static final int SILENT = 1;
    private static final int UNTIL = 2;
    private static final int IS_RESET = 3;

    static final int GAP_FIELDS = 4;
    static final CoverageArchive EMPTY = new CoverageArchive(RecordFlyweight.ABSENT, new long[0], new long[0]);

    private final long sinceEpochNs;
    private final long[] breaks;
    private final long[] gaps;

    CoverageArchive(long sinceEpochNs, long[] breaks, long[] gaps) {
        this.sinceEpochNs = sinceEpochNs;
        this.breaks = breaks;
        this.gaps = gaps;
    }

    long sinceEpochNs() {
        return sinceEpochNs;
    }

    long[] breaks() {
        return breaks;
    }

    long[] gaps() {
        return gaps;
    }

    boolean isEmpty() {
        return breaks.length == 0;
    }

    /** With what is no longer told since coverage changed. */
    CoverageArchive with(StreamCoverage before, StreamCoverage now) {
        long until = now.knownSinceEpochNs() == RecordFlyweight.ABSENT ? Long.MAX_VALUE : now.knownSinceEpochNs();
        if (before.knownSinceEpochNs() == RecordFlyweight.ABSENT || until == before.knownSinceEpochNs()) {
            return this;
        }
        if (before.knownSinceEpochNs() == Long.MAX_VALUE) {
            return knownAgainSince(until);
        }
        long since = isEmpty() ? before.knownSinceEpochNs() : sinceEpochNs;
        long[] newBreaks = Arrays.copyOf(breaks, breaks.length + BREAK_FIELDS);
        newBreaks[breaks.length + TRADED] = before.tradedEpochNs();
        newBreaks[breaks.length + SILENT] = before.silentEpochNs();
        newBreaks[breaks.length + UNTIL] = until;
        newBreaks[breaks.length + IS_RESET] = now.isSinceReset() ? 1 : 0;
        return new CoverageArchive(since, newBreaks, withGaps(before, until, now.isSinceReset())).bounded();
    }

    /** After a break of unknown end the next trade has come. */
    private CoverageArchive knownAgainSince(long until) {
        if (isEmpty()) {
            return this;
        }
        long[] ended = breaks.clone();
        ended[ended.length - BREAK_FIELDS + UNTIL] = until;
        long[] endedGaps = gaps.clone();
        for (int at = GAP_FIELDS - 1; at < endedGaps.length; at += GAP_FIELDS) {
            endedGaps[at] = endedGaps[at] == Long.MAX_VALUE ? until : endedGaps[at];
        }
        return new CoverageArchive(sinceEpochNs, ended, endedGaps);
    }

    private long[] withGaps(StreamCoverage before, long until, boolean isReset) {
        long[] more = Arrays.copyOf(gaps, gaps.length + before.gapFirstIds().length * GAP_FIELDS);
        int length = gaps.length;
        for (int i = 0; i < before.gapFirstIds().length; i++) {
            long after = before.gapTimesAfter()[i];
            boolean isGone = isReset || until == Long.MAX_VALUE || (after != RecordFlyweight.ABSENT && after <= until);
            if (isGone) {
                more[length] = before.gapFirstIds()[i];
                more[length + 1] = before.gapLastIds()[i];
                more[length + 2] = before.gapTimesBefore()[i];
                more[length + 3] = after == RecordFlyweight.ABSENT ? until : after;
                length += GAP_FIELDS;
            }
        }
        return Arrays.copyOf(more, length);
    }

    /** Too much of it: what is known begins after the first half of the breaks, or of the gaps. */
    private CoverageArchive bounded() {
        long since = sinceEpochNs;
        long[] keptBreaks = breaks;
        long[] keptGaps = gaps;
        if (keptBreaks.length > LENGTH_MAX * BREAK_FIELDS) {
            int from = LENGTH_MAX / 2 * BREAK_FIELDS;
            since = Math.max(since, keptBreaks[from - BREAK_FIELDS + UNTIL]);
            keptBreaks = Arrays.copyOfRange(keptBreaks, from, keptBreaks.length);
        }
        if (keptGaps.length > LENGTH_MAX * GAP_FIELDS) {
            int from = LENGTH_MAX / 2 * GAP_FIELDS;
            for (int at = 0; at < from; at += GAP_FIELDS) {
                since = Math.max(since, keptGaps[at + 3]);
            }
            keptGaps = Arrays.copyOfRange(keptGaps, from, keptGaps.length);
        }
        return new CoverageArchive(since, keptBreaks, keptGaps);
    }

    /** What is known of windows that begin before what the market knows: the breaks apart, which {@link #whyBroken} tells of. */
    StreamCoverage before(StreamCoverage now, long fromEpochNs, long lastEpochNs) {
        int gone = count(fromEpochNs, lastEpochNs);
        int held = now.gapFirstIds().length;
        long[][] all = new long[GAP_FIELDS][gone + held];
        int next = 0;
        for (int at = 0; at < gaps.length; at += GAP_FIELDS) {
            if (Touch.mayBelong(gaps[at + 2], gaps[at + 3], fromEpochNs, lastEpochNs)) {
                for (int field = 0; field < GAP_FIELDS; field++) {
                    all[field][next] = gaps[at + field];
                }
                next++;
            }
        }
        System.arraycopy(now.gapFirstIds(), 0, all[0], gone, held);
        System.arraycopy(now.gapLastIds(), 0, all[1], gone, held);
        System.arraycopy(now.gapTimesBefore(), 0, all[2], gone, held);
        System.arraycopy(now.gapTimesAfter(), 0, all[3], gone, held);
        return new StreamCoverage(
                now.streamId(),
                now.sequence(),
                sinceEpochNs,
                false,
                false,
                all[0],
                all[1],
                all[2],
                all[3],
                gone + now.gapsConfirmed(),
                now.roundedTimes(),
                now.aggregateTimes(),
                Math.max(now.tradedEpochNs(), newest(TRADED)),
                Math.max(now.silentEpochNs(), newest(SILENT)),
                now.headTradeId(),
                now.isOpen());
    }

    private int count(long fromEpochNs, long lastEpochNs) {
        int count = 0;
        for (int at = 0; at < gaps.length; at += GAP_FIELDS) {
            count += Touch.mayBelong(gaps[at + 2], gaps[at + 3], fromEpochNs, lastEpochNs) ? 1 : 0;
        }
        return count;
    }

    private long newest(int field) {
        long newest = RecordFlyweight.ABSENT;
        for (int at = 0; at < breaks.length; at += BREAK_FIELDS) {
            newest = Math.max(newest, breaks[at + field]);
        }
        return newest;
    }

    /** Why a break keeps a window from being missed; null when none does. */
    @Nullable
    IndeterminateReason whyBroken(long fromEpochNs, long lastEpochNs, long graceNs) {
        for (int at = 0; at < breaks.length; at += BREAK_FIELDS) {
            if (isConcerned(at, fromEpochNs, lastEpochNs, graceNs)) {
                return breaks[at + IS_RESET] == 0
                        ? IndeterminateReason.GAPS_FORGOTTEN
                        : IndeterminateReason.VENUE_RESET;
            }
        }
        return null;
    }

    private boolean isConcerned(int at, long fromEpochNs, long lastEpochNs, long graceNs) {
        return fromEpochNs <= breaks[at + UNTIL]
                && !Touch.isOver(lastEpochNs, graceNs, breaks[at + TRADED], breaks[at + SILENT]);
    }

    /** Adds the breaks that concern a window. */
    void addBreaks(long fromEpochNs, long lastEpochNs, long graceNs, List<Gap> into) {
        for (int at = 0; at < breaks.length; at += BREAK_FIELDS) {
            if (isConcerned(at, fromEpochNs, lastEpochNs, graceNs)) {
                into.add(new Gap(
                        breaks[at + IS_RESET] == 0 ? Gap.Kind.FORGOTTEN : Gap.Kind.RESET,
                        RecordFlyweight.ABSENT,
                        RecordFlyweight.ABSENT,
                        breaks[at + TRADED],
                        breaks[at + UNTIL] == Long.MAX_VALUE ? RecordFlyweight.ABSENT : breaks[at + UNTIL],
                        RecordFlyweight.ABSENT,
                        RecordFlyweight.ABSENT));
            }
        }
    }
}
