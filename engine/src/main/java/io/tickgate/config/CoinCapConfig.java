package io.tickgate.config;

/**
 * Section {@code venues.coincap}.
 *
 * @param connection what all venues have; {@code isEnabled} is false without a key.
 * @param apiKey a secret; never print it. Empty: there is none.
 * @param assets which prices are asked for.
 */
public record CoinCapConfig(VenueConfig connection, String apiKey, CoinCapAssets assets) {
    /** Without the key. */
    @Override
    public String toString() {
        return "CoinCapConfig[connection=" + connection + ", apiKey=" + Secrets.mask("api-key", apiKey) + ", assets="
                + assets + "]";
    }
}
