package io.tickgate.config;

/** Unit of a venue's times on the wire. */
public enum VenueTimeUnit {
    /** Thirteen digits these days. */
    MILLISECOND(1_000_000),
    /** Sixteen digits. */
    MICROSECOND(1_000);

    private final long lengthNs;

    VenueTimeUnit(long lengthNs) {
        this.lengthNs = lengthNs;
    }

    /** Length of one unit. */
    public long lengthNs() {
        return lengthNs;
    }
}
