package io.tickgate.history;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.TouchRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a band was touched within a window, as far as is known at a sequence, and what it follows from.
 *
 * @param outcome of the window.
 * @param reason why it is indeterminate, else null.
 * @param decidingTrade of a hit: the first in sequence among those known, else null.
 * @param otherTrade of a hit by crossing: the neighbour on the other side, else null.
 * @param streamId whose trades decide.
 * @param fromEpochNs first time of the window.
 * @param lastEpochNs last time of the window, by the rule's bounds.
 * @param minE8 least price of the band.
 * @param lastE8 greatest price of the band, by the rule's bounds.
 * @param rule that holds.
 * @param coverage that was judged by; its {@code tradedEpochNs} and {@code silentEpochNs} are the watermark.
 * @param gaps those that may hold trades of the window.
 * @param counts of the window's known trades.
 * @param asOfSequence of the newest journal record that is surely taken into account.
 */
public record TouchAnswer(
        Outcome outcome,
        @Nullable IndeterminateReason reason,
        @Nullable Trade decidingTrade,
        @Nullable Trade otherTrade,
        int streamId,
        long fromEpochNs,
        long lastEpochNs,
        long minE8,
        long lastE8,
        TouchRule rule,
        StreamCoverage coverage,
        List<Gap> gaps,
        WindowCounts counts,
        long asOfSequence) {
    /** The band's upper bound as it was asked for. */
    public long maxE8() {
        return rule.end(lastE8);
    }

    /** What a window is. */
    public enum Outcome {
        /** A trade proves that it was touched. */
        HIT,
        /** All its trades are known and none touched. */
        MISS,
        /** Neither is proven. */
        INDETERMINATE
    }
}
