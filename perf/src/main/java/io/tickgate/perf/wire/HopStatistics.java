package io.tickgate.perf.wire;

import io.tickgate.perf.wire.WireTimes.Point;
import org.HdrHistogram.Histogram;

/**
 * What the times of a run say: a histogram a hop, and where the trades that did not arrive have stayed. Trades of the warm-up are left out.
 *
 * <p>A trade that was <i>conflated</i> was published, but a newer price was due to the client before it could be written: the client has what
 * is newest, and that is how the gateway is meant to behave. A trade that is <i>lost</i> never came to the subject, or is the newest and did
 * not arrive.
 */
final class HopStatistics {
    /** Longer than a run. */
    private static final long LATENCY_MAX_NS = 600_000_000_000L;

    private static final int DIGITS = 3;
    /** Later than that after its due time, a trade counts as a miss of the rate. */
    private static final long MISS_NS = 1_000_000;

    private final Histogram intendedToSent = newHistogram();
    private final Histogram sentToReceived = newHistogram();
    private final Histogram receivedToPublished = newHistogram();
    private final Histogram publishedToArrived = newHistogram();
    private final Histogram sentToArrived = newHistogram();
    private final Histogram sentToKnown = newHistogram();
    private final Histogram intendedToArrived = newHistogram();
    private final Histogram intendedToKnown = newHistogram();
    private long misses;
    private long conflated;
    private long lost;

    /**
     * Reads the times.
     *
     * @param times of a run that is over.
     * @param schedule of that run.
     * @param hasInside whether the subject notes what it receives and publishes.
     */
    HopStatistics(WireTimes times, Schedule schedule, boolean hasInside) {
        long nextArrivalNs = 0;
        for (int trade = schedule.trades() - 1; trade >= schedule.warmUps(); trade--) {
            long intendedNs = schedule.intendedNs(trade);
            long sentNs = times.get(Point.SENT, trade);
            long publishedNs = times.get(Point.PUBLISHED, trade);
            long arrivedNs = times.get(Point.ARRIVED, trade);
            add(intendedToSent, intendedNs, sentNs);
            misses += sentNs - intendedNs > MISS_NS ? 1 : 0;
            if (hasInside) {
                add(sentToReceived, sentNs, times.get(Point.RECEIVED, trade));
                add(receivedToPublished, times.get(Point.RECEIVED, trade), publishedNs);
                add(publishedToArrived, publishedNs, arrivedNs);
            }
            if (arrivedNs != 0) {
                nextArrivalNs = arrivedNs;
                add(sentToArrived, sentNs, arrivedNs);
                add(intendedToArrived, intendedNs, arrivedNs);
            } else {
                boolean isConflated = hasInside && publishedNs != 0 && nextArrivalNs != 0;
                conflated += isConflated ? 1 : 0;
                lost += isConflated ? 0 : 1;
            }
            add(sentToKnown, sentNs, nextArrivalNs);
            add(intendedToKnown, intendedNs, nextArrivalNs);
        }
    }

    private static Histogram newHistogram() {
        return new Histogram(LATENCY_MAX_NS, DIGITS);
    }

    /** Adds a hop whose both ends were seen. */
    private static void add(Histogram histogram, long fromNs, long toNs) {
        if (fromNs != 0 && toNs != 0) {
            histogram.recordValue(Math.max(0, Math.min(toNs - fromNs, LATENCY_MAX_NS)));
        }
    }

    /** How late the sender was. */
    Histogram intendedToSent() {
        return intendedToSent;
    }

    /** Kernel and the feed's wake-up; empty without a view inside. */
    Histogram sentToReceived() {
        return sentToReceived;
    }

    /** Decode, ring, journal, market, publish; empty without a view inside. */
    Histogram receivedToPublished() {
        return receivedToPublished;
    }

    /** Fan-out, kernel, the client's wake-up; empty without a view inside. */
    Histogram publishedToArrived() {
        return publishedToArrived;
    }

    /** Socket in to socket out. */
    Histogram sentToArrived() {
        return sentToArrived;
    }

    /** Socket in to socket out of everything: a conflated trade is known once a newer one arrives. */
    Histogram sentToKnown() {
        return sentToKnown;
    }

    /** End to end of what arrived. */
    Histogram intendedToArrived() {
        return intendedToArrived;
    }

    /** End to end of everything: a conflated trade is known once a newer one arrives. */
    Histogram intendedToKnown() {
        return intendedToKnown;
    }

    /** Trades that were sent more than a millisecond late. */
    long misses() {
        return misses;
    }

    long conflated() {
        return conflated;
    }

    long lost() {
        return lost;
    }
}
