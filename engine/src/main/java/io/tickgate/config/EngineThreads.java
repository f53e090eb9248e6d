package io.tickgate.config;

/** How the stages of the engine share threads. */
public enum EngineThreads {
    /** By the number of cores; concluded when the configuration is read. */
    AUTO,
    /** All stages on one thread. */
    SHARED,
    /** One thread each. */
    DEDICATED
}
