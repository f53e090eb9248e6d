package io.tickgate.simulator.server;

/**
 * The venue's limit on what a client sends: so many frames in any one second, counted in a strict rolling window, not in a bucket that refills. Owned by the connection's I/O
 * thread.
 */
final class FramePace {

    static final long WINDOW_NS = 1_000_000_000L;

    private final long[] arrivedNs;
    private int count;

    FramePace(int framesMax) {
        this.arrivedNs = new long[framesMax];
    }

    /**
     * Counts a frame.
     *
     * @param nowNs monotonic
     * @return false if it is one too many
     */
    boolean admit(long nowNs) {
        int framesMax = arrivedNs.length;
        int slot = count % framesMax;
        if (count >= framesMax && nowNs - arrivedNs[slot] < WINDOW_NS) {
            return false;
        }
        arrivedNs[slot] = nowNs;
        // Stays small for ever: only the slot and "at least that many" matter.
        count = count + 1 < 2 * framesMax ? count + 1 : framesMax;
        return true;
    }
}
