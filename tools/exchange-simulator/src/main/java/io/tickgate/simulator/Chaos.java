package io.tickgate.simulator;

import io.tickgate.simulator.fault.ChaosPlan;
import io.tickgate.simulator.fault.ChaosPlan.Drawn;
import io.tickgate.simulator.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Injects the faults of a {@link ChaosPlan} when they are due: on a thread of its own ({@code sim-chaos}), or with the steps of a manual market. Any thread may call. */
final class Chaos implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);

    private static final long NAP_NS = 5_000_000;

    /** Due when there is nothing left to come. */
    private static final long NEVER_NS = Long.MAX_VALUE;

    private final ChaosOptions options;
    private final ChaosPlan plan;
    private final LongSupplier clockNs;
    private final Consumer<Fault> inject;
    private final Runnable clear;
    private final long originNs;
    private final AtomicLong drawnCount = new AtomicLong();
    private final Thread thread = new Thread(this::run, "sim-chaos");
    private @Nullable Drawn next;
    private volatile boolean over;

    /**
     * Creates one that begins now.
     *
     * @param clockNs the clock of the faults
     * @param inject throws what {@link ExchangeSimulator#inject} throws
     * @param clear ends all faults
     */
    Chaos(
            ChaosOptions options,
            List<ChaosPlan.Menu> menus,
            LongSupplier clockNs,
            Consumer<Fault> inject,
            Runnable clear) {
        this.options = options;
        this.plan = new ChaosPlan(options.seed(), options.interval().toNanos(), menus);
        this.clockNs = clockNs;
        this.inject = inject;
        this.clear = clear;
        this.originNs = clockNs.getAsLong();
        this.next = plan.next();
        this.thread.setDaemon(true);
        options.report()
                .accept("chaos: seed " + options.seed() + ", a fault every "
                        + seconds(options.interval().toNanos()) + " s on average");
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!over) {
            LockSupport.parkNanos(NAP_NS);
            step();
        }
    }

    /** When the next step has something to do, by the clock of the faults; {@link Long#MAX_VALUE} when it is over. */
    synchronized long dueNs() {
        if (over || next == null) {
            return NEVER_NS;
        }
        long offsetNs = next.atNs();
        if (hasEnd()) {
            offsetNs = Math.min(offsetNs, options.lasting().toNanos());
        }
        return originNs + offsetNs;
    }

    private boolean hasEnd() {
        return !options.lasting().isZero();
    }

    /** Injects what is due; after the end, ends all faults. */
    synchronized void step() {
        while (!over && next != null && clockNs.getAsLong() - dueNs() >= 0) {
            if (hasEnd() && next.atNs() >= options.lasting().toNanos()) {
                end();
            } else {
                carryOut(next);
                next = plan.next();
            }
        }
    }

    private void carryOut(Drawn drawn) {
        drawnCount.incrementAndGet();
        try {
            inject.accept(drawn.fault());
            options.report()
                    .accept("chaos: " + seconds(drawn.atNs()) + " s "
                            + drawn.fault().describe());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A fault too many for the board, or for a recording; the list goes on, and says so.
            LOG.debug("chaos: not taken", e);
            options.report()
                    .accept("chaos: " + seconds(drawn.atNs()) + " s not taken: "
                            + drawn.fault().describe() + ": " + e.getMessage());
        }
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%.3f", ns / 1e9);
    }

    /** Ends all faults and draws no more; a second call changes nothing. */
    synchronized void end() {
        if (!over) {
            over = true;
            clear.run();
            options.report()
                    .accept("chaos: over after " + drawnCount.get() + " faults of seed " + options.seed()
                            + "; no faults from now on");
        }
    }

    ChaosView view() {
        return new ChaosView(options.seed(), drawnCount.get(), !over);
    }

    @Override
    public void close() {
        over = true;
    }
}
