package io.tickgate.publish;

/** The gate of each market, by market id. Written by the publish stage; any thread reads without waiting for it. */
public final class GateBoard {
    private final SeqlockTable table;
    private final int marketIdMax;

    GateBoard(int marketIdMax) {
        this.marketIdMax = marketIdMax;
        table = new SeqlockTable(marketIdMax + 1, GateView.COLUMNS);
    }

    /**
     * Reads a gate. It does not know of a dead engine: see {@link Published#isEngineStalled}.
     *
     * @param marketId from the {@link Directory}.
     * @param into filled; belongs to the caller.
     * @return whether the market exists; if not, {@code into} is untouched.
     */
    public boolean read(int marketId, GateView into) {
        return marketId > 0 && marketId <= marketIdMax && table.read(marketId, into.cells);
    }

    void write(int marketId, GateView row) {
        table.write(marketId, row.cells);
    }
}
