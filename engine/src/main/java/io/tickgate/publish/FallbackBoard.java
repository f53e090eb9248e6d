package io.tickgate.publish;

/**
 * Prices that others left in Redis, by instrument id, for when nothing better is known. Written by the thread that reads Redis; any
 * thread reads without waiting for it. No decision is made from it.
 */
public final class FallbackBoard {
    private final SeqlockTable table;
    private final int instrumentIdMax;

    /**
     * Allocates the board.
     *
     * @param instrumentIdMax greatest instrument id that it can hold.
     */
    FallbackBoard(int instrumentIdMax) {
        this.instrumentIdMax = instrumentIdMax;
        table = new SeqlockTable(instrumentIdMax + 1, FallbackView.COLUMNS);
    }

    /**
     * Reads what was found last.
     *
     * @param instrumentId from the {@link Directory}.
     * @param into filled; belongs to the caller.
     * @return whether anything was ever found; if not, {@code into} is untouched.
     */
    public boolean read(int instrumentId, FallbackView into) {
        return instrumentId > 0 && instrumentId <= instrumentIdMax && table.read(instrumentId, into.cells);
    }

    /** Writes what was found; the one thread that reads Redis only. */
    public void write(int instrumentId, FallbackView row) {
        table.write(instrumentId, row.cells);
    }
}
