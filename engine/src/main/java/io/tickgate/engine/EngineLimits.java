package io.tickgate.engine;

/** The engine's bounds on ids; boards and tables are allocated for them at start. */
final class EngineLimits {
    /** A handful of venues exist; the rest is room. */
    static final int VENUE_ID_MAX = 256;
    /** All symbols of the largest venue three times over; a board row takes 256 bytes. */
    static final int INSTRUMENT_ID_MAX = 10_000;
    /** Two venues an instrument; a board row takes 256 bytes. */
    static final int STREAM_ID_MAX = 20_000;
    /** A gate row takes 128 bytes. */
    static final int MARKET_ID_MAX = 4_096;

    private EngineLimits() {}
}
