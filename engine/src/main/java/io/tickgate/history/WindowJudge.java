package io.tickgate.history;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.Touch;
import io.tickgate.touch.TouchRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges windows without a touch by what is known of a stream, now and before the market began to know anew. One query; its thread. */
final class WindowJudge {
    private final StreamView view;
    private final long fromEpochNs;
    private final long lastEpochNs;
    private final StreamCoverage coverage;
    /** Whether the window begins before what the market knows, so that the archive is asked. */
    private final boolean isArchived;

    WindowJudge(StreamView view, long fromEpochNs, long lastEpochNs) {
        this.view = view;
        this.fromEpochNs = fromEpochNs;
        this.lastEpochNs = lastEpochNs;
        StreamCoverage now = view.coverage();
        isArchived = !view.archive().isEmpty()
                && (now.knownSinceEpochNs() == RecordFlyweight.ABSENT || fromEpochNs <= now.knownSinceEpochNs());
        StreamCoverage known = isArchived ? view.archive().before(now, fromEpochNs, lastEpochNs) : now;
        coverage = known.knownSinceEpochNs() != RecordFlyweight.ABSENT
                        && view.keptSinceEpochNs() > known.knownSinceEpochNs()
                ? keptSince(known, view.keptSinceEpochNs())
                : known;
    }

    private static StreamCoverage keptSince(StreamCoverage known, long epochNs) {
        return new StreamCoverage(
                known.streamId(),
                known.sequence(),
                epochNs,
                false,
                false,
                known.gapFirstIds(),
                known.gapLastIds(),
                known.gapTimesBefore(),
                known.gapTimesAfter(),
                known.gapsConfirmed(),
                known.roundedTimes(),
                known.aggregateTimes(),
                known.tradedEpochNs(),
                known.silentEpochNs(),
                known.headTradeId(),
                known.isOpen());
    }

    /** What the window is judged by. */
    StreamCoverage coverage() {
        return coverage;
    }

    /** Why it is not missed; null when it is. */
    @Nullable
    IndeterminateReason whyNotMissed(TouchRule rule, long marketTimeEpochNs, WindowCounts counts, boolean isDamaged) {
        IndeterminateReason reason = coverage.whyNotMissed(fromEpochNs, lastEpochNs, rule, marketTimeEpochNs);
        if (isArchived && (reason == null || isAfterKnown(reason))) {
            IndeterminateReason broken = view.archive().whyBroken(fromEpochNs, lastEpochNs, rule.graceNs());
            reason = broken == null ? reason : broken;
        }
        boolean isDoubtful = counts.rounded() > 0 || (rule.notionalMinE8() > 0 && counts.sizesUnknown() > 0);
        if (reason == null && isDoubtful) {
            return IndeterminateReason.DOUBTFUL_TRADE; // Times of doubt that the market has forgotten.
        }
        return reason == null && isDamaged ? IndeterminateReason.GAP : reason;
    }

    private static boolean isAfterKnown(IndeterminateReason reason) {
        return reason == IndeterminateReason.GAP
                || reason == IndeterminateReason.SUSPECTED_GAP
                || reason == IndeterminateReason.DOUBTFUL_TRADE;
    }

    /**
     * Adds the parts of the window that lie before and behind what is known, if there are any: without them an empty window would read as one without trades.
     *
     * @param graceNs how late a trade may come after a sign of silence.
     * @param marketTimeEpochNs to tell a window that is under way from one without a proof.
     */
    void addEdges(long graceNs, long marketTimeEpochNs, List<Gap> gaps) {
        long since = coverage.knownSinceEpochNs();
        boolean isKnown = since != RecordFlyweight.ABSENT && fromEpochNs > since;
        if (!isKnown && !view.isForgotten(fromEpochNs)) {
            gaps.add(edge(kindBefore(), RecordFlyweight.ABSENT, since));
        }
        long traded = coverage.tradedEpochNs();
        long silent = coverage.silentEpochNs();
        if (!Touch.isOver(lastEpochNs, graceNs, traded, silent)) {
            Gap.Kind kind = marketTimeEpochNs <= lastEpochNs ? Gap.Kind.WINDOW_OPEN : Gap.Kind.NO_WATERMARK;
            long quiet = silent == RecordFlyweight.ABSENT ? silent : silent - graceNs;
            gaps.add(edge(kind, Math.max(traded, quiet), RecordFlyweight.ABSENT));
        }
    }

    private Gap.Kind kindBefore() {
        if (coverage.isSinceReset()) {
            return Gap.Kind.RESET;
        }
        return coverage.isSinceForgotten() ? Gap.Kind.FORGOTTEN : Gap.Kind.BEFORE_HISTORY;
    }

    private static Gap edge(Gap.Kind kind, long timeBeforeEpochNs, long timeAfterEpochNs) {
        return new Gap(
                kind,
                RecordFlyweight.ABSENT,
                RecordFlyweight.ABSENT,
                timeBeforeEpochNs,
                timeAfterEpochNs,
                RecordFlyweight.ABSENT,
                RecordFlyweight.ABSENT);
    }

    /** Everything that may hold trades of the window. */
    List<Gap> gaps(long graceNs) {
        List<Gap> gaps = new ArrayList<>();
        if (isArchived) {
            view.archive().addBreaks(fromEpochNs, lastEpochNs, graceNs, gaps);
        }
        if (view.isForgotten(fromEpochNs)) {
            gaps.add(new Gap(
                    Gap.Kind.FORGOTTEN,
                    RecordFlyweight.ABSENT,
                    RecordFlyweight.ABSENT,
                    RecordFlyweight.ABSENT,
                    view.keptSinceEpochNs(),
                    RecordFlyweight.ABSENT,
                    RecordFlyweight.ABSENT));
        }
        for (int i = 0; i < coverage.gapFirstIds().length; i++) {
            long before = coverage.gapTimesBefore()[i];
            long after = coverage.gapTimesAfter()[i];
            if (Touch.mayBelong(before, after, fromEpochNs, lastEpochNs)) {
                gaps.add(new Gap(
                        i < coverage.gapsConfirmed() ? Gap.Kind.CONFIRMED : Gap.Kind.SUSPECTED,
                        coverage.gapFirstIds()[i],
                        coverage.gapLastIds()[i],
                        before,
                        after,
                        RecordFlyweight.ABSENT,
                        RecordFlyweight.ABSENT));
            }
        }
        return gaps;
    }
}
