package io.tickgate.config;

import java.util.List;
import java.util.stream.Stream;

/** What an element of {@code instruments} may hold. */
final class InstrumentProperties {
    static final Property<String> SYMBOL = new Property<>("symbol", InstrumentSpelling.SYMBOL);
    static final Property<String> BINANCE = new Property<>("binance", InstrumentSpelling.of(Venue.BINANCE));
    static final Property<String> COINBASE = new Property<>("coinbase", InstrumentSpelling.of(Venue.COINBASE));
    static final Property<String> COINCAP = new Property<>("coincap", InstrumentSpelling.of(Venue.COINCAP));
    static final Property<SourceMode> SOURCE = new Property<>("source", PropertyTypes.choice(SourceMode.class));
    static final Property<Boolean> ON_DEMAND = new Property<>("on-demand", PropertyTypes.toggle());
    static final Property<Long> SILENCE = new Property<>("silence", PropertyTypes.duration("1s", "1h"));
    static final Property<Long> STABLE = new Property<>("stable", PropertyTypes.duration("0s", "1h"));
    static final Property<Long> CONNECT_FAILURES_MAX =
            new Property<>("connect-failures-max", PropertyTypes.number(1, 100));
    static final Property<Long> DEVIATION_MAX =
            new Property<>("deviation-max", PropertyTypes.percent("0.0001%", "100%"));
    static final Property<Long> VENUES_MIN =
            new Property<>("venues-min", PropertyTypes.number(1, Venue.values().length));

    /** Lists of texts. */
    static final String ALIASES = "aliases";

    static final String VENUES = "venues";

    /** Thresholds of the source; otherwise section {@code sources} holds. */
    static final List<Property<?>> DEFAULTED = List.of(SILENCE, STABLE, CONNECT_FAILURES_MAX, DEVIATION_MAX);

    /** All but {@link #SYMBOL} and the lists. */
    static final List<Property<?>> OPTIONAL = Stream.concat(
                    Stream.of(BINANCE, COINBASE, COINCAP, SOURCE, ON_DEMAND, VENUES_MIN), DEFAULTED.stream())
            .toList();

    /** Names of all. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of(SYMBOL.name(), ALIASES, VENUES), OPTIONAL.stream().map(Property::name))
            .toList();

    private InstrumentProperties() {}

    /** The symbol at a venue. */
    static Property<String> symbolAt(Venue venue) {
        return switch (venue) {
            case BINANCE -> BINANCE;
            case COINBASE -> COINBASE;
            case COINCAP -> COINCAP;
        };
    }

    /** The property in {@code sources}. */
    static <T> Property<T> inSources(Property<T> property) {
        return new Property<>("sources." + property.name(), property.type());
    }
}
