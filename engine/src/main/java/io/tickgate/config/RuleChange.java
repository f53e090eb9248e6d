package io.tickgate.config;

import io.tickgate.record.E8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A property that becomes part of a definition record, with another value than the journal has: {@code health.critical=2s}, or
 * {@code markets.btc-usd-touch.deadline=5m} for a market by its name. Within the range of the configuration.
 *
 * @param property as it was written.
 * @param market name of the market; empty for a threshold of health.
 * @param field name within health or the market, such as {@code critical}.
 * @param value ns, E8, a number, or the code of a choice.
 * @param text as it was written.
 */
public record RuleChange(String property, String market, String field, long value, String text) {
    private static final String MARKETS = "markets.";
    private static final Pattern OF_MARKET = Pattern.compile("markets\\.([a-z0-9-]{1,64})\\.([a-z0-9-]+)");

    private static final Map<String, Property<?>> HEALTH = new LinkedHashMap<>();
    private static final Map<String, Property<?>> MARKET = new LinkedHashMap<>();

    static {
        for (Property<?> property : List.of(
                Catalogue.HEALTH_DEGRADED,
                Catalogue.HEALTH_CRITICAL,
                Catalogue.HEALTH_RECOVERY,
                Catalogue.HEALTH_SKEW_PAST,
                Catalogue.HEALTH_SKEW_FUTURE)) {
            HEALTH.put(property.name(), property);
        }
        MARKET.put(MarketProperties.BAND_MIN.name(), MarketProperties.BAND_MIN);
        MARKET.put(MarketProperties.BAND_MAX.name(), MarketProperties.BAND_MAX);
        // Which stream settles is no number that can be changed alone.
        MarketProperties.DEFAULTED.stream()
                .filter(property -> !property.name().equals(MarketProperties.VENUE.name()))
                .forEach(property -> MARKET.put(property.name(), property));
    }

    /**
     * Reads changes.
     *
     * @param assignments each {@code property=value}.
     * @return the changes, in that order.
     * @throws ConfigurationException when one is unknown, malformed, out of range or there twice; it names all that is wrong.
     */
    public static List<RuleChange> read(List<String> assignments) {
        List<RuleChange> changes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                problems.add(assignment + ": write property=value, such as health.critical=2s");
                continue;
            }
            String name = assignment.substring(0, equals).strip();
            if (!names.add(name)) {
                problems.add(name + ": is there twice");
            }
            RuleChange change = read(name, assignment.substring(equals + 1).strip(), problems);
            if (change != null) {
                changes.add(change);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return changes;
    }

    /**
     * A threshold of health that follows another one.
     *
     * @param field such as {@code degraded}.
     * @param valueNs what it becomes.
     */
    public static RuleChange ofHealth(String field, long valueNs) {
        return new RuleChange("health." + field, "", field, valueNs, Units.durationText(valueNs));
    }

    private static @Nullable RuleChange read(String name, String text, List<String> problems) {
        Matcher ofMarket = OF_MARKET.matcher(name);
        boolean isOfMarket = ofMarket.matches();
        Property<?> property = isOfMarket ? MARKET.get(ofMarket.group(2)) : HEALTH.get(name);
        if (property == null) {
            problems.add(unknown(name, isOfMarket ? MARKETS + ofMarket.group(1) : MARKETS + "NAME"));
            return null;
        }
        Object value = property.type().read(text);
        if (value == null) {
            problems.add(name + " = " + text + ": allowed is " + property.type().range());
            return null;
        }
        String field = isOfMarket ? property.name() : property.name().substring("health.".length());
        return new RuleChange(name, isOfMarket ? ofMarket.group(1) : "", field, number(value), text);
    }

    private static String unknown(String name, String market) {
        List<String> known = new ArrayList<>(HEALTH.keySet());
        MARKET.keySet().forEach(each -> known.add(market + "." + each));
        return name + ": cannot be changed in a replay; nearest is " + NearestName.of(name, known) + "; there are "
                + String.join(", ", known);
    }

    private static long number(Object value) {
        if (value instanceof MarketTouch touch) {
            return touch.code();
        }
        if (value instanceof MarketBounds bounds) {
            return bounds.code();
        }
        return (Long) value;
    }

    /** Another value of the same property, as it would be written. */
    public String textOf(long other) {
        return switch (field) {
            case "touch" -> other == MarketTouch.INSIDE.code() ? "inside" : "crossed";
            case "bounds" -> other == MarketBounds.CLOSED.code() ? "closed" : "half-open";
            case "band-min", "band-max", "touch-notional-min", "quote-max-move" -> E8.toString(other);
            case "stake-min", "stake-max", "exposure-max", "open-bets-max" -> Long.toString(other);
            default -> Units.durationText(other);
        };
    }
}
