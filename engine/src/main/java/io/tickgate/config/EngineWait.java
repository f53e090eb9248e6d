package io.tickgate.config;

/** How the stages of the engine wait for work. */
public enum EngineWait {
    /** By {@link EngineThreads}; concluded when the configuration is read. */
    AUTO,
    /** On a lock: least CPU. */
    BLOCKING,
    /** Spinning, giving the core away. */
    YIELDING,
    /** Spinning: for cores that nothing else uses. */
    SPINNING
}
