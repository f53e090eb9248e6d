package io.tickgate.config;

import static io.tickgate.config.InstrumentProperties.ALIASES;
import static io.tickgate.config.InstrumentProperties.SYMBOL;
import static io.tickgate.config.InstrumentProperties.VENUES;
import static io.tickgate.config.InstrumentProperties.inSources;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code instruments}, completed by {@code sources}. */
final class InstrumentReader {
    /** At Binance each takes two of a connection's 1,024 streams, and a third if a market hangs on it ({@link SymbolCounts}). */
    static final int INSTRUMENTS_MAX = 500;

    /** Stands in while {@code sources} is not sound, which stops the start. */
    private static final SourceConfig UNSOUND = new SourceConfig(SourceMode.FAILOVER, 0, 0, 1, 0, 1);

    private static final PropertyType<Venue> VENUE = PropertyTypes.choice(Venue.class);

    private final PropertyReader whole;
    private final List<String> problems;
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, String> venueSymbols = new HashMap<>();

    InstrumentReader(PropertyReader whole, List<String> problems) {
        this.whole = whole;
        this.problems = problems;
    }

    /** Reads all sound elements; the others are among the problems. */
    List<InstrumentConfig> read(List<Config> elements) {
        List<InstrumentConfig> result = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            InstrumentConfig instrument = new Element(elements.get(i), "instruments[" + i + "].").read();
            if (instrument != null) {
                result.add(instrument);
            }
        }
        return result;
    }

    /** One element while it is read. */
    private final class Element {
        private final Config config;
        private final String prefix;
        private final PropertyReader own;

        private Element(Config config, String prefix) {
            this.config = config;
            this.prefix = prefix;
            own = new PropertyReader(config, prefix, problems);
        }

        /** The instrument, with defaults for what is not sound; null without a symbol. */
        private @Nullable InstrumentConfig read() {
            own.checkNames(InstrumentProperties.NAMES);
            own.checkRequired(SYMBOL);
            InstrumentProperties.OPTIONAL.forEach(own::check);
            List<String> aliases = texts(ALIASES, InstrumentSpelling.ALIAS);
            List<VenueSymbol> symbols = venueSymbols();
            SourceConfig source = source(symbols.size());
            String symbol = own.find(SYMBOL);
            if (symbol == null) {
                return null;
            }
            claim(spellings, InstrumentSpelling.plain(symbol), symbol, prefix + SYMBOL.name());
            for (String alias : aliases) {
                claim(spellings, InstrumentSpelling.plain(alias), symbol, prefix + ALIASES + " " + alias);
            }
            for (VenueSymbol each : symbols) {
                String label = each.venue().label() + " " + each.symbol();
                claim(venueSymbols, label, symbol, prefix + label);
            }
            boolean isOnDemand = Boolean.TRUE.equals(own.find(InstrumentProperties.ON_DEMAND));
            return new InstrumentConfig(symbol, aliases, symbols, source, isOnDemand);
        }

        private List<VenueSymbol> venueSymbols() {
            Map<Venue, String> named = new EnumMap<>(Venue.class);
            for (Venue venue : Venue.values()) {
                String symbol = own.find(InstrumentProperties.symbolAt(venue));
                if (symbol != null) {
                    named.put(venue, symbol);
                }
            }
            List<Venue> order = config.hasPath(VENUES) ? texts(VENUES, VENUE) : List.copyOf(named.keySet());
            if (order.size() != named.size() || !named.keySet().containsAll(order)) {
                problems.add(prefix + VENUES + " (" + place(VENUES) + "): must name each venue once at which this"
                        + " instrument has a symbol: "
                        + named.keySet().stream().map(Venue::label).toList());
                order = List.copyOf(named.keySet());
            }
            return order.stream()
                    .map(venue -> new VenueSymbol(venue, named.getOrDefault(venue, "")))
                    .toList();
        }

        private SourceConfig source(int venues) {
            SourcesConfig defaults = SourcesReader.read(whole);
            SourceMode ownMode = own.find(InstrumentProperties.SOURCE);
            if (defaults == null) {
                return UNSOUND;
            }
            SourceConfig base = defaults.of(ownMode == null ? defaults.mode() : ownMode);
            Long venuesMin = own.find(InstrumentProperties.VENUES_MIN);
            SourceConfig source = new SourceConfig(
                    base.mode(),
                    find(InstrumentProperties.SILENCE),
                    find(InstrumentProperties.STABLE),
                    Math.toIntExact(find(InstrumentProperties.CONNECT_FAILURES_MAX)),
                    find(InstrumentProperties.DEVIATION_MAX),
                    venuesMin == null ? base.venuesMin() : Math.toIntExact(venuesMin));
            if (source.mode() != SourceMode.FAILOVER && source.venuesMin() > venues) {
                problems.add(prefix + "source = " + PropertyTypes.choiceText(source.mode()) + " ("
                        + ConfigSources.place(config.origin()) + "): needs " + source.venuesMin()
                        + " venues, and the instrument has a symbol at " + venues);
            }
            return source;
        }

        /** Of this element, otherwise the default, which is sound. */
        private <T> T find(Property<T> property) {
            T value = own.has(property) ? own.find(property) : null;
            return value == null ? whole.get(inSources(property)) : value;
        }

        private <T> List<T> texts(String name, PropertyType<T> type) {
            return config.hasPath(name) ? texts(config.getValue(name), name, type) : List.of();
        }

        private <T> List<T> texts(ConfigValue value, String name, PropertyType<T> type) {
            List<T> result = new ArrayList<>();
            List<?> texts = value.unwrapped() instanceof List<?> list ? list : List.of(value.unwrapped());
            for (Object text : texts) {
                boolean isText = value.valueType() == ConfigValueType.LIST && text instanceof String;
                T read = isText ? type.read((String) text) : null;
                if (read == null || result.contains(read)) {
                    problems.add(prefix + name + " = " + text + " (" + place(name) + "): allowed is a list of "
                            + type.range() + ", each once");
                } else {
                    result.add(read);
                }
            }
            if (result.size() > InstrumentSpelling.ALIASES_MAX) {
                problems.add(prefix + name + " (" + place(name) + "): has " + result.size() + " elements, allowed are "
                        + InstrumentSpelling.ALIASES_MAX);
            }
            return List.copyOf(result);
        }

        private String place(String name) {
            return ConfigSources.place(config.getValue(name).origin());
        }
    }

    /** Takes a spelling for an instrument, once over all: a path must never mean two instruments. */
    private void claim(Map<String, String> claims, String spelling, String symbol, String what) {
        String other = claims.putIfAbsent(spelling, symbol);
        if (other != null && (!other.equals(symbol) || claims == venueSymbols || what.endsWith(SYMBOL.name()))) {
            problems.add(what + ": is taken by the instrument " + other);
        }
    }
}
