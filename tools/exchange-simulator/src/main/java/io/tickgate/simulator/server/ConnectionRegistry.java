package io.tickgate.simulator.server;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The open connections and what has been counted over all of them. Any thread may call. */
public final class ConnectionRegistry {

    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final LongAdder framesSent = new LongAdder();
    private final AtomicLong accepted = new AtomicLong();
    private final LongAdder closedAsTooSlow = new LongAdder();
    private final LongAdder closedByPace = new LongAdder();

    void add(ClientConnection connection) {
        open.add(connection);
    }

    void remove(ClientConnection connection) {
        open.remove(connection);
    }

    Collection<ClientConnection> open() {
        return List.copyOf(open);
    }

    long nextId() {
        return accepted.incrementAndGet();
    }

    void countFrame() {
        framesSent.increment();
    }

    void countTooSlow() {
        closedAsTooSlow.increment();
    }

    void countPace() {
        closedByPace.increment();
    }

    /** Connections that are open. */
    public int openCount() {
        return open.size();
    }

    /** Connections since the start. */
    public long acceptedCount() {
        return accepted.get();
    }

    /** Data frames that connections have taken since the start. */
    public long framesSentCount() {
        return framesSent.sum();
    }

    /** Connections closed because their client read too slowly. */
    public long tooSlowCount() {
        return closedAsTooSlow.sum();
    }

    /** Connections closed because their client sent more than five frames a second. */
    public long paceCount() {
        return closedByPace.sum();
    }

    /** Streams that open connections have asked for, by connection. */
    public List<ConnectionView> views() {
        return open.stream().map(ClientConnection::view).toList();
    }
}
