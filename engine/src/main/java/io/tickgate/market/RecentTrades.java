package io.tickgate.market;

/**
 * The newest refreshing trades of a stream, so that a bet can be held against the price that its bettor saw. A bounded ring: a price
 * older than what is held counts as moved.
 *
 * <p>{@value #CAPACITY} trades are 3 s of the busiest recorded second of BTC/USDT.
 */
final class RecentTrades {
    static final int CAPACITY = 4_096;

    private final long[] sequences = new long[CAPACITY];
    private final long[] prices = new long[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private long added;

    void add(long sequence, long priceE8, long receivedEpochNs) {
        int at = (int) (added++ & (CAPACITY - 1));
        sequences[at] = sequence;
        prices[at] = priceE8;
        times[at] = receivedEpochNs;
    }

    /**
     * Finds what was newest at a sequence.
     *
     * @param sequence that a client saw.
     * @return a handle for {@link #priceE8} and {@link #receivedEpochNs}, or -1 when it is not held any more.
     */
    int newestAt(long sequence) {
        long oldest = Math.max(0, added - CAPACITY);
        for (long i = added - 1; i >= oldest; i--) {
            int at = (int) (i & (CAPACITY - 1));
            if (sequences[at] <= sequence) {
                return at;
            }
        }
        return -1;
    }

    long priceE8(int handle) {
        return prices[handle];
    }

    long receivedEpochNs(int handle) {
        return times[handle];
    }

    void save(StateWriter state) {
        state.add(added);
        for (long i = Math.max(0, added - CAPACITY); i < added; i++) {
            int at = (int) (i & (CAPACITY - 1));
            state.add(sequences[at]).add(prices[at]).add(times[at]);
        }
    }
}
