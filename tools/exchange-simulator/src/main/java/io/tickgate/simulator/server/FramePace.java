package io.tickgate.simulator.server;

/**
 * The venue's limit on what a client sends: five frames in any one second, counted in a strict rolling window, not in a bucket that refills. Owned by the connection's I/O thread.
 */
final class FramePace {

    static final int FRAMES_MAX = 5;
    static final long WINDOW_NS = 1_000_000_000L;

    private final long[] arrivedNs = new long[FRAMES_MAX];
    private int count;

    /**
     * Counts a frame.
     *
     * @param nowNs monotonic
     * @return false if it is the sixth within a second
     */
    boolean admit(long nowNs) {
        int slot = count % FRAMES_MAX;
        if (count >= FRAMES_MAX && nowNs - arrivedNs[slot] < WINDOW_NS) {
            return false;
        }
        arrivedNs[slot] = nowNs;
        // Stays small for ever: only the slot and "at least five" matter.
        count = count + 1 < 2 * FRAMES_MAX ? count + 1 : FRAMES_MAX;
        return true;
    }
}
