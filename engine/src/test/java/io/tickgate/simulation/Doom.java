package io.tickgate.simulation;

import org.jspecify.annotations.Nullable;

/** Counts instructions of the process down to the one at which it is killed. */
final class Doom {
    private static final int NEVER = -1;

    private final RarePaths paths;
    private int stepsLeft = NEVER;
    private @Nullable RarePath wanted;
    private boolean isTearing;

    Doom(RarePaths paths) {
        this.paths = paths;
    }

    void in(int steps) {
        stepsLeft = steps;
    }

    /** The next time that a place is reached. */
    void at(RarePath place) {
        wanted = place;
    }

    void never() {
        stepsLeft = NEVER;
        wanted = null;
        isTearing = false;
    }

    /** The next append to the journal is the last thing that happens, and does not come to its end. */
    void atNextAppend() {
        isTearing = true;
    }

    boolean isTearing() {
        return isTearing;
    }

    /** The process reaches a place at which it may be killed. */
    void step(RarePath place) {
        boolean isDue = stepsLeft == 0 || place == wanted;
        stepsLeft -= stepsLeft == NEVER ? 0 : 1;
        if (isDue) {
            stepsLeft = NEVER;
            wanted = null;
            paths.reached(place);
            throw new Kill();
        }
    }
}
