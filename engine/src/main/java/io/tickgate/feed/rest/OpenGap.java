package io.tickgate.feed.rest;

/**
 * Trade ids that a stream misses.
 *
 * @param streamId of the stream.
 * @param firstTradeId first missing one.
 * @param lastTradeId last missing one, at least the first.
 * @param confirmedEpochNs engine time at which the market confirmed the gap.
 * @param timeBeforeEpochNs trade time of the nearest trade below, or {@link io.tickgate.record.RecordFlyweight#ABSENT}.
 * @param timeAfterEpochNs trade time of the nearest trade above, or absent.
 */
public record OpenGap(
        int streamId,
        long firstTradeId,
        long lastTradeId,
        long confirmedEpochNs,
        long timeBeforeEpochNs,
        long timeAfterEpochNs) {}
