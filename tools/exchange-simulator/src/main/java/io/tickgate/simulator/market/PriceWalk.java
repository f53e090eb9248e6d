package io.tickgate.simulator.market;

import java.util.Random;

/**
 * The fair price of one instrument: a random walk of its asset in the logarithm with calm and violent spells, reflected at an eighth and at eight times the first price, so that
 * a market that runs for weeks stays in a range that prints well, and a small deviation of its venue that always comes back. Both are drawn on a grid of time, whoever asks and
 * however often, so two venues with the same seed follow the same asset without knowing each other. Uses {@link StrictMath} and {@link Random}, whose results are specified, so
 * that a seed means the same on every JDK.
 */
final class PriceWalk {

    /** Prices between two points of the grid lie on a line. */
    private static final long GRID_NS = 100_000_000L;

    private static final double GRID_SECONDS = GRID_NS / 1e9;

    /** One basis point a square root second is 56 % a year, what large coins do in a quiet year. */
    private static final double CALM_STEP = 1.0e-4 * StrictMath.sqrt(GRID_SECONDS);

    private static final double VIOLENT_STEP = 6.0e-4 * StrictMath.sqrt(GRID_SECONDS);

    /** A calm spell lasts two minutes on average, a violent one eight seconds. */
    private static final double CALM_END_CHANCE = GRID_SECONDS / 120;

    private static final double VIOLENT_END_CHANCE = GRID_SECONDS / 8;

    private static final double RANGE = StrictMath.log(8);

    /** A venue is off by two basis points as a rule, and is back after half a minute. */
    private static final double DEVIATION = 2.0e-4;

    private static final double DEVIATION_RETURN = GRID_SECONDS / 30;
    private static final double DEVIATION_STEP = DEVIATION * StrictMath.sqrt(2 * DEVIATION_RETURN);

    private final Random asset;
    private final Random venue;
    private final double initialTicks;
    private long gridIndex;
    private double logMove;
    private double deviation;
    private boolean violent;
    private double before;
    private double after;

    /** Starts at the instrument's first price; the seed is that of all venues. */
    PriceWalk(long seed, Instrument instrument) {
        // The hash of a string is specified, so a seed depends on a name, not on a place.
        this.asset = new Random(seed * 31 + instrument.baseAsset().hashCode());
        this.venue = new Random(seed * 37 + instrument.symbol().hashCode());
        this.initialTicks = (double) instrument.initialPriceE8() / instrument.tickSizeE8();
        next();
    }

    /** Moves on to this offset, which never falls, and returns the fair price in ticks, not rounded. */
    double ticksAt(long offsetNs) {
        long index = Math.max(0, offsetNs) / GRID_NS;
        while (gridIndex < index) {
            gridIndex++;
            next();
        }
        double share = (double) (Math.max(0, offsetNs) - index * GRID_NS) / GRID_NS;
        return initialTicks * StrictMath.exp(before + (after - before) * share);
    }

    private void next() {
        before = after;
        if (asset.nextDouble() < (violent ? VIOLENT_END_CHANCE : CALM_END_CHANCE)) {
            violent = !violent;
        }
        logMove += (violent ? VIOLENT_STEP : CALM_STEP) * asset.nextGaussian();
        if (logMove > RANGE) {
            logMove = 2 * RANGE - logMove;
        } else if (logMove < -RANGE) {
            logMove = -2 * RANGE - logMove;
        }
        deviation += DEVIATION_STEP * venue.nextGaussian() - DEVIATION_RETURN * deviation;
        after = logMove + deviation;
    }
}
