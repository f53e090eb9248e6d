package io.tickgate.simulator.fault;

import io.tickgate.simulator.fault.CountedFaults.Turn;
import io.tickgate.simulator.fault.LastingFaults.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One venue's faults that are going on, asked by whoever is about to do something that could go wrong: send a frame, answer an upgrade or a REST request, enter a subscription.
 * Any thread may call.
 */
public final class FaultBoard {

    /** Momentary faults wait a few milliseconds for the source; more than this at once is a mistake. */
    private static final int PENDING_MAX = 64;

    /** The kinds that answer an upgrade with a status. */
    private static final List<FaultKind> REFUSALS =
            List.of(FaultKind.BANNED, FaultKind.LEGAL, FaultKind.FORBIDDEN, FaultKind.TOO_MANY, FaultKind.REFUSE);

    /** The kinds that answer a REST request with a status. */
    private static final List<FaultKind> REST_REFUSALS =
            List.of(FaultKind.BANNED, FaultKind.REST_TOO_MANY, FaultKind.REST_ERROR);

    private final LongSupplier clockNs;
    private final LastingFaults lasting;
    private final CountedFaults counted = new CountedFaults();
    private final ArrayBlockingQueue<Fault> pending = new ArrayBlockingQueue<>(PENDING_MAX);
    private final FaultCounts counts = new FaultCounts();

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
     * @param leftNs above 0 for one that lasts, otherwise 0
     * @param leftCount turns that are left of one that counts, otherwise 0
     */
    public record Active(Fault fault, long leftNs, long leftCount) {}

    /** Creates an empty board that takes the time from this monotonic clock. */
    public FaultBoard(LongSupplier clockNs) {
        this.clockNs = clockNs;
        this.lasting = new LastingFaults(clockNs);
    }

    /** The clock that faults last by. */
    public long nowNs() {
        return clockNs.getAsLong();
    }

    /** How often each kind has been carried out. */
    public FaultCounts counts() {
        return counts;
    }

    /**
     * Adds a fault; one of the server's that lasts is shown here, the others are over at once and leave nothing.
     *
     * @throws IllegalStateException if there are too many already
     */
    public void add(Fault fault) {
        boolean taken = switch (fault.kind().stage()) {
            case LASTING -> lasting.add(fault);
            case COUNTED -> counted.add(fault);
            case SOURCE -> pending.offer(fault);
            case SERVER -> fault.durationNs() == 0 || lasting.add(fault);
        };
        if (!taken) {
            throw new IllegalStateException("too many faults wait; try again in a second");
        }
        if (fault.kind() == FaultKind.SILENCE) {
            counts.count(FaultKind.SILENCE);
        }
    }

    /** Whether no fault is going on that concerns frames; costs two reads. */
    boolean isIdle() {
        return lasting.isEmpty() && counted.isEmpty();
    }

    /** The next momentary fault for the source, or null; counted as carried out. */
    public @Nullable Fault poll() {
        Fault fault = pending.poll();
        if (fault != null) {
            counts.count(fault.kind());
        }
        return fault;
    }

    /** How this symbol is at the moment, of its own or with all; of two, the one that loses data counts. */
    public Silence silenceOf(String symbol) {
        if (lasting.isEmpty()) {
            return Silence.NONE;
        }
        return worse(
                silence(lasting.at(FaultKind.SILENCE, symbol, null)),
                silence(lasting.at(FaultKind.SILENCE, null, null)));
    }

