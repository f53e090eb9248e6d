package io.tickgate.config;

/**
 * One property.
 *
 * @param name path in the file, such as {@code health.degraded}; within a list element the name in the element.
 * @param type with the range.
 * @param <T> what its text means.
 */
record Property<T>(String name, PropertyType<T> type) {
    /** Name of the environment variable that overrides it. */
    String environmentName() {
        return "TICKGATE_" + upperCase(name.replace('.', '_').replace('-', '_'));
    }

    private static String upperCase(String text) {
        return text.toUpperCase(java.util.Locale.ROOT);
    }
}
