package io.tickgate.simulator.source;

import java.util.function.LongSupplier;

/**
 * Runs a market by its intended times: what is due is done at once, however late it is, with the time that it was due. Either a thread runs it, or a test moves it with {@link
 * #advanceTo}.
 */
final class MarketRun {

    /** What is later than this, after a stop of the machine, does not happen: the market has paused, and no id is missed. */
    private static final long CATCH_UP_MAX_NS = 5_000_000_000L;

    private final Steps steps;
    private final LongSupplier clockNs;
    private volatile long latenessMaxNs;

    /** What a market does. Called by one thread. */
    interface Steps {

        /** When the next step is due, in nanoseconds from the market's start; never falls. */
        long nextOffsetNs();

        /** Does what is due next. */
        void step();

        /** Lets pass what is due next. */
        void skip();

        /** Does what waits for the next moment between two steps: faults, greetings. */
        void between();
    }

    MarketRun(Steps steps, LongSupplier clockNs) {
        this.steps = steps;
        this.clockNs = clockNs;
    }

    /** Runs until the thread is told to end. */
    void run(SourceThread thread) {
        long originNs = clockNs.getAsLong();
        while (thread.isRunning()) {
            steps.between();
            long lateNs = clockNs.getAsLong() - originNs - steps.nextOffsetNs();
            if (lateNs < 0) {
                SourceThread.nap(-lateNs);
            } else if (lateNs > CATCH_UP_MAX_NS) {
                steps.skip();
            } else {
                latenessMaxNs = Math.max(latenessMaxNs, lateNs);
                steps.step();
            }
        }
    }

    /** Does everything that is due up to this offset, on the caller's thread; for a market that no thread runs. */
    void advanceTo(long offsetNs) {
        steps.between();
        while (steps.nextOffsetNs() <= offsetNs) {
            steps.step();
        }
    }

    /** The greatest delay so far; any thread. */
    long latenessMaxNs() {
        return latenessMaxNs;
    }
}
