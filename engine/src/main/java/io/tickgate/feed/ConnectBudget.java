package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * Attempts at one host within a rolling span, over all feeds that connect to it: Binance takes 300 in 5 minutes from one address and
 * bans what asks more often (web-socket-streams.md, "WebSocket Limits", read 2026-11). Owned by the control thread.
 */
public final class ConnectBudget {
    /** The span that is counted over. */
    public static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(5);

    /** Times of the last attempts, the oldest at {@code first}. */
    private final long[] takenNs;

    private int first;
    private int count;
    private boolean isBlocked;
    private long blockedUntilNs;

    /**
     * A budget yet unused.
     *
     * @param attemptsMax most attempts in each span, at least 1.
     */
    public ConnectBudget(int attemptsMax) {
        takenNs = new long[attemptsMax];
    }

    /** Takes one attempt; false when none is left. */
    boolean tryTake(long nowNs) {
        if (leftNs(nowNs) > 0) {
            return false;
        }
        takenNs[(first + count) % takenNs.length] = nowNs;
        count++;
        return true;
    }

    /** Lets nobody attempt for a while, because the host asked for it. */
    void block(long untilNs) {
        if (!isBlocked || untilNs - blockedUntilNs > 0) {
            isBlocked = true;
            blockedUntilNs = untilNs;
        }
    }

    /** How long to wait for the next attempt, in ns; 0 when one is left. */
    long leftNs(long nowNs) {
        forget(nowNs);
        long budgetNs = count < takenNs.length ? 0 : WINDOW_NS - (nowNs - takenNs[first]);
        return Math.max(budgetNs, isBlocked ? blockedUntilNs - nowNs : 0);
    }

    private void forget(long nowNs) {
        while (count > 0 && nowNs - takenNs[first] >= WINDOW_NS) {
            first = (first + 1) % takenNs.length;
            count--;
        }
        isBlocked &= nowNs - blockedUntilNs < 0;
    }

    /** Attempts within the span that ends now. */
    int taken(long nowNs) {
        forget(nowNs);
        return count;
    }

    int attemptsMax() {
        return takenNs.length;
    }
}
