package io.tickgate.history;

/**
 * What there is of the journal that a history follows.
 *
 * @param firstSequence of its first record; 0 when it has none.
 * @param lastSequence of its last one.
 */
record JournalRange(long firstSequence, long lastSequence) {
    /** Whether everything can be made again from it. */
    boolean isWhole() {
        return firstSequence == 1;
    }
}
