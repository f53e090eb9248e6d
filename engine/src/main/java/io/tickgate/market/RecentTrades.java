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
    /** Of the trades held, so that a state hash need not read them all. */
    private long sum;

    void add(long sequence, long priceE8, long receivedEpochNs) {
        int at = (int) (added & (CAPACITY - 1));
        if (added >= CAPACITY) {
            sum -= mixed(at);
        }
        put(at, sequence, priceE8, receivedEpochNs);
        added++;
    }

    private void put(int at, long sequence, long priceE8, long receivedEpochNs) {
        sequences[at] = sequence;
        prices[at] = priceE8;
        times[at] = receivedEpochNs;
        sum += mixed(at);
    }

    /** Told apart are states that differ by a fault, not by an attacker, so no cryptographic hash is needed for each trade. */
    private long mixed(int at) {
        long mixed = sequences[at] * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32) ^ prices[at]) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 29) ^ times[at]) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
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

    /** What stands for all of them in the state hash. */
    void saveSum(StateWriter state) {
        state.add(added).add(sum);
    }

    void restore(StateReader state) {
        added = state.nextLong();
        sum = 0;
        for (long i = Math.max(0, added - CAPACITY); i < added; i++) {
            put((int) (i & (CAPACITY - 1)), state.nextLong(), state.nextLong(), state.nextLong());
        }
    }
}
