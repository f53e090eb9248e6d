package io.tickgate.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Faults with an end. Any thread may call. A newer one of the same kind, symbol and channel replaces the older one. */
final class LastingFaults {

    /** Faults of single symbols and streams; a client of the control endpoint must not fill the memory. */
    private static final int FAULTS_MAX = 1_024;

    private final LongSupplier clockNs;
    private final Map<Key, Timed> faults = new ConcurrentHashMap<>();

    private record Key(
            FaultKind kind,
            @Nullable String symbol,
            @Nullable String channel) {}

    record Timed(Fault fault, long endNs) {}

    LastingFaults(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /** Adds one, or returns false if there are too many. */
    boolean add(Fault fault) {
        Key key = new Key(fault.kind(), fault.symbol(), fault.channel());
        faults.values().removeIf(this::isOver);
        if (faults.size() >= FAULTS_MAX && !faults.containsKey(key)) {
            return false;
        }
        faults.put(key, new Timed(fault, clockNs.getAsLong() + fault.durationNs()));
        return true;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The one of exactly this symbol and channel, or null. */
    @Nullable
    Timed at(FaultKind kind, @Nullable String symbol, @Nullable String channel) {
        Key key = new Key(kind, symbol, channel);
        Timed now = faults.get(key);
        if (now == null) {
            return null;
        }
        if (isOver(now)) {
            faults.remove(key, now);
            return null;
        }
        return now;
    }

    /** The one of this symbol or of all that ends later, or null. */
    @Nullable
    Timed of(FaultKind kind, String symbol, @Nullable String channel) {
        Timed own = at(kind, symbol, channel);
        Timed common = at(kind, null, channel);
        if (own == null || common == null) {
            return own == null ? common : own;
        }
        return own.endNs() - common.endNs() >= 0 ? own : common;
    }

    private boolean isOver(Timed timed) {
        return timed.endNs() - clockNs.getAsLong() <= 0;
    }

    List<Timed> active() {
        List<Timed> active = new ArrayList<>(faults.values());
        active.removeIf(this::isOver);
        return active;
    }

    void clear() {
        faults.clear();
    }
}
