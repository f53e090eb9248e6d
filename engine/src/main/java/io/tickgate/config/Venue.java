package io.tickgate.config;

import java.util.Locale;

/** The venues that this build speaks to. */
public enum Venue {
    /** Binance spot. */
    BINANCE;

    /** Name in records, prices and the configuration: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
