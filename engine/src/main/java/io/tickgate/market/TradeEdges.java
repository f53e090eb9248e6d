package io.tickgate.market;

import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import java.util.Arrays;

/**
 * What is remembered of covered ids that lie beside missing ones, or at the head: a table of the records that covered them first. An id
 * beside may be missing itself, or be no trade; neither is a neighbour that a trade could cross a band with.
 */
final class TradeEdges {
    /** Beside the flags of the record, which leave this bit alone: the record stands for several trades. */
    private static final int AGGREGATE = 1 << 30;

    /** No record has it: nothing covers the id. */
    private static final long MISSING = 0;

    private long[] sequences;
    private long[] times;
    private long[] prices;
    private long[] sizes;
    private int[] flags;

    TradeEdges(int capacity) {
        sequences = new long[capacity];
        times = new long[capacity];
        prices = new long[capacity];
        sizes = new long[capacity];
        flags = new int[capacity];
        Arrays.fill(times, RecordFlyweight.ABSENT);
    }

    void grow(int capacity) {
        sequences = Arrays.copyOf(sequences, capacity);
        times = Arrays.copyOf(times, capacity);
        prices = Arrays.copyOf(prices, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    void set(int at, CoveredTrade trade) {
        sequences[at] = trade.sequence;
        times[at] = trade.timeEpochNs;
        prices[at] = trade.priceE8;
        sizes[at] = trade.sizeE8;
        flags[at] = trade.isAggregate() ? trade.flags | AGGREGATE : trade.flags & ~AGGREGATE;
    }

    void setMissing(int at) {
        sequences[at] = MISSING;
        times[at] = RecordFlyweight.ABSENT;
        prices[at] = 0;
        sizes[at] = 0;
        flags[at] = 0;
    }

    void set(int at, TradeEdges from, int fromAt) {
        sequences[at] = from.sequences[fromAt];
        times[at] = from.times[fromAt];
        prices[at] = from.prices[fromAt];
        sizes[at] = from.sizes[fromAt];
        flags[at] = from.flags[fromAt];
    }

    void move(int from, int to, int length) {
        System.arraycopy(sequences, from, sequences, to, length);
        System.arraycopy(times, from, times, to, length);
        System.arraycopy(prices, from, prices, to, length);
        System.arraycopy(sizes, from, sizes, to, length);
        System.arraycopy(flags, from, flags, to, length);
    }

    boolean isMissing(int at) {
        return sequences[at] == MISSING;
    }

    /** Neither missing nor marked as no trade. */
    boolean isTrade(int at) {
        return prices[at] > 0;
    }

    /** Sequence of the record that covered the id first. */
    long sequence(int at) {
        return sequences[at];
    }

    /** Trade time, {@link RecordFlyweight#ABSENT} where there is no trade. */
    long timeEpochNs(int at) {
        return times[at];
    }

    long priceE8(int at) {
        return prices[at];
    }

    long sizeE8(int at) {
        return sizes[at];
    }

    boolean isRounded(int at) {
        return (flags[at] & RecordFlags.ROUNDED) != 0;
    }

    boolean isAggregate(int at) {
        return (flags[at] & AGGREGATE) != 0;
    }

    void save(StateWriter state, int at) {
        state.add(sequences[at]).add(times[at]).add(prices[at]).add(sizes[at]).add(flags[at]);
    }

    void restore(StateReader state, int at) {
        sequences[at] = state.nextLong();
        times[at] = state.nextLong();
        prices[at] = state.nextLong();
        sizes[at] = state.nextLong();
        flags[at] = state.nextInt();
    }
}
