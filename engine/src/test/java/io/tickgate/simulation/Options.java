package io.tickgate.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a seed is to be run.
 *
 * @param fault planted, or {@link PlantedFault#NONE}.
 * @param without what must not go wrong.
 * @param chaosPercent how much of the time with trouble is kept.
 * @param isTraced whether lines for people are kept.
 * @param isWallSteady whether every jump of the wall clock is left out, everything else being equal.
 */
record Options(PlantedFault fault, Set<Trouble> without, int chaosPercent, boolean isTraced, boolean isWallSteady) {
    static Options plain() {
        return new Options(PlantedFault.NONE, EnumSet.noneOf(Trouble.class), 100, false, false);
    }

    Options with(PlantedFault planted) {
        return new Options(planted, without, chaosPercent, isTraced, isWallSteady);
    }

    Options without(Set<Trouble> troubles) {
        return new Options(fault, troubles, chaosPercent, isTraced, isWallSteady);
    }

    Options shortened(int percent) {
        return new Options(fault, without, percent, isTraced, isWallSteady);
    }

    Options traced() {
        return new Options(fault, without, chaosPercent, true, isWallSteady);
    }

    Options withSteadyWall() {
        return new Options(fault, without, chaosPercent, isTraced, true);
    }

    long chaosNs(long fullNs) {
        return fullNs / 100 * chaosPercent;
    }
}
