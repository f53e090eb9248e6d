package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/** Whether a feed brings data, or other sources have to do for now. Owned by the control thread. */
final class DataFlow {
    /** Failed attempts, and a time without data, after which other sources have to do. */
    static final int GIVE_UP_FAILURES = 3;

    static final long GIVE_UP_NS = TimeUnit.SECONDS.toNanos(30);

    private long lastNs;
    private boolean isGivenUp;

    DataFlow(long nowNs) {
        lastNs = nowNs;
    }

    /** The feed begins to connect. */
    void restart(long nowNs) {
        lastNs = nowNs;
        isGivenUp = false;
    }

    /** Looks at a connection's newest data; whether they are newer than any before. */
    boolean onData(FeedSession session) {
        long dataNs = session.dataNs();
        if (dataNs == StreamActivity.NONE || dataNs - lastNs <= 0) {
            return false;
        }
        lastNs = dataNs;
        isGivenUp = false;
        return true;
    }

    /** No data came; gives up for now when that lasts or failed often. */
    void onNone(long nowNs, int failures, boolean isDelivering) {
        boolean isTooOften = failures >= GIVE_UP_FAILURES && !isDelivering;
        isGivenUp |= isTooOften || nowNs - lastNs >= GIVE_UP_NS;
    }

    boolean isGivenUp() {
        return isGivenUp;
    }
}
