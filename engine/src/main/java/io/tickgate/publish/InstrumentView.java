package io.tickgate.publish;

import java.util.List;

/**
 * An instrument as clients may name it. Immutable.
 *
 * @param id never reused.
 * @param symbol {@code BASE/QUOTE}.
 * @param aliases other spellings, as configured.
 * @param sources name of the venue of each of its streams, by priority.
 * @param streamIds of the same streams.
 * @param marketIds of the markets on it that are not retired.
 */
public record InstrumentView(
        int id,
        String symbol,
        List<String> aliases,
        List<String> sources,
        List<Integer> streamIds,
        List<Integer> marketIds) {}
