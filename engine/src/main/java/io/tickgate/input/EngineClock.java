package io.tickgate.input;

import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * Engine time: wall clock at start plus monotonic time since, and never below a floor (the last journalled time). A jump of the
 * wall clock after the start moves nothing. While the floor is ahead, time stands still there and {@link #isHeldBack()} says so.
 *
 * <p>Any thread may call it.
 */
public final class EngineClock {
    private final EpochNanoClock wallClock;
    private final NanoClock monotonicClock;
    private final long originEpochNs;
    private final long originNs;
    private final long floorEpochNs;

    /**
     * Starts the clock.
     *
     * @param wallClock read once now, later only for {@link #wallOffsetNs()}.
     * @param monotonicClock that carries time on.
     * @param floorEpochNs time below which engine time never is, 0 for none.
     */
    public EngineClock(EpochNanoClock wallClock, NanoClock monotonicClock, long floorEpochNs) {
        this.wallClock = wallClock;
        this.monotonicClock = monotonicClock;
        this.floorEpochNs = floorEpochNs;
        originEpochNs = wallClock.nanoTime();
        originNs = monotonicClock.nanoTime();
    }

    /** Engine time in ns since 1970; never goes back. */
    public long nowEpochNs() {
        return Math.max(elapsedEpochNs(), floorEpochNs);
    }

    /** Monotonic time in ns, for ages and deadlines within this process. */
    public long nowNs() {
        return monotonicClock.nanoTime();
    }

    /** Whether time stands at the floor because the wall clock at start lay behind it. */
    public boolean isHeldBack() {
        return elapsedEpochNs() < floorEpochNs;
    }

    /** How far the floor lies ahead, in ns; 0 when time runs. */
    public long heldBackNs() {
        return Math.max(0, floorEpochNs - elapsedEpochNs());
    }

    /** Wall clock now minus engine time now, in ns: shown and alerted on, moves no decision. */
    public long wallOffsetNs() {
        return wallClock.nanoTime() - nowEpochNs();
    }

    private long elapsedEpochNs() {
        return originEpochNs + (monotonicClock.nanoTime() - originNs);
    }
}
