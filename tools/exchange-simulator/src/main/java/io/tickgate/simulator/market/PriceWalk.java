package io.tickgate.simulator.market;

import java.util.Random;

/**
 * The fair price of one instrument: a random walk in the logarithm with calm and violent spells, reflected at an eighth and at eight times the first price, so that a market
 * that runs for weeks stays in a range that prints well. Uses {@link StrictMath} and {@link Random}, whose results are specified, so that a seed means the same on every JDK.
 */
final class PriceWalk {

    /** One basis point a square root second is 56 % a year, what large coins do in a quiet year. */
    private static final double CALM_PER_ROOT_SECOND = 1.0e-4;

    private static final double VIOLENT_PER_ROOT_SECOND = 6.0e-4;

    /** A calm spell lasts two minutes on average, a violent one eight seconds. */
    private static final double CALM_SECONDS = 120;

    private static final double VIOLENT_SECONDS = 8;

    private static final double RANGE = StrictMath.log(8);

    /** Longest step: after a pause the price moves on as if this long had passed. */
    private static final double STEP_SECONDS_MAX = 10;

    private final Random random;
    private final double initialTicks;
    private double logMove;
    private boolean violent;
    private long atOffsetNs;

    PriceWalk(Random random, Instrument instrument) {
        this.random = random;
        this.initialTicks = (double) instrument.initialPriceE8() / instrument.tickSizeE8();
    }

    /** Moves on to this offset, which never falls, and returns the fair price in ticks, not rounded. */
    double ticksAt(long offsetNs) {
        double seconds = Math.min(STEP_SECONDS_MAX, (offsetNs - atOffsetNs) / 1e9);
        atOffsetNs = offsetNs;
        double spell = violent ? VIOLENT_SECONDS : CALM_SECONDS;
        if (random.nextDouble() < 1 - StrictMath.exp(-seconds / spell)) {
            violent = !violent;
        }
        double sigma = violent ? VIOLENT_PER_ROOT_SECOND : CALM_PER_ROOT_SECOND;
        logMove += sigma * StrictMath.sqrt(seconds) * random.nextGaussian();
        if (logMove > RANGE) {
            logMove = 2 * RANGE - logMove;
        } else if (logMove < -RANGE) {
            logMove = -2 * RANGE - logMove;
        }
        return initialTicks * StrictMath.exp(logMove);
    }
}
