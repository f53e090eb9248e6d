package io.tickgate.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The faults that are going on. Any thread may call. A newer silence of a symbol, or a newer refusal, replaces the older one. */
public final class FaultBoard {

    /** Key of a silence of all symbols; no symbol is called so. */
    private static final String ALL = "*";

    /** Momentary faults wait a few milliseconds for the source; more than this at once is a mistake. */
    private static final int PENDING_MAX = 64;

    /** Silences of single symbols; a client of the control endpoint must not fill the memory. */
    private static final int SILENCES_MAX = 1_024;

    private final LongSupplier clockNs;
    private final Map<String, Timed> silences = new ConcurrentHashMap<>();
    private final ArrayBlockingQueue<Fault> pending = new ArrayBlockingQueue<>(PENDING_MAX);
    private volatile @Nullable Timed refusal;

    private record Timed(Fault fault, long endNs) {}

    /** How a symbol is at the moment. */
    public enum Silence {
        /** Not silent. */
        NONE,
        /** The market waits. */
        PAUSED,
        /** The market goes on, and nobody hears of it. */
        TRADING
    }

    /**
     * A fault and what is left of it.
     *
     * @param fault as it was injected
     * @param leftNs above 0 for one that lasts, 0 for one that waits for the source
     */
    public record Active(Fault fault, long leftNs) {}

    /** Creates an empty board that takes the time from this monotonic clock. */
    public FaultBoard(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /**
     * Adds a fault; a disconnect is not one for the board, since it is over at once.
     *
     * @throws IllegalStateException if too many wait for the source
     */
    public void add(Fault fault) {
        boolean taken = switch (fault.kind()) {
            case SILENCE -> silence(fault);
            case REFUSE -> {
                refusal = timed(fault);
                yield true;
            }
            default -> pending.offer(fault);
        };
        if (!taken) {
            throw new IllegalStateException("too many faults wait; try again in a second");
        }
    }

    private boolean silence(Fault fault) {
        String key = fault.symbol() == null ? ALL : fault.symbol();
        silences.values().removeIf(this::isOver);
        if (silences.size() >= SILENCES_MAX && !silences.containsKey(key)) {
            return false;
        }
        silences.put(key, timed(fault));
        return true;
    }

    private Timed timed(Fault fault) {
        return new Timed(fault, clockNs.getAsLong() + fault.durationNs());
    }

    private boolean isOver(Timed timed) {
        return timed.endNs() - clockNs.getAsLong() <= 0;
    }

    /** The next momentary fault for the source, or null. */
    public @Nullable Fault poll() {
        return pending.poll();
    }

    /** Whether connections are refused. */
    public boolean isRefusing() {
        Timed now = refusal;
        return now != null && !isOver(now);
    }

    /** How this symbol is at the moment, of its own or with all; of two, the one that loses data counts. */
    public Silence silenceOf(String symbol) {
        if (silences.isEmpty()) {
            return Silence.NONE;
        }
        Silence own = silenceAt(symbol);
        return worse(own, silenceAt(ALL));
    }

    private static Silence worse(Silence one, Silence other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Silence silenceAt(String key) {
        Timed now = silences.get(key);
        if (now == null) {
            return Silence.NONE;
        }
        if (isOver(now)) {
            silences.remove(key, now);
            return Silence.NONE;
        }
        return now.fault().option() ? Silence.TRADING : Silence.PAUSED;
    }

    /** What is going on or waits for the source. */
    public List<Active> active() {
        long nowNs = clockNs.getAsLong();
        List<Timed> lasting = new ArrayList<>(silences.values());
        Timed refusing = refusal;
        if (refusing != null) {
            lasting.add(refusing);
        }
        List<Active> active = new ArrayList<>();
        for (Timed timed : lasting) {
            if (timed.endNs() - nowNs > 0) {
                active.add(new Active(timed.fault(), timed.endNs() - nowNs));
            }
        }
        pending.forEach(fault -> active.add(new Active(fault, 0)));
        return active;
    }

    /**
     * Ends everything.
     *
     * @return how many were going on or waiting
     */
    public int clear() {
        int count = active().size();
        silences.clear();
        refusal = null;
        pending.clear();
        return count;
    }
}
