package io.tickgate.simulator.recording;

import java.nio.file.Path;

/**
 * How a recording is to be sent.
 *
 * @param file one line a frame, plain or gzip
 * @param speed 1 for the recorded distances, more for that many times as fast, up to 1,000; {@link #SPEED_MAX} for as fast as the clients take it
 * @param loop begin again at the end; the ids repeat
 * @param retime shift event and trade times so that the first frame's receive time becomes the time at which it is sent, and keep all distances
 */
public record ReplayPlan(Path file, int speed, boolean loop, boolean retime) {

    /** No pacing: only the clients hold the source back. */
    public static final int SPEED_MAX = 0;

    private static final int SPEED_LIMIT = 1_000;

    /** Checks the speed's range. */
    public ReplayPlan {
        if (speed < 0 || speed > SPEED_LIMIT) {
            throw new IllegalArgumentException("speed must be max or from 1 to " + SPEED_LIMIT + ": " + speed);
        }
    }

    /** As recorded: speed 1, once, unchanged. */
    public static ReplayPlan of(Path file) {
        return new ReplayPlan(file, 1, false, false);
    }

    /**
     * Reads a speed as it is written on a command line.
     *
     * @param text {@code max} or a whole number from 1
     * @throws IllegalArgumentException for anything else
     */
    public static int parseSpeed(String text) {
        if (text.equals("max")) {
            return SPEED_MAX;
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("speed must be max or from 1 to " + SPEED_LIMIT + ": " + text);
        }
        return Integer.parseInt(text);
    }

    /** Whether only the clients hold the source back. */
    public boolean isUnpaced() {
        return speed == SPEED_MAX;
    }

    /** The same at another speed. */
    public ReplayPlan withSpeed(int value) {
        return new ReplayPlan(file, value, loop, retime);
    }

    /** The same, over and over. */
    public ReplayPlan withLoop(boolean value) {
        return new ReplayPlan(file, speed, value, retime);
    }

    /** The same with shifted times. */
    public ReplayPlan withRetime(boolean value) {
        return new ReplayPlan(file, speed, loop, value);
    }
}
