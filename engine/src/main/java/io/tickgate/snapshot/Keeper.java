package io.tickgate.snapshot;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Something that reads journal and decisions and says from where on it needs them. Any thread may ask. */
@FunctionalInterface
public interface Keeper {
    /**
     * The oldest record that is needed; files that end before it may be deleted.
     *
     * @return a sequence; {@link Long#MAX_VALUE} when nothing is needed, 0 when nothing may go.
     */
    long neededFrom();

    /**
     * Who reads on without the files that retention does not keep, since it can begin anew; null when it needs them whatever retention says.
     *
     * @return a name for the log.
     */
    default @Nullable String yielding() {
        return null;
    }

    /**
     * A keeper that holds nothing up: what it has not read when its time is over is deleted, with a line in the log.
     *
     * @param name for the log.
     * @param neededFrom as {@link #neededFrom()}.
     */
    static Keeper yielding(String name, LongSupplier neededFrom) {
        return new Keeper() {
            @Override
            public long neededFrom() {
                return neededFrom.getAsLong();
            }

            @Override
            public String yielding() {
                return name;
            }
        };
    }
}
