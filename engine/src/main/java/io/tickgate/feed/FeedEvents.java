package io.tickgate.feed;

import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;

/**
 * Publishes what happens to one connection: CONNECTED and exactly one LOST, or CONNECT_FAILED. Owned by the connection's thread, so that
 * events and ticks are in order.
 */
final class FeedEvents {
    private final int venueId;
    private final long connectionId;
    private final EngineClock clock;
    private final InputPublisher publisher;
    private final Counters counters;
    private final FeedEventFlyweight event = new FeedEventFlyweight();
    private boolean isConnected;

    FeedEvents(int venueId, long connectionId, EngineClock clock, InputPublisher publisher, Counters counters) {
        this.venueId = venueId;
        this.connectionId = connectionId;
        this.clock = clock;
        this.publisher = publisher;
        this.counters = counters;
    }

    /** It is through its handshake; how long the ring had no room for that, in ns. */
    long connected(String host) {
        isConnected = true;
        counters.increment(Counter.CONNECTS);
        return publish(FeedEventFlyweight.CONNECTED, FeedEventFlyweight.ALL_STREAMS, host);
    }

    /** Publishes an event of a stream; how long the ring had no room for that, in ns. */
    long publish(int kind, int streamId, String text) {
        event.wrap(publisher.scratch()).set(clock.nowEpochNs(), venueId, kind, connectionId, streamId, text);
        publisher.publish(); // A closed ring takes nothing; the ticks show it.
        return publisher.waitedNs();
    }

    /** It is gone, or never came to be. */
    void ended(String reason, boolean isIntended) {
        if (isConnected) {
            isConnected = false;
            counters.increment(Counter.DISCONNECTS);
            publish(FeedEventFlyweight.LOST, FeedEventFlyweight.ALL_STREAMS, reason);
        } else if (!isIntended) {
            counters.increment(Counter.CONNECT_FAILURES);
            publish(FeedEventFlyweight.CONNECT_FAILED, FeedEventFlyweight.ALL_STREAMS, reason);
        }
    }
}
