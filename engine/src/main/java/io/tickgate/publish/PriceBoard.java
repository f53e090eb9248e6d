package io.tickgate.publish;

/** The newest price of each instrument, by instrument id. Written by the publish stage; any thread reads without waiting for it. */
public final class PriceBoard {
    private final SeqlockTable table;
    private final int instrumentIdMax;
    private long changes;

    /**
     * Allocates the board.
     *
     * @param instrumentIdMax greatest instrument id that it can hold.
     */
    PriceBoard(int instrumentIdMax) {
        this.instrumentIdMax = instrumentIdMax;
        table = new SeqlockTable(instrumentIdMax + 1, PriceView.COLUMNS);
    }

    /**
     * Reads the newest price.
     *
     * @param instrumentId from the {@link Directory}.
     * @param into filled; belongs to the caller.
     * @return whether anything is known of the instrument yet; if not, {@code into} is untouched.
     */
    public boolean read(int instrumentId, PriceView into) {
        return instrumentId > 0 && instrumentId <= instrumentIdMax && table.read(instrumentId, into.cells);
    }

    void write(int instrumentId, PriceView row) {
        row.cells[PriceView.CHANGE_COLUMN] = ++changes;
        table.write(instrumentId, row.cells);
    }
}
