package io.tickgate.publish;

import io.tickgate.touch.Touch;

/**
 * Trade ids of a stream that were confirmed as lost and have not come since.
 *
 * @param streamId whose trades are missing.
 * @param firstTradeId first missing id.
 * @param lastTradeId last missing id; {@link io.tickgate.record.RecordFlyweight#ABSENT} when the venue began to count anew, so that
 *     nobody knows, and nothing can be asked for.
 * @param confirmedEpochNs engine time at which it was confirmed.
 * @param timeBeforeEpochNs trade time of the id before the gap as it was confirmed, or {@code ABSENT}; what is left of a gap that was
 *     filled in part lies after it too.
 * @param timeAfterEpochNs trade time of the id after the gap as it was confirmed, or {@code ABSENT}.
 */
public record OpenGap(
        int streamId,
        long firstTradeId,
        long lastTradeId,
        long confirmedEpochNs,
        long timeBeforeEpochNs,
        long timeAfterEpochNs) {
    /** Whether a missing trade may have happened within a window, both ends included. */
    public boolean mayBelong(long fromEpochNs, long lastEpochNs) {
        return Touch.mayBelong(timeBeforeEpochNs, timeAfterEpochNs, fromEpochNs, lastEpochNs);
    }

    OpenGap part(long first, long last) {
        return new OpenGap(streamId, first, last, confirmedEpochNs, timeBeforeEpochNs, timeAfterEpochNs);
    }
}
