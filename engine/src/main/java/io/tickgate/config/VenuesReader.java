package io.tickgate.config;

import java.net.URI;

/** Reads section {@code venues} from sound properties. */
final class VenuesReader {
    private final PropertyReader reader;

    VenuesReader(PropertyReader reader) {
        this.reader = reader;
    }

    VenuesConfig read() {
        String apiKey = reader.get(Catalogue.COINCAP_API_KEY);
        return new VenuesConfig(
                new BinanceConfig(
                        connection(Venue.BINANCE, true, reader.get(Catalogue.BINANCE_LIFE)),
                        reader.get(Catalogue.BINANCE_TIME_UNIT),
                        reader.get(Catalogue.BINANCE_SUBSCRIBE_FORM),
                        reader.get(Catalogue.BINANCE_ALL_MARKET),
                        count(Catalogue.BINANCE_ALL_MARKET_MAX)),
                connection(Venue.COINBASE, true, 0),
                new CoinCapConfig(
                        connection(Venue.COINCAP, !apiKey.isEmpty(), 0), apiKey, reader.get(Catalogue.COINCAP_ASSETS)));
    }

    private VenueConfig connection(Venue venue, boolean isUsable, long lifeNs) {
        VenueProperties section = Catalogue.of(venue);
        return new VenueConfig(
                venue,
                isUsable && reader.get(section.enabled()),
                reader.get(section.webSocketUrl()).stream().map(URI::create).toList(),
                URI.create(reader.get(section.restUrl())),
                reader.get(section.connectTimeout()),
                reader.get(section.handshakeTimeout()),
                reader.get(section.reconnectMin()),
                reader.get(section.reconnectMax()),
                reader.get(section.dataTimeout()),
                reader.get(section.firstDataTimeout()),
                count(section.frameMax()),
                lifeNs,
                count(section.connectsMax()),
                count(section.breakerFailures()),
                reader.get(section.breakerOpen()));
    }

    private int count(Property<Long> property) {
        return Math.toIntExact(reader.get(property));
    }
}