    private static Silence worse(Silence one, Silence other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Silence silence(@Nullable Timed timed) {
        if (timed == null) {
            return Silence.NONE;
        }
        return timed.fault().option() ? Silence.TRADING : Silence.PAUSED;
    }

    /** How this one stream of a symbol is at the moment. {@link Silence#PAUSED} concerns trades: none are to be made. */
    public Silence stallOf(String symbol, String channel) {
        if (lasting.isEmpty()) {
            return Silence.NONE;
        }
        return worse(
                silence(lasting.at(FaultKind.STALL_STREAM, symbol, channel)),
                silence(lasting.at(FaultKind.STALL_STREAM, null, channel)));
    }

    /** What an upgrade is to be answered with, or null to let it in. */
    public @Nullable Fault upgradeRefusal() {
        return first(REFUSALS);
    }

    /** What a REST request is to be answered with, or null for the right answer. */
    public @Nullable Fault restRefusal() {
        return first(REST_REFUSALS);
    }

    /** A fault of this kind, of no symbol, that is going on, or null. */
    public @Nullable Fault lasting(FaultKind kind) {
        return first(List.of(kind));
    }

    private @Nullable Fault first(List<FaultKind> kinds) {
        if (lasting.isEmpty()) {
            return null;
        }
        for (FaultKind kind : kinds) {
            Timed timed = lasting.at(kind, null, null);
            if (timed != null) {
                return timed.fault();
            }
        }
        return null;
    }

    /** How long subscriptions to this symbol are to stay without data, in nanoseconds; 0 if they are not. */
    public long nothingAfterAckNs(String symbol) {
        Timed timed = lasting.isEmpty() ? null : lasting.of(FaultKind.ACK_THEN_NOTHING, symbol, null);
        return timed == null ? 0 : Math.max(0, timed.endNs() - nowNs());
    }

    /** One turn of a fault of this kind, or null; the caller carries it out. */
    public @Nullable Fault take(FaultKind kind) {
        Turn turn = counted.take(fault -> fault.kind() == kind);
        return turn == null ? null : turn.fault();
    }

    /** The trades that the next subscription to this symbol's trades is to begin with; 0 for none. */
    public long takeOldTrades(String symbol) {
        Fault fault = takeWhole(FaultKind.OLD_TRADES, symbol);
        return fault == null ? 0 : fault.count();
    }

    /** The trades of this symbol that are to be held and sent in another order, from this one on; 0 for none. */
    long takeReorder(String symbol) {
        Fault fault = takeWhole(FaultKind.REORDER, symbol);
        return fault == null ? 0 : fault.count();
    }

    private @Nullable Fault takeWhole(FaultKind kind, String symbol) {
        return counted.takeWhole(fault -> fault.kind() == kind && concerns(fault, symbol));
    }

    /** One turn of each bad value that this frame is to have. */
    List<Turn> takeBadValues(String symbol, String channel, FrameSort sort) {
        return counted.takeEach(fault -> BadValue.isFor(fault, channel, sort) && concerns(fault, symbol));
    }

    private static boolean concerns(Fault fault, String symbol) {
        return fault.symbol() == null || fault.symbol().equals(symbol);
    }

    /** The age that connections are to be cut at, in nanoseconds, or −1. */
    public long lifeNs() {
        return counted.isEmpty() ? -1 : counted.shortestNs(FaultKind.LIFE_CUT);
    }

    /** One turn of the cut at this age, or null if others have had the last. */
    public @Nullable Fault takeLifeCut(long ageNs) {
        Turn turn = counted.take(fault -> fault.kind() == FaultKind.LIFE_CUT && fault.durationNs() <= ageNs);
        return turn == null ? null : turn.fault();
    }

    /** What is going on or waits: those that last, those that count, those that wait for the source. */
    public List<Active> active() {
        long nowNs = nowNs();
        List<Active> active = new ArrayList<>();
        lasting.active().forEach(timed -> active.add(new Active(timed.fault(), timed.endNs() - nowNs, 0)));
        active.addAll(counted.active());
        pending.forEach(fault -> active.add(new Active(fault, 0, fault.count())));
        return active;
    }

    /**
     * Ends everything.
     *
     * @return how many were going on or waiting
     */
    public int clear() {
        int count = active().size();
        lasting.clear();
        counted.clear();
        pending.clear();
        return count;
    }
}
