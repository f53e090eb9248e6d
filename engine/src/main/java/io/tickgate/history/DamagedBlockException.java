package io.tickgate.history;

/** A stored block of trades does not check. Its trades are in the journal, between two sequences. */
final class DamagedBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long firstSequence;
    private final long lastSequence;

    DamagedBlockException(String what, long firstSequence, long lastSequence) {
        super("A block of history with trades of the records " + firstSequence + " to " + lastSequence + " " + what);
        this.firstSequence = firstSequence;
        this.lastSequence = lastSequence;
    }

    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return lastSequence;
    }
}
