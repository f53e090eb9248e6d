package io.tickgate.simulation;

import java.util.List;

/** An append-only log on the simulated disk, in memory or a real queue. What is appended survives a kill. */
interface Log {
    /** Appends a whole record. */
    void append(byte[] record);

    /** A kill in the midst of the append: the room is taken, the end did not get there. */
    void tear(byte[] record);

    /**
     * All records, checked.
     *
     * @throws io.tickgate.journal.JournalException when one is damaged.
     */
    List<byte[]> read();

    /** All records that are whole, in whatever order they stand. */
    List<byte[]> raw();

    /** Flips a bit of a record, counted from the first whole one; not of the last. Returns whether there was one. */
    boolean flip(Chance chance);

    /** Undoes the last flip, as an operator who has a copy. */
    void restore();

    int size();
}
