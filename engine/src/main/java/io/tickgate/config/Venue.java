package io.tickgate.config;

import java.util.Locale;

/** The venues that this build speaks to, in the order in which they are preferred as sources unless an instrument says otherwise. */
public enum Venue {
    /** Binance spot: 1,024 streams a connection, of which a symbol takes two. */
    BINANCE(true, 512),
    /** Coinbase Exchange. It documents no bound; as many as at Binance. */
    COINBASE(true, 512),
    /** CoinCap: prices without trades. All slugs stand in one URL of 8 KB, at up to 27 bytes each. */
    COINCAP(false, 300);

    private final boolean hasTrades;
    private final int symbolsMax;

    Venue(boolean hasTrades, int symbolsMax) {
        this.hasTrades = hasTrades;
        this.symbolsMax = symbolsMax;
    }

    /** Name in records, prices and the configuration: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it sends trades with ids and times, by which a market can be settled. */
    public boolean hasTrades() {
        return hasTrades;
    }

    /** Most symbols that are subscribed to one by one. */
    public int symbolsMax() {
        return symbolsMax;
    }
}
