package io.tickgate.simulator.fault;

/**
 * One venue's faults: what is going on, who waits for its data, and how the venue speaks. Any thread may use it.
 *
 * @param board what is going on
 * @param arrivals subscriptions that wait
 * @param dialect what faults have to know of its messages
 */
public record VenueFaults(FaultBoard board, Arrivals arrivals, VenueDialect dialect) {

    /** The parts of one venue with an empty board. */
    public static VenueFaults of(VenueDialect dialect, FaultBoard board) {
        return new VenueFaults(board, new Arrivals(board), dialect);
    }
}
