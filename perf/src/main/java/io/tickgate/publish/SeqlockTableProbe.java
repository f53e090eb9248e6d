package io.tickgate.publish;

/** The table behind the price board, with a row of as many columns as a price has. Writer and readers as in the table. */
public final class SeqlockTableProbe {
    private static final int ROWS = 64;

    private final SeqlockTable table = new SeqlockTable(ROWS, PriceView.COLUMNS);

    /** A row's values, to write from or read into. */
    public static long[] newRow() {
        return new long[PriceView.COLUMNS];
    }

    /** Writes a row, 0 to 63. */
    public void write(int row, long[] values) {
        table.write(row, values);
    }

    /** Reads a row, 0 to 63. Returns whether it was ever written. */
    public boolean read(int row, long[] into) {
        return table.read(row, into);
    }
}
