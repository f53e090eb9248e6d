package io.tickgate.config;

/** Which prices CoinCap is asked for. */
public enum CoinCapAssets {
    /** Those of instruments with a slug. */
    LISTED,
    /** All; what is not listed is shown as an instrument of its own. */
    ALL
}
