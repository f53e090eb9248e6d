package io.tickgate.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults that hit the next so many. Any thread may call; with none a question costs one read. Several may hit the same frame. */
final class CountedFaults {

    /** Each frame is compared with all of them; more at a time is a mistake. */
    private static final int FAULTS_MAX = 64;

    private final List<Counted> faults = new ArrayList<>();
    private volatile boolean empty = true;

    /** A fault that is being carried out. */
    private static final class Counted {
        final Fault fault;
        long done;

        Counted(Fault fault) {
            this.fault = fault;
        }
    }

    /**
     * One turn of a fault.
     *
     * @param fault as it was injected
     * @param serial turns before this one
     */
    record Turn(Fault fault, long serial) {}

    synchronized boolean add(Fault fault) {
        if (faults.size() >= FAULTS_MAX) {
            return false;
        }
        faults.add(new Counted(fault));
        empty = false;
        return true;
    }

    /** A turn of each fault that fits, oldest first. */
    List<Turn> takeEach(Predicate<Fault> fits) {
        if (empty) {
            return List.of();
        }
        synchronized (this) {
            List<Turn> turns = new ArrayList<>();
            for (Counted counted : List.copyOf(faults)) {
                if (fits.test(counted.fault)) {
                    turns.add(turn(counted));
                }
            }
            return turns;
        }
    }

    /** A turn of the oldest fault that fits, or null. */
    @Nullable
    Turn take(Predicate<Fault> fits) {
        if (empty) {
            return null;
        }
        synchronized (this) {
            for (Counted counted : faults) {
                if (fits.test(counted.fault)) {
                    return turn(counted);
                }
            }
            return null;
        }
    }

    /** The oldest fault that fits with all its turns, or null. */
    @Nullable
    Fault takeWhole(Predicate<Fault> fits) {
        if (empty) {
            return null;
        }
        synchronized (this) {
            for (Counted counted : faults) {
                if (fits.test(counted.fault)) {
                    remove(counted);
                    return counted.fault;
                }
            }
            return null;
        }
    }

    private Turn turn(Counted counted) {
        Turn turn = new Turn(counted.fault, counted.done++);
        if (counted.done >= counted.fault.count()) {
            remove(counted);
        }
        return turn;
    }

    private void remove(Counted counted) {
        faults.remove(counted);
        empty = faults.isEmpty();
    }

    /** The smallest age that connections are cut at, or −1. */
    synchronized long shortestNs(FaultKind kind) {
        return faults.stream()
                .filter(counted -> counted.fault.kind() == kind)
                .mapToLong(counted -> counted.fault.durationNs())
                .min()
                .orElse(-1);
    }

    boolean isEmpty() {
        return empty;
    }

    /** Faults and what is left of them. */
    synchronized List<FaultBoard.Active> active() {
        return faults.stream()
                .map(counted -> new FaultBoard.Active(counted.fault, 0, counted.fault.count() - counted.done))
                .toList();
    }

    synchronized void clear() {
        faults.clear();
        empty = true;
    }
}
