package io.tickgate.config;

import org.jspecify.annotations.Nullable;

/**
 * What a property may be. Each source gives text; one way of reading it serves the file, the environment and the command line.
 *
 * @param <T> what the text means: long (ns, bytes, E8, count), boolean, enum constant or text.
 */
interface PropertyType<T> {
    /** What the text means, or null when it is not of this type or out of range. */
    @Nullable
    T read(String text);

    /** The allowed values, as they stand in brackets in the file's comments. */
    String range();
}
