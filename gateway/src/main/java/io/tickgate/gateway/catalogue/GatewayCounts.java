package io.tickgate.gateway.catalogue;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often each {@link GatewayEvent} happened in this process. Any thread may count and read. */
public final class GatewayCounts {
    /** Longs of two cache lines, so that I/O threads that count different events do not disturb each other. */
    private static final int STRIDE = 16;

    private final AtomicLongArray cells = new AtomicLongArray(GatewayEvent.values().length * STRIDE);

    /** Adds one. */
    public void increment(GatewayEvent event) {
        cells.getAndIncrement(index(event));
    }

    /** Value now. */
    public long get(GatewayEvent event) {
        return cells.get(index(event));
    }

    @SuppressWarnings("EnumOrdinal")
    private static int index(GatewayEvent event) {
        return event.ordinal() * STRIDE;
    }
}
