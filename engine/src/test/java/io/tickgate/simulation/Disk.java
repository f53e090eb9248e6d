package io.tickgate.simulation;

/** Journal and decisions, and how much room there is for more. */
final class Disk {
    static final long FREE_MIN = 100;

    final Log journal;
    final Log decisions;
    final Sink sink;
    final Snapshots snapshots = new Snapshots();
    /** Whether the next append fails. */
    boolean isFull;
    /** Free space in units of {@link #FREE_MIN}. */
    long free = 1_000;

    private boolean isFlipped;

    Disk(Log journal, Log decisions, Sink sink) {
        this.journal = journal;
        this.decisions = decisions;
        this.sink = sink;
    }

    /** A new process opens it. */
    void open() {
        journal.open();
        decisions.open();
    }

    void demandRoom() {
        if (isFull) {
            throw new AppendFailure();
        }
    }

    /** Damages a closed log. */
    void flip(Chance chance) {
        if (chance.oneIn(4)) {
            snapshots.flip(chance);
        } else {
            isFlipped |= (chance.oneIn(2) ? journal : decisions).flip(chance);
        }
    }

    boolean isFlipped() {
        return isFlipped;
    }

    /** Whether a bit is flipped in what a start reads. */
    boolean isFlippedFrom(int journalPosition, int decisionsPosition) {
        return journal.isFlippedFrom(journalPosition) || decisions.isFlippedFrom(decisionsPosition);
    }

    void restore() {
        journal.restore();
        decisions.restore();
        isFlipped = false;
    }
}
