package io.tickgate.history;

/**
 * Trade ids that may belong to trades of a window and are not known.
 *
 * @param kind why.
 * @param firstTradeId first of them; {@code ABSENT} where ids say nothing (the venue counts anew, or damage).
 * @param lastTradeId last of them, or {@code ABSENT}.
 * @param timeBeforeEpochNs trade time of what is known below, or {@code ABSENT}.
 * @param timeAfterEpochNs trade time of what is known above, or {@code ABSENT}.
 * @param firstSequence of damage: the first journal record that may be concerned; else {@code ABSENT}.
 * @param lastSequence of damage: the last one; else {@code ABSENT}.
 */
public record Gap(
        Kind kind,
        long firstTradeId,
        long lastTradeId,
        long timeBeforeEpochNs,
        long timeAfterEpochNs,
        long firstSequence,
        long lastSequence) {
    /** Why trades are not known. */
    public enum Kind {
        /** Missing since less than two seconds. */
        SUSPECTED,
        /** Missing. */
        CONFIRMED,
        /** The venue began to count anew. */
        RESET,
        /** There were more gaps than are remembered, or trades of that time were deleted or never held. */
        FORGOTTEN,
        /** A stored block of trades does not match its checksum. */
        DAMAGED,
        /** The range begins before the first trade that is known. */
        BEFORE_HISTORY,
        /** The range ends behind market time. */
        WINDOW_OPEN,
        /** The range ends behind what is proven to be over. */
        NO_WATERMARK
    }
}
