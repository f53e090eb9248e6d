package io.tickgate.feed.rest;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When the next request to a venue's host may be sent: one at a time, within a weight per sliding window, slower when the venue says that
 * the address is near its limit, and not at all while the venue has asked for peace. Any thread may call; both agents share it.
 *
 * <p>Nothing waits here: no is an answer, and the caller comes again in its next duty cycle.
 */
final class RequestPace {
    /** Who asks. A caller that was turned away while the other one had a request under way is next. */
    enum Lane {
        /** Missing trades and newest ids. */
        BACK_FILL,
        /** Prices. */
        POLL
    }

    /** A turn that is not taken in this time has lapsed: the caller has nothing to ask for any more. */
    static final long TURN_NS = TimeUnit.SECONDS.toNanos(1);
    /** Between two requests when the address has used four fifths of what the venue grants. */
    static final long NEAR_LIMIT_NS = TimeUnit.SECONDS.toNanos(2);
    /** The venue's own window: after it, what it told of the use is history. */
    static final long VENUE_WINDOW_NS = TimeUnit.MINUTES.toNanos(1);

    static final long DELAY_MIN_NS = TimeUnit.SECONDS.toNanos(1);
    static final long DELAY_MAX_NS = TimeUnit.SECONDS.toNanos(60);
    /** 1 s doubled six times is beyond the greatest delay. */
    private static final int DOUBLINGS_MAX = 6;

    private final int weightMax;
    private final long windowNs;
    private final int venueWeightMax;
    private final RandomGenerator random;
    /** Ring of what was sent within the window; as each weighs at least 1, there are never more than the budget. */
    private final long[] sentNs;

    private final int[] sentWeights;
    private int oldest;
    private int count;
    private int weight;
    private boolean isUnderWay;
    private Lane turn = Lane.BACK_FILL;
    private long turnUntilNs;
    private boolean hasPause;
    private long pausedUntilNs;
    private int usedWeight = -1;
    private long usedWeightNs;
    private long newestSentNs;
    private int failuresInRow;
    private long requests;

    RequestPace(VenueRestSettings settings, RandomGenerator random) {
        weightMax = settings.weightMax();
        windowNs = settings.weightWindowNs();
        venueWeightMax = settings.venueWeightMax();
        this.random = random;
        sentNs = new long[weightMax];
        sentWeights = new int[weightMax];
    }

    /**
     * Takes a request's place, if it may be sent now. Every yes is followed by one {@link #onEnd}.
     *
     * @param lane who asks.
     * @param requestWeight at least 1 and at most the budget.
     * @param nowNs monotonic.
     */
    synchronized boolean tryStart(Lane lane, int requestWeight, long nowNs) {
        if (requestWeight < 1 || requestWeight > weightMax) {
            throw new IllegalArgumentException("A request of weight " + requestWeight + " never fits " + weightMax);
        }
        forget(nowNs);
        boolean isOthersTurn = turn != lane && turnUntilNs - nowNs > 0;
        if (isUnderWay || isOthersTurn) {
            if (isUnderWay && !isOthersTurn) {
                turn = lane;
                turnUntilNs = nowNs + TURN_NS;
            }
            return false;
        }
        if (isPaused(nowNs) || weight + requestWeight > weightMax || isSlowed(nowNs)) {
            return false;
        }
        isUnderWay = true;
        turnUntilNs = nowNs;
        newestSentNs = nowNs;
        requests++;
        remember(requestWeight, nowNs);
        return true;
    }

    private void forget(long nowNs) {
        while (count > 0 && nowNs - sentNs[oldest] >= windowNs) {
            weight -= sentWeights[oldest];
            oldest = (oldest + 1) % weightMax;
            count--;
        }
    }

    private void remember(int requestWeight, long nowNs) {
        int index = (oldest + count) % weightMax;
        sentNs[index] = nowNs;
        sentWeights[index] = requestWeight;
        count++;
        weight += requestWeight;
    }

    private boolean isPaused(long nowNs) {
        hasPause &= pausedUntilNs - nowNs > 0;
        return hasPause;
    }

    /** Others behind the same address use the venue, too; the venue tells the sum. */
    private boolean isSlowed(long nowNs) {
        if (venueWeightMax == 0 || usedWeight < 0 || nowNs - usedWeightNs >= VENUE_WINDOW_NS) {
            return false;
        }
        if (usedWeight >= venueWeightMax - venueWeightMax / 20) {
            return true;
        }
        return usedWeight >= venueWeightMax - venueWeightMax / 5 && nowNs - newestSentNs < NEAR_LIMIT_NS;
    }

    /**
     * A request is over, whatever came of it.
     *
     * @param usedWeightTold by the venue, or -1.
     * @param nowNs monotonic.
     */
    synchronized void onEnd(int usedWeightTold, long nowNs) {
        isUnderWay = false;
        if (usedWeightTold >= 0) {
            usedWeight = usedWeightTold;
            usedWeightNs = nowNs;
        }
    }

    /** An answer was of use: the next failure is the first one again. */
    synchronized void onSuccess() {
        failuresInRow = 0;
    }

    /**
     * A request failed: leaves the venue in peace, with up to half a minute at random on top, so that many processes do not come back
     * together.
     *
     * @param leastNs what the venue asks for; 0 for nothing, then twice as long with each failure in a row, up to a minute.
     * @param nowNs monotonic.
     * @return how long, in ns.
     */
    synchronized long pauseAfterFailure(long leastNs, long nowNs) {
        long doubledNs = DELAY_MIN_NS << Math.min(failuresInRow, DOUBLINGS_MAX);
        failuresInRow++;
        long delayNs = leastNs > 0 ? Math.max(leastNs, DELAY_MIN_NS) : Math.min(doubledNs, DELAY_MAX_NS);
        long jitterMaxNs = Math.min(delayNs, DELAY_MAX_NS) / 2;
        return pause(delayNs + random.nextLong(jitterMaxNs + 1), nowNs);
    }

    private long pause(long delayNs, long nowNs) {
        if (!isPaused(nowNs) || pausedUntilNs - nowNs < delayNs) {
            hasPause = true;
            pausedUntilNs = nowNs + delayNs;
        }
        return pausedUntilNs - nowNs;
    }

    /** How long the venue is left in peace from now on, in ns; 0 when it is not. */
    synchronized long pauseLeftNs(long nowNs) {
        return isPaused(nowNs) ? pausedUntilNs - nowNs : 0;
    }

    /** Sent since the start. */
    synchronized long requests() {
        return requests;
    }

    /** Weight used within the window that ends now. */
    synchronized int weightInWindow(long nowNs) {
        forget(nowNs);
        return weight;
    }
}
