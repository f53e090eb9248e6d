package io.tickgate.touch;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stream's trades at one sequence: which may be missing, which prove nothing, and until when they are complete.
 * Immutable, any thread; the arrays are not copied and must not be written.
 *
 * @param streamId of the stream.
 * @param sequence of the newest record that it knows of.
 * @param knownSinceEpochNs trades with a greater trade time are known, save the gaps; {@code ABSENT} before the first trade.
 * @param isSinceReset whether what lies before was lost because the venue began to count anew.
 * @param isSinceForgotten whether it was lost because there were too many gaps.
 * @param gapFirstIds first missing ids, ascending.
 * @param gapLastIds last missing ids.
 * @param gapTimesBefore trade time of the covered id below each, or {@code ABSENT}.
 * @param gapTimesAfter trade time of the covered id above each, or {@code ABSENT}.
 * @param gapsConfirmed how many of them, from the first on, are confirmed; the rest are suspected.
 * @param roundedTimes trade times of trades with rounded prices, ascending.
 * @param aggregateTimes trade times of fetched aggregates of several trades, ascending.
 * @param tradedEpochNs see {@link Touch#isOver}.
 * @param silentEpochNs see {@link Touch#isOver}.
 * @param headTradeId newest covered id, {@code ABSENT} before the first.
 * @param isOpen whether trades may be missed without a sign.
 */
@SuppressWarnings("ArrayRecordComponent")
public record StreamCoverage(
        int streamId,
        long sequence,
        long knownSinceEpochNs,
        boolean isSinceReset,
        boolean isSinceForgotten,
        long[] gapFirstIds,
        long[] gapLastIds,
        long[] gapTimesBefore,
        long[] gapTimesAfter,
        int gapsConfirmed,
        long[] roundedTimes,
        long[] aggregateTimes,
        long tradedEpochNs,
        long silentEpochNs,
        long headTradeId,
        boolean isOpen) {
    /**
     * Why a window in which no touching trade is known is not missed.
     *
     * @param fromEpochNs first time of the window.
     * @param lastEpochNs last time of it.
     * @param rule what holds.
     * @param marketTimeEpochNs to tell a window that is under way from one without a proof.
     * @return the reason, or null when it is missed.
     */
    public @Nullable IndeterminateReason whyNotMissed(
            long fromEpochNs, long lastEpochNs, TouchRule rule, long marketTimeEpochNs) {
        if (!Touch.isOver(lastEpochNs, rule.graceNs(), tradedEpochNs, silentEpochNs)) {
            return marketTimeEpochNs <= lastEpochNs
                    ? IndeterminateReason.WINDOW_OPEN
                    : IndeterminateReason.NO_WATERMARK;
        }
        return whyNotKnown(fromEpochNs, lastEpochNs, rule);
    }

    /**
     * Why a window that is over, and in which no touching trade is known, is not missed.
     *
     * @param fromEpochNs first time of the window.
     * @param lastEpochNs last time of it.
     * @param rule what holds.
     * @return the reason, or null when it is missed.
     */
    public @Nullable IndeterminateReason whyNotKnown(long fromEpochNs, long lastEpochNs, TouchRule rule) {
        if (knownSinceEpochNs == RecordFlyweight.ABSENT || fromEpochNs <= knownSinceEpochNs) {
            return beforeKnown();
        }
        for (int i = 0; i < gapFirstIds.length; i++) {
            if (Touch.mayBelong(gapTimesBefore[i], gapTimesAfter[i], fromEpochNs, lastEpochNs)) {
                return i < gapsConfirmed ? IndeterminateReason.GAP : IndeterminateReason.SUSPECTED_GAP;
            }
        }
        boolean isDoubtful = isAnyWithin(roundedTimes, fromEpochNs, lastEpochNs)
                || (rule.notionalMinE8() > 0 && isAnyWithin(aggregateTimes, fromEpochNs, lastEpochNs));
        return isDoubtful ? IndeterminateReason.DOUBTFUL_TRADE : null;
    }

    private IndeterminateReason beforeKnown() {
        if (isSinceReset) {
            return IndeterminateReason.VENUE_RESET;
        }
        return isSinceForgotten ? IndeterminateReason.GAPS_FORGOTTEN : IndeterminateReason.BEFORE_HISTORY;
    }

    private static boolean isAnyWithin(long[] times, long fromEpochNs, long lastEpochNs) {
        for (long time : times) {
            if (Touch.isWithin(time, fromEpochNs, lastEpochNs)) {
                return true;
            }
        }
        return false;
    }
}
