package io.tickgate.config;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads section {@code sources}. */
final class SourcesReader {
    private SourcesReader() {}

    /** The section, or null when a property of it is not sound. */
    static @Nullable SourcesConfig read(PropertyReader reader) {
        boolean isSound = Stream.concat(
                        InstrumentProperties.DEFAULTED.stream().map(InstrumentProperties::inSources),
                        Stream.of(
                                Catalogue.SOURCES_MODE,
                                Catalogue.SOURCES_BEST_VENUES_MIN,
                                Catalogue.SOURCES_INDEX_VENUES_MIN))
                .allMatch(property -> reader.find(property) != null);
        return isSound ? section(reader) : null;
    }

    private static SourcesConfig section(PropertyReader reader) {
        return new SourcesConfig(
                reader.get(Catalogue.SOURCES_MODE),
                reader.get(InstrumentProperties.inSources(InstrumentProperties.SILENCE)),
                reader.get(InstrumentProperties.inSources(InstrumentProperties.STABLE)),
                count(reader, InstrumentProperties.inSources(InstrumentProperties.CONNECT_FAILURES_MAX)),
                reader.get(InstrumentProperties.inSources(InstrumentProperties.DEVIATION_MAX)),
                count(reader, Catalogue.SOURCES_BEST_VENUES_MIN),
                count(reader, Catalogue.SOURCES_INDEX_VENUES_MIN));
    }

    private static int count(PropertyReader reader, Property<Long> property) {
        return Math.toIntExact(reader.get(property));
    }
}
