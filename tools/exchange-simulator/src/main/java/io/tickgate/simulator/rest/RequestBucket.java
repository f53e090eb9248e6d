package io.tickgate.simulator.rest;

import java.util.function.LongSupplier;

/** So many requests a second and address, with bursts: a bucket that refills. Any thread may call. */
public final class RequestBucket {

    private static final double SECOND_NS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier clockNs;
    private final AddressTable<Level> levels;

    private static final class Level {
        private double tokens;
        private long atNs;
    }

    /**
     * Creates a full bucket for everybody.
     *
     * @param perSecond refilled
     * @param burst most at once
     * @param clockNs monotonic
     */
    public RequestBucket(int perSecond, int burst, LongSupplier clockNs) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clockNs = clockNs;
        this.levels = new AddressTable<>(this::full);
    }

    private Level full() {
        Level level = new Level();
        level.tokens = burst;
        level.atNs = clockNs.getAsLong();
        return level;
    }

    /** Takes one; false if there is none. */
    public synchronized boolean admit(String address) {
        Level level = levels.of(address);
        long nowNs = clockNs.getAsLong();
        level.tokens = Math.min(burst, level.tokens + (nowNs - level.atNs) / SECOND_NS * perSecond);
        level.atNs = nowNs;
        if (level.tokens < 1) {
            return false;
        }
        level.tokens--;
        return true;
    }
}
