package io.tickgate.simulator.rest;

import java.util.function.LongSupplier;

/** So many connection attempts of an address in five minutes, counted from the first of them. Any thread may call. */
public final class ConnectLimit {

    private static final long WINDOW_NS = 300_000_000_000L;

    private final int attemptsMax;
    private final LongSupplier clockNs;
    private final AddressTable<Attempts> attempts = new AddressTable<>(Attempts::new);

    private static final class Attempts {
        private long sinceNs;
        private int count;
    }

    /** Creates one by this monotonic clock. */
    public ConnectLimit(int attemptsMax, LongSupplier clockNs) {
        this.attemptsMax = attemptsMax;
        this.clockNs = clockNs;
    }

    /** Counts an attempt; false if it is one too many. */
    public synchronized boolean admit(String address) {
        Attempts own = attempts.of(address);
        long nowNs = clockNs.getAsLong();
        if (own.count == 0 || nowNs - own.sinceNs >= WINDOW_NS) {
            own.sinceNs = nowNs;
            own.count = 0;
        }
        // Stays small for ever.
        own.count = Math.min(own.count + 1, attemptsMax + 1);
        return own.count <= attemptsMax;
    }
}
