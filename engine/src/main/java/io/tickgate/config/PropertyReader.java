package io.tickgate.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads properties of one object (the whole configuration, or an element of a list) and collects what is wrong with them. */
final class PropertyReader {
    private final Config config;
    private final String prefix;
    private final List<String> problems;

    /**
     * Reads from an object.
     *
     * @param config resolved.
     * @param prefix of the names in messages: empty, or {@code markets[2].}.
     * @param problems to add to.
     */
    PropertyReader(Config config, String prefix, List<String> problems) {
        this.config = config;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Whether the property is there, sound or not. */
    boolean has(Property<?> property) {
        return config.hasPath(property.name());
    }

    /** What the property's text means, or null when it is not there or not sound. */
    <T> @Nullable T find(Property<T> property) {
        String text = has(property) ? text(property) : null;
        return text == null ? null : property.type().read(text);
    }

    /** The value of a property that was found sound. */
    <T> T get(Property<T> property) {
        T value = find(property);
        if (value == null) {
            throw new IllegalStateException(property.name() + " was used though it is not sound");
        }
        return value;
    }

    /** Adds a problem if the property is there and not sound. */
    void check(Property<?> property) {
        if (has(property) && find(property) == null) {
            problems.add(subject(property) + ": allowed is " + property.type().range());
        }
    }

    /** Adds a problem if the property is not there, or not sound. */
    void checkRequired(Property<?> property) {
        if (!has(property)) {
            problems.add(prefix + property.name() + " (" + ConfigSources.place(config.origin()) + "): is missing");
        }
        check(property);
    }

    /** Adds a problem with a property. */
    void add(Property<?> property, String problem) {
        problems.add(subject(property) + ": " + problem);
    }

    /** Adds a problem for each name that is not in the catalogue, in this object and its sections. */
    void checkNames(List<String> names) {
        checkNames("", config.root(), names);
    }

    /** The property's text as it may be shown, and where it stands. */
    String subject(Property<?> property) {
        String text = text(property);
        String shown = text == null ? "…" : Secrets.mask(property.name(), text);
        return prefix + property.name() + " = " + (shown.isEmpty() ? "\"\"" : shown) + " (" + place(property) + ")";
    }

    /** Where the property stands. */
    String place(Property<?> property) {
        return ConfigSources.place(config.getValue(property.name()).origin());
    }

    private void checkNames(String section, ConfigObject object, List<String> names) {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
            String name = section + entry.getKey();
            ConfigValue value = entry.getValue();
            String place = ConfigSources.place(value.origin());
            if (names.contains(name)) {
                if (value.valueType() == ConfigValueType.NULL) {
                    problems.add(prefix + name + " (" + place + "): has no value");
                }
            } else if (names.stream().noneMatch(known -> known.startsWith(name + "."))) {
                problems.add(prefix + ConfigSources.unknown(name, place, names));
            } else if (value instanceof ConfigObject child) {
                checkNames(name + ".", child, names);
            } else {
                problems.add(prefix + name + " (" + place + "): is a section, write its properties in { }");
            }
        }
    }

    private @Nullable String text(Property<?> property) {
        return switch (config.getValue(property.name()).valueType()) {
            case STRING, NUMBER, BOOLEAN -> config.getString(property.name());
            case OBJECT, LIST, NULL -> null;
        };
    }
}
