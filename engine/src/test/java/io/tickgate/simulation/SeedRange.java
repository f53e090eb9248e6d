package io.tickgate.simulation;

/**
 * The seeds to run.
 *
 * @param first of them.
 * @param last of them.
 * @param isWhole whether they are as many as the counters of rare paths need.
 */
record SeedRange(long first, long last, boolean isWhole) {
    /** {@code tickgate.seed} is one, {@code tickgate.seeds} a range {@code first-last} or a number of seeds from 1 on. */
    static SeedRange ofProperties(long usual) {
        String one = System.getProperty("tickgate.seed");
        if (one != null) {
            long seed = Long.parseLong(one);
            return new SeedRange(seed, seed, false);
        }
        String range = System.getProperty("tickgate.seeds");
        if (range == null) {
            return new SeedRange(1, usual, true);
        }
        int dash = range.indexOf('-', 1);
        long first = dash < 0 ? 1 : Long.parseLong(range.substring(0, dash));
        long last = Long.parseLong(range.substring(dash + 1));
        return new SeedRange(first, last, last - first + 1 >= usual);
    }
}
