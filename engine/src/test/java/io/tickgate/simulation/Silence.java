package io.tickgate.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps thousands of simulated outages out of the build's log, until it ends. */
final class Silence {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.tickgate");
    private final @Nullable Level before = logger.getLevel();

    private Silence() {
        logger.setLevel(Level.OFF);
    }

    static Silence begin() {
        return new Silence();
    }

    void end() {
        logger.setLevel(before);
    }
}
