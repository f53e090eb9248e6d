package io.tickgate.simulator.source;

import io.tickgate.simulator.coinbase.Channels;
import io.tickgate.simulator.fault.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One Coinbase product's streams, the sequence of its full feed and its last matches. The sequence also counts what no channel here tells, orders that come and go, so it has
 * holes. Owned by the source's thread.
 */
final class ProductFeed {

    /** Of the order of the venue's in 2022; only that it is large matters. */
    private static final long SEQUENCE_FIRST = 37_000_000_000L;

    /** Messages between two that are told. */
    private static final int UNTOLD_MAX = 6;

    /** A heartbeat comes this late at most. */
    private static final int HEARTBEAT_LAG_MAX_NS = 900_000;

    final String product;
    final String matches;
    final String ticker;

    private final Random random;
    private final Deque<String> recent = new ArrayDeque<>();
    private long sequence = SEQUENCE_FIRST;
    private long tradeSequence = SEQUENCE_FIRST;

    ProductFeed(String product, long seed) {
        this.product = product;
        this.matches = Channels.matches(product);
        this.ticker = Channels.ticker(product);
        this.random = new Random(seed * 43 + product.hashCode());
    }

    /** The newest sequence. */
    long sequence() {
        return sequence;
    }

    /** The newest trade's sequence. */
    long tradeSequence() {
        return tradeSequence;
    }

    long nextTradeSequence() {
        onBookChange();
        tradeSequence = sequence;
        return sequence;
    }

    void onBookChange() {
        sequence += 1 + random.nextInt(UNTOLD_MAX);
    }

    /** So many trades have happened unseen. */
    void skip(long trades) {
        sequence += 2 * trades;
        tradeSequence = sequence;
    }

    long heartbeatLagNs() {
        return random.nextInt(HEARTBEAT_LAG_MAX_NS);
    }

    void remember(String match) {
        if (recent.size() == Fault.DUPLICATE_MAX) {
            recent.remove();
        }
        recent.add(match);
    }

    /** The last matches, at most this many, oldest first. */
    List<String> recent(long count) {
        return recent.stream().skip(Math.max(0, recent.size() - count)).toList();
    }
}
