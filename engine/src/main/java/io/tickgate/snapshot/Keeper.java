package io.tickgate.snapshot;

/** Something that reads journal and decisions and says from where on it needs them. Any thread may ask. */
@FunctionalInterface
public interface Keeper {
    /**
     * The oldest record that is needed; files that end before it may be deleted.
     *
     * @return a sequence; {@link Long#MAX_VALUE} when nothing is needed, 0 when nothing may go.
     */
    long neededFrom();
}
