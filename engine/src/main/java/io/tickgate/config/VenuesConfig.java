package io.tickgate.config;

/**
 * Section {@code venues}.
 *
 * @param binance section {@code venues.binance}.
 * @param coinbase section {@code venues.coinbase}.
 * @param coincap section {@code venues.coincap}.
 */
public record VenuesConfig(BinanceConfig binance, VenueConfig coinbase, CoinCapConfig coincap) {
    /** What all venues have, of one of them. */
    public VenueConfig connection(Venue venue) {
        return switch (venue) {
            case BINANCE -> binance.connection();
            case COINBASE -> coinbase;
            case COINCAP -> coincap.connection();
        };
    }
}
