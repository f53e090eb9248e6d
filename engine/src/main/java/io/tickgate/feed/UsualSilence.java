package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * How long a stream is usually silent: the longest pause of the last five to ten minutes. Quiet markets are told from dead ones by it.
 * Owned by the control thread, which sees pauses to the length of its step.
 */
final class UsualSilence {
    private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(5);
    /** Fewer pauses tell nothing about what is usual. */
    private static final int PAUSES_MIN = 20;
    /** A pause of an exponential arrival lasts over eight times the longest of 20 in less than one of 10^11 cases. */
    private static final int FACTOR = 8;

    private long lastDataNs = StreamActivity.NONE;
    private long windowStartNs;
    private long longestNs;
    private long longestBeforeNs;
    private int pauses;

    /** Looks at the time of the newest data. */
    void onStep(long dataNs, long nowNs) {
        if (dataNs == lastDataNs) {
            return;
        }
        if (lastDataNs == StreamActivity.NONE) {
            windowStartNs = nowNs;
        } else {
            longestNs = Math.max(longestNs, dataNs - lastDataNs);
            pauses = Math.min(pauses + 1, PAUSES_MIN);
        }
        lastDataNs = dataNs;
        if (nowNs - windowStartNs >= WINDOW_NS) {
            windowStartNs = nowNs;
            longestBeforeNs = longestNs;
            longestNs = 0;
        }
    }

    /** Silence that is not usual any more, in ns, between two bounds; the upper one while too little is known. */
    long limitNs(long minNs, long maxNs) {
        if (pauses < PAUSES_MIN) {
            return maxNs;
        }
        return Math.min(maxNs, Math.max(minNs, FACTOR * Math.max(longestNs, longestBeforeNs)));
    }
}
