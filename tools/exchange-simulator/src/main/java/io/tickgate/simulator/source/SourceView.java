package io.tickgate.simulator.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source as the state shows it.
 *
 * @param kind {@code generator} or {@code replay}
 * @param figures its settings and counts by name, in order; values are texts, numbers or booleans
 * @param failure why its thread has died, null while it has not
 */
public record SourceView(
        String kind, Map<String, Object> figures, @Nullable String failure) {}
