package io.tickgate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the elements of {@code instruments}. */
final class InstrumentReader {
    /** Two streams each; their names must fit in one URL of 8 KB, at about 35 bytes a stream. */
    static final int INSTRUMENTS_MAX = 100;

    static final Property<String> SYMBOL = new Property<>(
            "symbol",
            PropertyTypes.pattern("BASE/QUOTE, each 1 to 20 of A-Z and 0-9", "[A-Z0-9]{1,20}/[A-Z0-9]{1,20}"));
    /** Venue symbols may be UTF-8; what would break a URL or JSON text cannot be one. */
    static final Property<String> BINANCE = new Property<>(
            "binance",
            PropertyTypes.pattern(
                    "1 to 20 capitals, digits or letters without case", "[^\\s\\p{Cntrl}\\p{Punct}\\p{Ll}]{1,20}"));

    private static final String ALIASES = "aliases";
    private static final PropertyType<String> ALIAS =
            PropertyTypes.pattern("1 to 40 of a-z, 0-9, -, _ and .", "[a-z0-9._-]{1,40}");
    private static final List<String> NAMES = List.of(SYMBOL.name(), ALIASES, BINANCE.name());

    private final List<String> problems;
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, String> venueSymbols = new HashMap<>();

    InstrumentReader(List<String> problems) {
        this.problems = problems;
    }

    /** Reads all sound elements; the others are among the problems. */
    List<InstrumentConfig> read(List<Config> elements) {
        List<InstrumentConfig> result = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            readOne(elements.get(i), "instruments[" + i + "].", result);
        }
        return result;
    }

    private void readOne(Config element, String prefix, List<InstrumentConfig> result) {
        PropertyReader reader = new PropertyReader(element, prefix, problems);
        reader.checkNames(NAMES);
        reader.checkRequired(SYMBOL);
        reader.check(BINANCE);
        List<String> aliases = aliases(element, prefix);
        String symbol = reader.find(SYMBOL);
        if (symbol == null) {
            return;
        }
        claim(spellings, plain(symbol), symbol, prefix + SYMBOL.name());
        aliases.forEach(alias -> claim(spellings, plain(alias), symbol, prefix + ALIASES + " " + alias));
        String venueSymbol = reader.find(BINANCE);
        if (venueSymbol != null) {
            claim(venueSymbols, venueSymbol, symbol, prefix + BINANCE.name() + " " + venueSymbol);
        }
        result.add(new InstrumentConfig(symbol, aliases, venueSymbol == null ? "" : venueSymbol));
    }

    private List<String> aliases(Config element, String prefix) {
        List<String> result = new ArrayList<>();
        if (!element.hasPath(ALIASES)) {
            return result;
        }
        ConfigValue value = element.getValue(ALIASES);
        List<?> texts = value.unwrapped() instanceof List<?> list ? list : List.of(value.unwrapped());
        for (Object text : texts) {
            boolean isText = value.valueType() == ConfigValueType.LIST && text instanceof String;
            String alias = isText ? ALIAS.read((String) text) : null;
            if (alias == null) {
                problems.add(prefix + ALIASES + " = " + text + " (" + ConfigSources.place(value.origin())
                        + "): allowed is a list of " + ALIAS.range());
            } else {
                result.add(alias);
            }
        }
        return List.copyOf(result);
    }

    /** Takes a spelling for an instrument, once over all: a path must never mean two instruments. */
    private void claim(Map<String, String> claims, String spelling, String symbol, String what) {
        String other = claims.putIfAbsent(spelling, symbol);
        if (other != null && (!other.equals(symbol) || claims == venueSymbols || what.endsWith(SYMBOL.name()))) {
            problems.add(what + ": is taken by the instrument " + other);
        }
    }

    /** {@code BTC/USD}, {@code BTC-USD} and {@code btcusd} are one spelling. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("/", "").replace("-", "");
    }
}
