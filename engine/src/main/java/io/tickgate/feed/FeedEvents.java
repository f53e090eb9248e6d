package io.tickgate.feed;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;

/**
 * Publishes what happens to the connections of one venue. Every CONNECTED is followed by exactly one LOST before the next one. Owned by
 * the feed's thread.
 */
final class FeedEvents {
    private final int venueId;
    private final EngineClock clock;
    private final InputPublisher publisher;
    private final Counters counters;
    private final FeedEventFlyweight event = new FeedEventFlyweight();
    private long connectionId;
    private boolean isConnected;

    FeedEvents(int venueId, EngineClock clock, InputPublisher publisher, Counters counters) {
        this.venueId = venueId;
        this.clock = clock;
        this.publisher = publisher;
        this.counters = counters;
    }

    /** A new connection is through its handshake; how long the ring had no room for that, in ns. */
    long connected(String host) {
        connectionId++;
        isConnected = true;
        counters.increment(Counter.CONNECTS);
        return publish(FeedEventFlyweight.CONNECTED, host);
    }

    /** The subscriptions hold; how long the ring had no room for that, in ns. */
    long subscribed(String how) {
        return publish(FeedEventFlyweight.SUBSCRIBED, how);
    }

    /** The connection brings no data. */
    void stalled(String reason) {
        counters.increment(Counter.STALLS);
        publish(FeedEventFlyweight.STALLED, reason);
    }

    /** The connection is gone; without one nothing happens. */
    void lost(String reason) {
        if (isConnected) {
            isConnected = false;
            counters.increment(Counter.DISCONNECTS);
            publish(FeedEventFlyweight.LOST, reason);
        }
    }

    /** A closed ring takes nothing; the feed sees that by itself and ends. */
    private long publish(int kind, String text) {
        event.wrap(publisher.scratch())
                .set(clock.nowEpochNs(), venueId, kind, connectionId, FeedEventFlyweight.ALL_STREAMS, text);
        publisher.publish();
        return publisher.waitedNs();
    }
}
