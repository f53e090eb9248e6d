package io.tickgate.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Draws of one seed. Each part of a run has a stream of its own, so that leaving one part out does not change the others. */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom random;

    Chance(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed * GOLDEN + 1);
    }

    /** A stream of its own, the same for the same seed and number. */
    Chance branch(int number) {
        return new Chance(seed * 31 + (number + 1) * GOLDEN);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long greatest) {
        return least + random.nextLong(greatest - least + 1);
    }

    /** A waiting time with this mean, at most six times as long: events of a Poisson process. */
    long around(long meanNs) {
        double waits = -Math.log(1.0 - random.nextDouble());
        return 1 + (long) (Math.min(waits, 6.0) * meanNs);
    }

    long any() {
        return random.nextLong();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
