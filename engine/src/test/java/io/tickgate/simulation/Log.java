package io.tickgate.simulation;

import java.util.List;

/** An append-only log on the simulated disk, in memory or a real queue. What is appended survives a kill. */
interface Log {
    /** A new process opens it. */
    void open();

    /** Appends a whole record. */
    void append(byte[] record);

    /** A kill in the midst of the append: the room is taken, the end did not get there. */
    void tear(byte[] record);

    /**
     * The records from a position on, checked.
     *
     * @param from 0, or what {@link #positionBehind} gave.
     * @param lastSequence of the record before that position, 0 at the beginning.
     * @throws io.tickgate.journal.JournalException when one is damaged.
     */
    List<byte[]> read(int from, long lastSequence);

    /** Every record that was appended whole, as it was then, in whatever order they stand. */
    List<byte[]> appended();

    /** The position behind so many of these. */
    int positionBehind(int count);

    /** Whether a bit is flipped at or behind a position. */
    boolean isFlippedFrom(int position);

    /** Flips a bit of a record, counted from the first whole one; not of the last. Returns whether there was one. */
    boolean flip(Chance chance);

    /** Undoes the last flip, as an operator who has a copy. */
    void restore();

    int size();
}
