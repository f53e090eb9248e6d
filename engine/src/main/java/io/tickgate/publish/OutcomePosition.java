package io.tickgate.publish;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order in which bets were decided: a record may decide many. Two replays of a journal give the same places, so that a
 * reader can go on where it was after a restart. Immutable.
 *
 * @param sequence of the record that decided.
 * @param ordinal among the decisions of that record, from 0 on.
 */
public record OutcomePosition(long sequence, int ordinal) implements Comparable<OutcomePosition> {
    /** Before every outcome. */
    public static final OutcomePosition START = new OutcomePosition(0, Integer.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,17})(\\.(0|[1-9][0-9]{0,8}))?");

    /** After everything that the record of a sequence decided. */
    public static OutcomePosition after(long sequence) {
        return new OutcomePosition(sequence, Integer.MAX_VALUE);
    }

    /** Reads {@link #text}, or a sequence alone, which means the place after all that its record decided; null when it is neither. */
    public static @Nullable OutcomePosition parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        int dot = text.indexOf('.');
        return dot < 0
                ? after(Long.parseLong(text))
                : new OutcomePosition(
                        Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    /** The place as clients name it: {@code 1234.0}, or {@code 1234} after all of a record. */
    public String text() {
        return ordinal == Integer.MAX_VALUE ? Long.toString(sequence) : sequence + "." + ordinal;
    }

    @Override
    public int compareTo(OutcomePosition other) {
        int order = Long.compare(sequence, other.sequence);
        return order != 0 ? order : Integer.compare(ordinal, other.ordinal);
    }
}
