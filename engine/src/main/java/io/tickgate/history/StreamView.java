package io.tickgate.history;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.StreamCoverage;

/**
 * A stream's history at one moment: trades and coverage of the same sequence. Immutable; any thread.
 *
 * @param lanes by their numbers.
 * @param coverage that the market told of.
 * @param archive of what it told of before.
 * @param keptSinceEpochNs windows that begin at or before it reach into what was deleted or never held; {@code ABSENT}: none.
 */
@SuppressWarnings("ArrayRecordComponent")
record StreamView(Lane.View[] lanes, StreamCoverage coverage, CoverageArchive archive, long keptSinceEpochNs) {
    Lane.View lane(int number) {
        return lanes[number];
    }

    /** Whether a window that begins there has trades that were deleted, or never held. */
    boolean isForgotten(long fromEpochNs) {
        return keptSinceEpochNs != RecordFlyweight.ABSENT && fromEpochNs <= keptSinceEpochNs;
    }
}
