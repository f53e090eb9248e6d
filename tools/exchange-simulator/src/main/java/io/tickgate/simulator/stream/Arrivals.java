package io.tickgate.simulator.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers who are to be greeted before they are told anything new. Connections add them on their I/O threads; the source's thread takes them between two events, so that
 * nothing falls between the greeting and the first message after it. Bounded by the connections and the streams that each may have.
 */
final class Arrivals {

    private final Queue<Topics.Arrival> waiting = new ConcurrentLinkedQueue<>();

    void add(String stream, Subscriber subscriber) {
        waiting.add(new Topics.Arrival(stream, subscriber));
    }

    Topics.@Nullable Arrival poll() {
        return waiting.poll();
    }
}
